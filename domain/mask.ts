/** Sets of up to 50 small numbers in one integer (below 2^53, where JavaScript numbers are exact). */

export type Mask = number;

const HALF = 2 ** 25;

export function maskHas(mask: Mask, bit: number): boolean {
  return bit < 25 ? ((mask % HALF) >>> bit) % 2 === 1 : (Math.floor(mask / HALF) >>> (bit - 25)) % 2 === 1;
}

export function maskAdd(mask: Mask, bit: number): Mask {
  return maskHas(mask, bit) ? mask : mask + 2 ** bit;
}

export function maskUnion(a: Mask, b: Mask): Mask {
  if (a === 0 || a === b) return b;
  if (b === 0) return a;
  const low = (a % HALF) | (b % HALF);
  const high = Math.floor(a / HALF) | Math.floor(b / HALF);
  return high * HALF + low;
}

/** The members of `a` that are not in `b`. */
export function maskWithout(a: Mask, b: Mask): Mask {
  const low = (a % HALF) & ~(b % HALF);
  const high = Math.floor(a / HALF) & ~Math.floor(b / HALF);
  return high * HALF + low;
}

/** The two 25-bit halves, as the columns of a VisitScan hold them. */
export function maskHalves(mask: Mask): { low: number; high: number } {
  return { low: mask % HALF, high: Math.floor(mask / HALF) };
}
