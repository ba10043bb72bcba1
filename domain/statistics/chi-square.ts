import { logFactorial } from "./poisson.ts";

/**
 * P(X > x) of a chi-square with `df` degrees of freedom (a whole number >= 1), x >= 0, to about 1e-10: the regularised incomplete gamma function
 * Q(df/2, x/2), by its series below df/2 + 1 and by its continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31, the latter by
 * W. J. Lentz's method).
 */
export function chiSquareUpperTail(x: number, df: number): number {
  const a = df / 2;
  const z = x / 2;
  if (z <= 0) return 1;
  const scale = Math.exp(a * Math.log(z) - z - logGammaOfHalves(df));
  return z < a + 1 ? 1 - scale * series(a, z) : scale * fraction(a, z);
}

/** The x that leaves the share `tail` (0..1, exclusive) above it. */
export function chiSquareQuantile(tail: number, df: number): number {
  let low = 0;
  let high = df + 1;
  while (chiSquareUpperTail(high, df) > tail) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (chiSquareUpperTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; sum + term !== sum; k++) {
    term *= z / (a + k);
    sum += term;
  }
  return sum;
}

function fraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 10_000; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return value;
}

/** ln Γ(n/2), n >= 1: a factorial, or for odd n by Γ(1/2) = √π and Γ(x + 1) = x Γ(x). */
function logGammaOfHalves(n: number): number {
  if (n % 2 === 0) return logFactorial(n / 2 - 1);
  let sum = Math.log(Math.PI) / 2;
  for (let k = 1; k < n; k += 2) sum += Math.log(k / 2);
  return sum;
}
