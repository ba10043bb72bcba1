/** Satisfaction over time. */
import { dayText } from "./days.ts";
import type { TrendDocument } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { type Bucket, bucketIndex } from "./periods.ts";
import { countZones } from "./scores.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { DayTally } from "./tally.ts";

/**
 * One series a moment, one point a bucket; a bucket without ratings is a gap (rated 0, shares missing). Buckets are in order and do not
 * overlap; tallies outside all of them are not counted.
 */
export function toTrend(moments: readonly Moment[], buckets: readonly Bucket[], tallies: readonly DayTally[]): TrendDocument["series"] {
  const byMoment = Map.groupBy(tallies, (tally) => tally.momentId);
  return moments.map((moment) => {
    const counts = buckets.map(() => ({ rated: 0, minus: 0, plus: 0 }));
    for (const tally of byMoment.get(moment.id) ?? []) {
      const point = counts[bucketIndex(buckets, tally.day)];
      if (!point) continue;
      const zones = countZones(moment, tally.answers);
      point.rated += zones.rated;
      point.minus += zones.minus;
      point.plus += zones.plus;
    }
    return {
      moment: moment.key,
      points: buckets.map((bucket, i) => {
        const { rated, minus, plus } = counts[i] ?? { rated: 0, minus: 0, plus: 0 };
        return {
          from: dayText(bucket.fromDay),
          to: dayText(bucket.toDay),
          complete: bucket.complete,
          rated,
          satisfaction: wilsonShare(plus, rated, "no-ratings"),
          broken: wilsonShare(minus, rated, "no-ratings"),
        };
      }),
    };
  });
}
