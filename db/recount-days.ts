/** Recounts what is kept of each start day: its last touches, and the patterns of its visits. */

import type { TupleCounts } from "#domain/tuple-counts.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import { addPattern, mergePatterns, newPatterns, PATTERN_LENGTH, type PatternColumns } from "#domain/visit-patterns.ts";
import type { Store } from "./open.ts";

export type Compare = (what: () => string, stored: readonly unknown[], counted: readonly unknown[]) => void;

/** The last touches and the weights of each start day, visit by visit. */
export class StartDayCounts {
  readonly #days = new Map<number, { instant: number | null; date: number | null; weighted: number; late: number }>();

  add({ startDay, last, claims, startsLate }: VisitFacts): void {
    const day = this.#days.get(startDay) ?? { instant: null, date: null, weighted: 0, late: 0 };
    this.#days.set(startDay, day);
    if (claims.weight !== null) day.weighted += 1;
    if (startsLate) day.late += 1;
    if (last === null) return;
    const kind = last.dateOnly ? "date" : "instant";
    day[kind] = Math.max(day[kind] ?? last.at, last.at);
  }

  /** A day that once had visits keeps its row. */
  verify(store: Store, journeyId: number, compare: Compare): void {
    const rows = store.driver
      .prepare<[number], [number, number | null, number | null, number, number]>(
        "select start_day, last_instant, last_date, weighted, late from start_days where journey_id = ? order by start_day",
      )
      .raw()
      .all(journeyId);
    const left = new Map(this.#days);
    for (const [startDay, ...stored] of rows) {
      const { instant, date, weighted, late } = left.get(startDay) ?? { instant: null, date: null, weighted: 0, late: 0 };
      compare(() => `start_days ${startDay}`, stored, [instant, date, weighted, late]);
      left.delete(startDay);
    }
    for (const startDay of left.keys()) compare(() => `start_days ${startDay}`, [], [startDay]);
  }
}

/** Compares the patterns of each start day with its visits' own columns, which have been compared with the touches before. */
export function verifyPatterns(store: Store, journeyId: number, compare: Compare): void {
  const days = store.driver
    .prepare<[number, number], number>(
      "select start_day from visit_patterns where journey_id = ? union select start_day from start_days where journey_id = ?",
    )
    .pluck();
  const parts = store.driver
    .prepare<[number, number], Buffer>("select bytes from visit_patterns where journey_id = ? and start_day = ?")
    .pluck();
  const visits = store.driver.prepare<[number, number], PatternColumns>(
    `select segment_id as segmentId, entry_channel_id as entryChannelId, knowledge, out_of_order as outOfOrder, touched, rated, broken,
      not_met as notMet from visits where journey_id = ? and start_day = ?`,
  );
  for (const day of days.all(journeyId, journeyId)) {
    const differences = newPatterns();
    for (const bytes of parts.all(journeyId, day)) mergePatterns(differences, bytes);
    const stored = differences.counts.slice(0, differences.size);
    for (const visit of visits.iterate(journeyId, day)) addPattern(differences, visit, -1);
    compareDay(day, differences, stored, compare);
  }
}

function compareDay(day: number, differences: TupleCounts, stored: Int32Array, compare: Compare): void {
  const { keys, counts } = differences;
  for (let i = 0; i < differences.size; i++) {
    const kept = stored[i] ?? 0;
    const counted = kept - (counts[i] ?? 0);
    const name = () => `visit_patterns ${day} ${keys.slice(i * PATTERN_LENGTH, (i + 1) * PATTERN_LENGTH).join(",")}`;
    if (kept !== 0 || counted !== 0) compare(name, [kept], [counted]);
  }
}
