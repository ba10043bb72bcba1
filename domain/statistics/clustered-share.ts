import type { Estimate } from "./newcombe.ts";
import { wilson } from "./wilson.ts";

/** Sums over members (visits) that each have several answers: hits h among n. */
export interface ClusterSums {
  readonly members: number;
  readonly n: number;
  readonly hits: number;
  readonly nSquares: number;
  readonly hitSquares: number;
  readonly products: number;
}

/**
 * Σh / Σn with limits that know that one member's answers are alike: the variance of a ratio, m/(m - 1) Σ(h - R n)² / (Σn)², gives the number
 * of independent answers that would be as precise, R(1 - R)/variance, at most the number seen; Wilson's limits at that size. J. N. K. Rao and
 * A. J. Scott, "A simple method for the analysis of clustered binary data", Biometrics 48 (1992) 577–585. Where all or none are hits, or
 * there is one member, the size is the number of members. n = 0 gives null.
 */
export function clusteredShare({ members, n, hits, nSquares, hitSquares, products }: ClusterSums): Estimate | null {
  if (n <= 0) return null;
  const share = hits / n;
  const squares = hitSquares - 2 * share * products + share * share * nSquares;
  const variance = ((members / (members - 1)) * squares) / (n * n);
  const isCertain = hits <= 0 || hits >= n || members < 2;
  const size = isCertain ? members : variance > 0 ? Math.min(n, (share * (1 - share)) / variance) : n;
  return { value: share, ...wilson(share * size, size) };
}
