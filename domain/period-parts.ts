/**
 * A period as few cells of the rollups. Cells are kept by day, week (Monday to Sunday) and month; a period is a sum of such cells, and where
 * that is shorter, of larger ones less those that lie outside it: all but two days of a month is the month less two days.
 */
import { monthOf, monthStart } from "./days.ts";
import type { Grain } from "./filter.ts";

/** Neighbouring cells of one grain, from the first to the last bucket, to be added (1) or taken away (-1). */
export interface PeriodPart {
  readonly grain: Grain;
  readonly from: number;
  readonly to: number;
  readonly sign: 1 | -1;
}

/** The number of the week that holds a day: 1970-01-01 was a Thursday. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** A week's Monday. */
export function weekStartDay(week: number): number {
  return week * 7 - 3;
}

/** The bucket that a day belongs to. */
export function bucketOf(grain: Grain, day: number): number {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return weekOf(day);
    case "month":
      return monthOf(day);
  }
}

/** The cells that add up to a period, the fewest there can be at its edges. An empty period has none. */
export function periodParts(fromDay: number, toDay: number): PeriodPart[] {
  if (fromDay > toDay) return [];
  const firstMonth = monthOf(fromDay - 1) + 1;
  const lastMonth = monthOf(toDay + 1);
  if (firstMonth > lastMonth) return shortestWalk(fromDay, toDay + 1);
  const months: PeriodPart[] = firstMonth < lastMonth ? [{ grain: "month", from: firstMonth, to: lastMonth - 1, sign: 1 }] : [];
  return [...shortestWalk(fromDay, monthStart(firstMonth)), ...months, ...shortestWalk(monthStart(lastMonth), toDay + 1)];
}

/** One step along the days: over a day, a week from Monday to Monday, or a month from first to first; backwards it is taken away. */
interface Step {
  readonly to: number;
  readonly grain: Grain;
  readonly bucket: number;
  readonly sign: 1 | -1;
}

function stepsFrom(day: number): Step[] {
  const steps: Step[] = [
    { to: day + 1, grain: "day", bucket: day, sign: 1 },
    { to: day - 1, grain: "day", bucket: day - 1, sign: -1 },
  ];
  const week = weekOf(day);
  if (weekStartDay(week) === day) {
    steps.push({ to: day + 7, grain: "week", bucket: week, sign: 1 }, { to: day - 7, grain: "week", bucket: week - 1, sign: -1 });
  }
  const month = monthOf(day);
  if (monthStart(month) === day) {
    steps.push({ to: monthStart(month + 1), grain: "month", bucket: month, sign: 1 });
    steps.push({ to: monthStart(month - 1), grain: "month", bucket: month - 1, sign: -1 });
  }
  return steps;
}

/** The fewest steps from the start of one day to the start of another (breadth first); both lie within some months of each other. */
function shortestWalk(from: number, to: number): PeriodPart[] {
  const cameBy = new Map<number, { readonly day: number; readonly step: Step }>();
  let edge = [from];
  while (!cameBy.has(to) && from !== to) {
    const next: number[] = [];
    for (const day of edge) {
      for (const step of stepsFrom(day)) {
        if (step.to === from || cameBy.has(step.to)) continue;
        cameBy.set(step.to, { day, step });
        next.push(step.to);
      }
    }
    edge = next;
  }
  const walk: Step[] = [];
  for (let at = cameBy.get(to); at; at = cameBy.get(at.day)) walk.push(at.step);
  return joined(walk);
}

/** Neighbouring buckets of the same grain and sign as one part. */
function joined(steps: readonly Step[]): PeriodPart[] {
  const parts: PeriodPart[] = [];
  for (const { grain, bucket, sign } of steps.toSorted((a, b) => a.bucket - b.bucket)) {
    const before = parts.findIndex((part) => part.grain === grain && part.sign === sign && part.to === bucket - 1);
    const part = parts[before];
    if (part) parts[before] = { ...part, to: bucket };
    else parts.push({ grain, from: bucket, to: bucket, sign });
  }
  return parts;
}
