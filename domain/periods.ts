/** Periods of whole days: buckets of a trend, the period before, presets. Days are day numbers, first and last both included. */
import { addMonths, civilFromDay, dayFromCivil, dayNumber, dayText, monthOf, monthStart, weekday } from "./days.ts";
import type { DayText, Grain } from "./filter.ts";

export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

export interface Bucket extends DayRange {
  /** false: cut by the period, or its own last day is not finished. */
  readonly complete: boolean;
}

/**
 * The buckets that tile a period. A bucket has the edges of its day, week or month, cut by the period.
 * `weekStart`: 1 = Monday … 7 = Sunday. `lastFinishedDay`: the last day that is wholly over.
 */
export function buckets(grain: Grain, fromDay: number, toDay: number, weekStart: number, lastFinishedDay: number): Bucket[] {
  const result: Bucket[] = [];
  let start = bucketStart(grain, fromDay, weekStart);
  while (start <= toDay) {
    const next = nextBucket(grain, start);
    const whole = start >= fromDay && next - 1 <= toDay;
    result.push({
      fromDay: Math.max(start, fromDay),
      toDay: Math.min(next - 1, toDay),
      complete: whole && next - 1 <= lastFinishedDay,
    });
    start = next;
  }
  return result;
}

/** Index of the bucket that holds a day; -1 where none does. */
export function bucketIndex(buckets: readonly Bucket[], day: number): number {
  let low = 0;
  let high = buckets.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const bucket = buckets[middle];
    if (!bucket) return -1;
    if (day < bucket.fromDay) high = middle - 1;
    else if (day > bucket.toDay) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** The first day of the bucket that holds a day. */
export function bucketStart(grain: Grain, day: number, weekStart: number): number {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return day - ((weekday(day) - weekStart + 7) % 7);
    case "month":
      return monthStart(monthOf(day));
  }
}

function nextBucket(grain: Grain, start: number): number {
  switch (grain) {
    case "day":
      return start + 1;
    case "week":
      return start + 7;
    case "month":
      return monthStart(monthOf(start) + 1);
  }
}

/** The grain of a trend over that many days, where none is asked for. */
export function defaultGrain(days: number): Grain {
  if (days <= 62) return "day";
  return days <= 400 ? "week" : "month";
}

/** How many whole calendar months a period is; null where it is not exactly whole months. */
export function wholeMonths(fromDay: number, toDay: number): number | null {
  const first = monthOf(fromDay);
  const after = monthOf(toDay + 1);
  return monthStart(first) === fromDay && monthStart(after) === toDay + 1 && after > first ? after - first : null;
}

/** The period just before: for whole calendar months the same number of whole months, else the same number of days. */
export function previousPeriod(fromDay: number, toDay: number): DayRange {
  const months = wholeMonths(fromDay, toDay);
  return { fromDay: months === null ? fromDay - (toDay - fromDay + 1) : addMonths(fromDay, -months), toDay: fromDay - 1 };
}

/** The same dates a year earlier; 29 February becomes 28 February. */
export function yearBefore(fromDay: number, toDay: number): DayRange {
  return { fromDay: addMonths(fromDay, -12), toDay: addMonths(toDay, -12) };
}

export interface MonthsAndDays {
  /** Whole calendar months inside, each `year * 12 + month0`, ascending. */
  readonly months: number[];
  /** What is left at the edges, [first, last] day, ascending. */
  readonly days: [number, number][];
}

/** Splits a range of days into the whole calendar months inside it and the days at its edges. An empty range gives neither. */
export function monthsWithin(fromDay: number, toDay: number): MonthsAndDays {
  if (fromDay > toDay) return { months: [], days: [] };
  const first = fromDay === monthStart(monthOf(fromDay)) ? monthOf(fromDay) : monthOf(fromDay) + 1;
  const after = monthOf(toDay + 1);
  if (first >= after) return { months: [], days: [[fromDay, toDay]] };
  const days: [number, number][] = [];
  if (fromDay < monthStart(first)) days.push([fromDay, monthStart(first) - 1]);
  if (monthStart(after) <= toDay) days.push([monthStart(after), toDay]);
  return { months: Array.from({ length: after - first }, (_, i) => first + i), days };
}

export const PRESET_KEYS = [
  "last-7-days",
  "last-28-days",
  "last-90-days",
  "last-week",
  "this-month",
  "last-month",
  "last-quarter",
  "this-year",
  "last-12-months",
  "all",
] as const;
export type PresetKey = (typeof PRESET_KEYS)[number];

export interface PeriodPreset {
  readonly key: PresetKey;
  /** null: all there is. */
  readonly from: DayText | null;
  readonly to: DayText | null;
}

/**
 * The periods that a filter bar offers, seen from the last day with data. "Last N days" and "last 12 months" end on that day; "this month"
 * and "this year" run up to it; last week, month and quarter are the calendar's, before the one that holds it.
 */
export function periodPresets(last: DayText, weekStart: number): PeriodPreset[] {
  const day = dayNumber(last);
  const week = bucketStart("week", day, weekStart);
  const month = monthOf(day);
  const quarter = month - (month % 3);
  const until = (key: PresetKey, fromDay: number, toDay: number): PeriodPreset => ({ key, from: dayText(fromDay), to: dayText(toDay) });
  return [
    until("last-7-days", day - 6, day),
    until("last-28-days", day - 27, day),
    until("last-90-days", day - 89, day),
    until("last-week", week - 7, week - 1),
    until("this-month", monthStart(month), day),
    until("last-month", monthStart(month - 1), monthStart(month) - 1),
    until("last-quarter", monthStart(quarter - 3), monthStart(quarter) - 1),
    until("this-year", dayFromCivil(civilFromDay(day).year, 1, 1), day),
    until("last-12-months", addMonths(day + 1, -12), day),
    { key: "all", from: null, to: null },
  ];
}
