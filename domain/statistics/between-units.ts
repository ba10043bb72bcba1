import { chiSquareQuantile, chiSquareUpperTail } from "./chi-square.ts";

/** An estimate of one unit and its sampling variance (> 0). */
export interface UnitEstimate {
  readonly value: number;
  readonly variance: number;
}

export interface BetweenUnits {
  /** Cochran's Q, and the probability of one as large if the units differed by chance alone. */
  readonly q: number;
  readonly p: number;
  /** Variance between the units beyond that of sampling, at least 0, with 95 % limits. */
  readonly variance: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Q = Σ w (y - ȳ)², w = 1/v (W. G. Cochran, 1954); variance = max(0, (Q - (k - 1)) / (Σw - Σw²/Σw)): R. DerSimonian and N. Laird, Controlled
 * Clinical Trials 7 (1986) 177–188. Limits by the Q profile: the variances at which Q is the 97.5 % and the 2.5 % quantile of chi-square
 * with k - 1 degrees (W. Viechtbauer, Statistics in Medicine 26 (2007) 37–52), 0 where there is none. Fewer than two units give null.
 */
export function betweenUnits(units: readonly UnitEstimate[]): BetweenUnits | null {
  const df = units.length - 1;
  if (df < 1) return null;
  const q = cochranQ(units, 0);
  const weight = units.reduce((sum, { variance }) => sum + 1 / variance, 0);
  const squares = units.reduce((sum, { variance }) => sum + 1 / (variance * variance), 0);
  return {
    q,
    p: chiSquareUpperTail(q, df),
    variance: Math.max(0, (q - df) / (weight - squares / weight)),
    low: profile(units, chiSquareQuantile(0.025, df)),
    high: profile(units, chiSquareQuantile(0.975, df)),
  };
}

/** Q when the units vary by `between` beyond sampling: falls as that rises. */
function cochranQ(units: readonly UnitEstimate[], between: number): number {
  const weight = units.reduce((sum, { variance }) => sum + 1 / (variance + between), 0);
  const mean = units.reduce((sum, { value, variance }) => sum + value / (variance + between), 0) / weight;
  return units.reduce((sum, { value, variance }) => sum + (value - mean) ** 2 / (variance + between), 0);
}

/** The variance at which Q is `target`; 0 where it is below that already. */
function profile(units: readonly UnitEstimate[], target: number): number {
  if (cochranQ(units, 0) <= target) return 0;
  let low = 0;
  let high = Math.max(...units.map(({ variance }) => variance));
  while (cochranQ(units, high) > target) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (cochranQ(units, middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
