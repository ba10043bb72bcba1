/** Satisfaction of the moments by day, week or month. */
import { readRatedBy, readScoreTallies } from "#db/score-reads.ts";
import { defaultGrain } from "#domain/calendar.ts";
import { momentChanges } from "#domain/change.ts";
import type { TrendDocument } from "#domain/documents.ts";
import type { Grain } from "#domain/filter.ts";
import { hideInTrend, type Siblings } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import { toTrend } from "#domain/trend.ts";
import { type Frame, frameOf, type PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { filteredDimensions, hidesScores } from "./score-frame.ts";
import { bucketTallies, checkPoints, timeBuckets } from "./time-buckets.ts";

export const trendReport: Report<"trend"> = {
  name: "trend",
  action: "report:trend",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const { selection } = frame.now;
    const days = selection.toDay - selection.fromDay + 1;
    const grain = filter.grain ?? defaultGrain(days);
    const few = checkPoints(filter, grain, days);
    if (!few.ok) return few;
    const now = sideOf(frame, frame.now, grain);
    const shown = new Set(frame.moments.map((moment) => moment.key));
    const document: TrendDocument =
      frame.before === null || filter.compare === null
        ? now
        : {
            ...now,
            comparison: filter.compare,
            compare: sideOf(frame, frame.before, grain),
            change: momentChanges(totals(frame, frame.now), totals(frame, frame.before), frame.journey.moments, frame.names).filter(
              (row) => row.moment !== null && shown.has(row.moment),
            ),
          };
    return ok(scope.small === "shown" ? document : hideInTrend(document, hidesScores(frame), siblingsOf(frame, grain)));
  },
};

/** Rated touches in each bucket, by the values of each dimension that is filtered. */
function siblingsOf(frame: Frame, grain: Grain): Siblings {
  const sides = { now: bucketsBy(frame, frame.now, grain), before: frame.before === null ? [] : bucketsBy(frame, frame.before, grain) };
  return (momentKey, side) => sides[side].map(({ chosen, byMoment }) => ({ chosen, buckets: byMoment.get(momentKey) ?? [] }));
}

function bucketsBy(frame: Frame, part: PeriodFrame, grain: Grain) {
  return filteredDimensions(part.selection).map(({ dimension, name, chosen }) => {
    const byMoment = new Map<string, Map<number, number>[]>();
    const rated = readRatedBy(frame.store, frame.scope, dimension, { ...part.selection, [name]: null }, null);
    for (const value of new Set(rated.map((row) => row.valueId))) {
      const { series } = sideOf(frame, { ...part, selection: { ...part.selection, [name]: [value] } }, grain);
      for (const { moment, points } of series) {
        const buckets = byMoment.get(moment) ?? points.map(() => new Map<number, number>());
        byMoment.set(moment, buckets);
        points.forEach((point, i) => {
          buckets[i]?.set(value, point.rated);
        });
      }
    }
    return { chosen, byMoment };
  });
}

function totals(frame: Frame, part: PeriodFrame) {
  return { tallies: readScoreTallies(frame.store, frame.scope, part.selection, frame.cutoff) };
}

function sideOf(frame: Frame, part: PeriodFrame, grain: Grain): TrendDocument {
  const { selection } = part;
  return {
    period: part.period,
    grain,
    series: toTrend(frame.moments, timeBuckets(frame, selection, grain), bucketTallies(frame, selection, grain)),
  };
}
