import { logFactorial } from "./poisson.ts";
import type { Limits } from "./wilson.ts";

/** Probabilities below this share of the largest add nothing that could be seen. */
const NEGLIGIBLE = 1e-18;

/**
 * Between which limits a share of n lies with probability `coverage` if each is a hit with probability p (0 < p < 1, n >= 1 whole): exact
 * binomial, with the step function's quantiles interpolated so that the limits narrow smoothly with n: (r - α)/n, r the smallest count with
 * F(r) >= tail, α = (F(r) - tail)/(F(r) - F(r - 1)). D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics
 * in Medicine 24 (2005) 1185–1202, appendix A.1.1. Cut to 0..1.
 */
export function binomialLimits(n: number, p: number, coverage: number): Limits {
  return limitsOf(n, p)(coverage);
}

/** The same for several coverages: the distribution, which is most of the work, is made once. */
export function limitsOf(n: number, p: number): (coverage: number) => Limits {
  const { first, probabilities } = distribution(n, p);
  const total = probabilities.reduce((sum, value) => sum + value, 0);
  const at = (share: number): number => {
    let below = 0;
    for (let k = 0; k < probabilities.length; k++) {
      const up = below + (probabilities[k] ?? 0) / total;
      if (up >= share) return (first + k - (up - share) / (up - below)) / n;
      below = up;
    }
    return 1;
  };
  return (coverage) => ({ low: Math.max(0, at((1 - coverage) / 2)), high: Math.min(1, at((1 + coverage) / 2)) });
}

/** The probabilities around the mode, outwards by ratios so that nothing overflows; `first` is the count of the first of them. */
function distribution(n: number, p: number): { first: number; probabilities: Float64Array } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const logMode = logFactorial(n) - logFactorial(mode) - logFactorial(n - mode) + mode * Math.log(p) + (n - mode) * Math.log1p(-p);
  const atMode = Math.exp(logMode);
  const below: number[] = [];
  for (let k = mode, value = atMode; k > 0 && value > NEGLIGIBLE * atMode; k--) {
    value *= k / ((n - k + 1) * odds);
    below.push(value);
  }
  const above: number[] = [];
  for (let k = mode, value = atMode; k < n && value > NEGLIGIBLE * atMode; k++) {
    value *= ((n - k) * odds) / (k + 1);
    above.push(value);
  }
  return { first: mode - below.length, probabilities: Float64Array.from([...below.reverse(), atMode, ...above]) };
}
