/** How many visits start on each day: a yearly and a weekly rhythm, with some unevenness of its own. */
import { civilFromDay, weekday } from "#domain/days.ts";
import { mixHash } from "#domain/statistics/rng.ts";

/** January first: summer and the year's end are busy. */
const SEASON = [0.9, 0.88, 0.95, 1, 1.04, 1.06, 1.14, 1.12, 0.98, 1, 0.94, 1.02];
/** Monday first: plans are made at the beginning of the week. */
const WEEK = [1.18, 1.12, 1.06, 1.02, 0.96, 0.8, 0.86];

/** Visits starting on each of the days, in order; they add up to `total` exactly. */
export function dailyVisits(fromDay: number, toDay: number, total: number, seed: number): number[] {
  const weights: number[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    const season = SEASON[civilFromDay(day).month - 1] ?? 1;
    const week = WEEK[weekday(day) - 1] ?? 1;
    const uneven = 0.9 + (0.2 * mixHash(day ^ mixHash(seed))) / 2 ** 32;
    weights.push(season * week * uneven);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  let before = 0;
  let given = 0;
  return weights.map((weight) => {
    before += weight;
    const until = Math.round((total * before) / sum);
    const count = until - given;
    given = until;
    return count;
  });
}
