/**
 * Which of a family of tests are discoveries when at most a share q of the discoveries may be false: with the p in ascending order, all
 * up to the largest k with p(k) <= k q / m. Y. Benjamini and Y. Hochberg, JRSS B 57 (1995) 289–300.
 * A null p (nothing to test) is never a discovery and does not count in m. An empty family gives an empty list.
 */
export function benjaminiHochberg(p: readonly (number | null)[], q: number): boolean[] {
  const sorted = p.filter((value) => value !== null).sort((a, b) => a - b);
  const limit = sorted.findLast((value, i) => value <= ((i + 1) * q) / sorted.length);
  return p.map((value) => value !== null && limit !== undefined && value <= limit);
}
