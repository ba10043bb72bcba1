export interface Mean {
  readonly mean: number;
  /** s / sqrt(n), s with n - 1 in its denominator (Bessel); null for a single value. */
  readonly se: number | null;
  readonly n: number;
}

/**
 * Mean and standard error from counts: `counts[i]` times the value `valueAt(i)`. Two passes, so that a mean far from 0 costs no digits.
 * No counts at all gives null.
 */
export function meanOfCounts(counts: readonly number[], valueAt: (index: number) => number): Mean | null {
  let n = 0;
  let sum = 0;
  counts.forEach((count, i) => {
    n += count;
    sum += count * valueAt(i);
  });
  if (n <= 0) return null;
  const mean = sum / n;
  const squares = counts.reduce((total, count, i) => total + count * (valueAt(i) - mean) ** 2, 0);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : null, n };
}
