/** Days, weeks and months as reports over time read them. */
import { readBucketTallies, readDayTallies } from "#db/score-reads.ts";
import type { Selection } from "#db/selection.ts";
import { type Bucket, buckets, localDay, monthStart } from "#domain/calendar.ts";
import type { Filter, Grain } from "#domain/filter.ts";
import { bucketOf, weekStartDay } from "#domain/period-parts.ts";
import { badParameter, ok, type Result } from "#domain/problem.ts";
import type { DayTally } from "#domain/tally.ts";
import type { Frame } from "./frame.ts";

/** More points than this nobody can tell apart, and a longer answer would only serve to exhaust the server. */
const MOST_POINTS = 2_000;
/** Days that a bucket has at least. */
const SHORTEST: Record<Grain, number> = { day: 1, week: 7, month: 28 };

/** A problem where a grain would cut that many days into more points than a report tells. */
export function checkPoints(filter: Filter, grain: Grain, days: number): Result<null> {
  if (days / SHORTEST[grain] <= MOST_POINTS) return ok(null);
  const sentence = `by ${grain} this period has more than ${MOST_POINTS} points: ask for a coarser grain or a shorter period.`;
  return filter.grain === null ? badParameter("from", filter.from ?? "", sentence) : badParameter("grain", grain, sentence);
}

/** The buckets that tile a selection's days; none where it has no days. */
export function timeBuckets(frame: Frame, { fromDay, toDay }: Selection, grain: Grain): Bucket[] {
  return fromDay > toDay ? [] : buckets(grain, fromDay, toDay, frame.settings.weekStart, lastFinishedDay(frame));
}

/** The last day that was over at as-of. The day of the latest touch itself may still go on. */
function lastFinishedDay(frame: Frame): number {
  if (frame.cutoff) return frame.cutoff.wholeDay ? frame.cutoff.day : frame.cutoff.day - 1;
  return frame.asOf === null ? -1 : localDay(frame.settings.timeZone, frame.asOf) - 1;
}

/**
 * A selection's touches by moment and a day of their bucket. Whole weeks and months come from their own cells, so that years of them cost no
 * more than their edges. Cells of weeks begin on Mondays.
 */
export function bucketTallies(frame: Frame, selection: Selection, grain: Grain): DayTally[] {
  const { store, scope, cutoff } = frame;
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
