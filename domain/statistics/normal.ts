/** The standard normal distribution. */

/** The 97.5 % quantile: every interval of the product is two-sided at 95 %. */
export const Z95 = 1.959963984540054;

/** Beyond this the series loses digits to cancellation and the continued fraction takes over. */
const SERIES_LIMIT = 2.5;

/**
 * P(Z > x), any finite x, to about 1e-15.
 * Series: G. Marsaglia, "Evaluating the normal distribution" (2004); tail: Abramowitz & Stegun 26.2.14 (Laplace's continued fraction).
 */
export function normalUpperTail(x: number): number {
  if (x < 0) return 1 - normalUpperTail(-x);
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > SERIES_LIMIT) {
    let tail = x;
    for (let k = 200; k >= 1; k--) tail = x + k / tail;
    return density / tail;
  }
  let term = x;
  let sum = x;
  for (let k = 3; sum + term !== sum; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}

/** P(Z <= x). */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}

/** P(|Z| >= |z|): 1 at z = 0. */
export function twoSidedP(z: number): number {
  return 2 * normalUpperTail(Math.abs(z));
}
