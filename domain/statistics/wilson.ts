import { missing, type Reason, type Share } from "../share.ts";
import { Z95 } from "./normal.ts";

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * The centre of Wilson's score interval, (x + z²/2) / (n + z²): the share pulled towards one half.
 * `n` > 0 (need not be whole: effective sizes are allowed), 0 <= hits <= n.
 */
export function wilsonCentre(hits: number, n: number): number {
  return (hits + (Z95 * Z95) / 2) / (n + Z95 * Z95);
}

/**
 * 95 % limits of a proportion. E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * JASA 22 (1927) 209–212. `n` > 0, 0 <= hits <= n; the limit at no hits (all hits) is exactly 0 (1).
 */
export function wilson(hits: number, n: number): Limits {
  const z2 = Z95 * Z95;
  const centre = wilsonCentre(hits, n);
  const half = (Z95 / (n + z2)) * Math.sqrt((hits * (n - hits)) / n + z2 / 4);
  return { low: hits <= 0 ? 0 : Math.max(0, centre - half), high: hits >= n ? 1 : Math.min(1, centre + half) };
}

/** hits / n with Wilson's limits; n = 0 gives the reason instead. */
export function wilsonShare(hits: number, n: number, reason: Reason): Share {
  if (n <= 0) return missing(reason);
  return { value: hits / n, ...wilson(hits, n), n };
}
