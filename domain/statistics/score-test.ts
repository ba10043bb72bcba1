import { fisherP } from "./fisher.ts";
import { twoSidedP } from "./normal.ts";

/** Below this expected count in any cell the normal approximation is not trusted (W. G. Cochran, 1954). */
const SMALLEST_EXPECTED = 5;

/**
 * Two-sided p that two proportions are equal: the score test with pooled variance (its square is Pearson's chi-square, 1900, without
 * continuity correction); Fisher's exact test where an expected count is under 5. Whole numbers, hits <= n; an empty side gives null.
 */
export function scoreTestP(hits1: number, n1: number, hits2: number, n2: number): number | null {
  if (n1 <= 0 || n2 <= 0) return null;
  const n = n1 + n2;
  const hits = hits1 + hits2;
  if ((Math.min(n1, n2) * Math.min(hits, n - hits)) / n < SMALLEST_EXPECTED) return fisherP(hits1, n1, hits2, n2);
  const pooled = hits / n;
  return twoSidedP((hits1 / n1 - hits2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)));
}
