import type { Estimate } from "./newcombe.ts";
import { Z95 } from "./normal.ts";

/** Halvings of the range of a limit: 2 / 2^60 is below the last digit of a number near 1. */
const HALVINGS = 60;

/**
 * plus/n - minus/n of one sample, in which each answer is a plus, a minus or neither, with 95 % score limits: those differences that the
 * score test does not refuse. T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design", Statistics in Medicine 17 (1998) 891–908, whose discordant pairs are our plus and minus. Whole numbers, plus + minus <= n,
 * n > 0. All plus gives an upper limit of exactly 1, all minus a lower one of exactly -1.
 */
export function netShare(plus: number, minus: number, n: number): Estimate {
  const value = (plus - minus) / n;
  return {
    value,
    low: minus === n ? -1 : limit(plus, minus, n, Z95, -1, value),
    high: plus === n ? 1 : limit(plus, minus, n, -Z95, value, 1),
  };
}

/** The difference between `from` and `to` whose score is z; the score falls as the difference rises. */
function limit(plus: number, minus: number, n: number, z: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (score(plus, minus, n, middle) > z) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** (plus - minus - n d) over its standard error if the true difference were d, -1 < d < 1. */
function score(plus: number, minus: number, n: number, d: number): number {
  const b = -plus - minus + (2 * n - plus + minus) * d;
  const c = -minus * d * (1 - d);
  // The likeliest share of minus among all samples whose difference is d: the larger root of 2n q² + b q + c = 0.
  const q = (Math.sqrt(Math.max(0, b * b - 8 * n * c)) - b) / (4 * n);
  const variance = n * (2 * q + d * (1 - d));
  const distance = plus - minus - n * d;
  return variance <= 0 ? Math.sign(distance) * Number.POSITIVE_INFINITY : distance / Math.sqrt(variance);
}
