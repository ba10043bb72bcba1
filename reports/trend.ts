/** Satisfaction of the moments by day, week or month. */
import { readBucketTallies, readDayTallies, readRatedBy, readScoreTallies } from "#db/score-reads.ts";
import { buckets, defaultGrain, localDay, monthStart } from "#domain/calendar.ts";
import { momentChanges } from "#domain/change.ts";
import type { TrendDocument } from "#domain/documents.ts";
import type { Grain } from "#domain/filter.ts";
import { bucketOf, weekStartDay } from "#domain/period-parts.ts";
import { hideInTrend, type Siblings } from "#domain/privacy-documents.ts";
import { badParameter, ok } from "#domain/problem.ts";
import type { DayTally } from "#domain/tally.ts";
import { toTrend } from "#domain/trend.ts";
import { type Frame, frameOf, type PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { filteredDimensions, hidesScores } from "./score-frame.ts";

/** More points than this nobody can tell apart, and a longer answer would only serve to exhaust the server. */
const MOST_POINTS = 2_000;
/** Days that a bucket has at least. */
const SHORTEST: Record<Grain, number> = { day: 1, week: 7, month: 28 };

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
    if (days / SHORTEST[grain] > MOST_POINTS) {
      const sentence = `by ${grain} this period has more than ${MOST_POINTS} points: ask for a coarser grain or a shorter period.`;
      return filter.grain === null ? badParameter("from", filter.from ?? "", sentence) : badParameter("grain", grain, sentence);
    }
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
  const { fromDay, toDay } = part.selection;
  const parts = fromDay > toDay ? [] : buckets(grain, fromDay, toDay, frame.settings.weekStart, lastFinishedDay(frame));
  return { period: part.period, grain, series: toTrend(frame.moments, parts, tallies(frame, part, grain)) };
}

/** The last day that was over at as-of. The day of the latest touch itself may still go on. */
function lastFinishedDay(frame: Frame): number {
  if (frame.cutoff) return frame.cutoff.wholeDay ? frame.cutoff.day : frame.cutoff.day - 1;
  return frame.asOf === null ? -1 : localDay(frame.settings.timeZone, frame.asOf) - 1;
}

/** Whole weeks and months come from their own cells, so that years of them cost no more than their edges. Cells of weeks begin on Mondays. */
function tallies(frame: Frame, part: PeriodFrame, grain: Grain): DayTally[] {
  const { store, scope, cutoff } = frame;
  const { selection } = part;
  const hasCells = grain === "month" || (grain === "week" && frame.settings.weekStart === 1);
  const from = bucketOf(grain, selection.fromDay - 1) + 1;
  const to = bucketOf(grain, selection.toDay + 1) - 1;
  if (!hasCells || cutoff !== null || from > to) return readDayTallies(store, scope, selection, cutoff);
  const firstDay = grain === "month" ? monthStart : weekStartDay;
  const edge = (days: { fromDay: number } | { toDay: number }) => readDayTallies(store, scope, { ...selection, ...days }, null);
  return [
    ...edge({ toDay: firstDay(from) - 1 }),
    ...readBucketTallies(store, scope, selection, { grain, from, to, sign: 1 }, firstDay),
    ...edge({ fromDay: firstDay(to + 1) }),
  ];
}
