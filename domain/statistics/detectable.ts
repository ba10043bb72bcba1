import { wilsonCentre } from "./wilson.ts";

/** z(0.975) + z(0.80): a two-sided test at 5 % that finds a true difference four times in five. */
export const DETECTABLE_Z = 2.8;

/**
 * The smallest difference of two proportions that samples of this size would show with 80 % power: 2.80 sqrt(p q (1/n1 + 1/n2)), p the
 * centre of Wilson's interval of the pooled proportion (never 0 or 1, so neither is the answer). J. L. Fleiss, "Statistical Methods for
 * Rates and Proportions" (1981), ch. 3. An empty side gives null.
 */
export function detectableDifference(hits1: number, n1: number, hits2: number, n2: number): number | null {
  if (n1 <= 0 || n2 <= 0) return null;
  const p = wilsonCentre(hits1 + hits2, n1 + n2);
  return DETECTABLE_Z * Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2));
}
