/** Several moments taken together: their ratings pooled, nobody's average of averages. */
import type { MomentScore } from "./documents.ts";
import { missing, type Share } from "./share.ts";
import { wilsonShare } from "./statistics/wilson.ts";

/** A zone's ratings over all ratings of the moments. A hidden count anywhere hides the sum: it could be found by subtraction. */
export function pooledShare(moments: readonly MomentScore[], zone: "minus" | "plus"): Share {
  const rated = sumOf(moments, "rated");
  const hits = pooledCount(moments, zone);
  return hits === null && rated > 0 ? missing("too-few", rated) : wilsonShare(hits ?? 0, rated, "no-ratings");
}

/** A zone's ratings of the moments together; null where one of them is hidden. */
export function pooledCount(moments: readonly MomentScore[], zone: "minus" | "plus"): number | null {
  let sum = 0;
  for (const moment of moments) {
    const count = moment.rated === 0 ? 0 : moment[zone];
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

export function sumOf(moments: readonly MomentScore[], count: "touched" | "rated"): number {
  return moments.reduce((sum, moment) => sum + moment[count], 0);
}
