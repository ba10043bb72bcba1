/** Which visits take part where a figure is too heavy for all of them: the same ones every time. */
import { mixHash } from "./statistics/rng.ts";

/** Heavy statistics see at most this many visits. */
export const MOST_VISITS = 200_000;

/** How many visits a figure was computed from, of how many that it speaks of. */
export interface Drawn {
  readonly used: number;
  readonly of: number;
}

/**
 * Of the eligible visits (indices into `ids`) those with the lowest hashes of their ids, at most `most`; all where there are no more. Their
 * order is kept, and which are drawn depends neither on it nor on anything but the ids.
 */
export function drawVisits(ids: Float64Array, eligible: Int32Array, most: number = MOST_VISITS): Int32Array {
  if (eligible.length <= most) return eligible;
  const hashes = Uint32Array.from(eligible, (i) => mixHash(ids[i] ?? 0));
  const limit = hashes.toSorted()[most] ?? 0;
  return eligible.filter((_, k) => (hashes[k] ?? 0) < limit);
}
