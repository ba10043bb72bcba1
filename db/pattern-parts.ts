/** The visits of each start day, counted by pattern (visit-patterns.ts) and kept as bytes in few parts. */
import type { TupleCounts } from "#domain/tuple-counts.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import { addVisitPattern, encodePatterns, mergePatterns, newPatterns, type StratumChoice } from "#domain/visit-patterns.ts";
import type { Driver, Store } from "./open.ts";
import type { Selection } from "./selection.ts";

/** So many patterns are collected at most before they are written. */
const MOST_COLLECTED = 200_000;

/** Collects visits by pattern and writes what comes to and what goes as a part of each start day. */
export class PatternWriter {
  readonly #journeyId: number;
  readonly #sizes;
  readonly #read;
  readonly #insert;
  readonly #delete;
  #days = new Map<number, TupleCounts>();
  #lastDay = Number.NaN;
  #lastPatterns = newPatterns();
  #collected = 0;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#sizes = driver.prepare<[number, number], { part: number; size: number }>(
      "select part, length(bytes) as size from visit_patterns where journey_id = ? and start_day = ? order by part",
    );
    this.#read = driver
      .prepare<[number, number, number], Buffer>("select bytes from visit_patterns where journey_id = ? and start_day = ? and part >= ?")
      .pluck();
    this.#insert = driver.prepare("insert into visit_patterns (journey_id, start_day, part, bytes) values (?, ?, ?, ?)");
    this.#delete = driver.prepare("delete from visit_patterns where journey_id = ? and start_day = ? and part >= ?");
  }

  add(facts: VisitFacts, sign: 1 | -1): void {
    addVisitPattern(this.#patternsOf(facts.startDay), facts, sign);
    this.#collected += 1;
    if (this.#collected >= MOST_COLLECTED) this.flush();
  }

  #patternsOf(day: number): TupleCounts {
    if (day === this.#lastDay) return this.#lastPatterns;
    const patterns = this.#days.get(day) ?? newPatterns();
    this.#days.set(day, patterns);
    this.#lastDay = day;
    this.#lastPatterns = patterns;
    return patterns;
  }

  flush(): void {
    for (const [day, patterns] of this.#days) this.#append(day, patterns);
    this.#days = new Map();
    this.#lastDay = Number.NaN;
    this.#collected = 0;
  }

  /**
   * Each part stays at least twice as long as the next one, so that a day has few of them and a visit is written again only some times
   * (the logarithmic method: J. L. Bentley and J. B. Saxe, 1980).
   */
  #append(day: number, patterns: TupleCounts): void {
    const added = encodePatterns(patterns);
    if (added === null) return;
    const parts = this.#sizes.all(this.#journeyId, day);
    let size = added.length;
    let from = parts.length;
    while (from > 0 && (parts[from - 1]?.size ?? 0) < 2 * size) {
      from -= 1;
      size += parts[from]?.size ?? 0;
    }
    const first = parts[from];
    if (!first) {
      this.#insert.run(this.#journeyId, day, (parts.at(-1)?.part ?? -1) + 1, added);
      return;
    }
    for (const bytes of this.#read.all(this.#journeyId, day, first.part)) mergePatterns(patterns, bytes);
    this.#delete.run(this.#journeyId, day, first.part);
    const merged = encodePatterns(patterns);
    if (merged !== null) this.#insert.run(this.#journeyId, day, first.part, merged);
  }
}

/** The parts of a selection's days, one by one. */
export function readPatternParts(store: Store, { journeyId, fromDay, toDay }: Selection): IterableIterator<Buffer> {
  return store.driver
    .prepare<[number, number, number], Buffer>("select bytes from visit_patterns where journey_id = ? and start_day between ? and ?")
    .pluck()
    .iterate(journeyId, fromDay, toDay);
}

/** Which strata a selection wants; null: all. */
export function strataWanted({ segments, channels }: Selection): StratumChoice | null {
  if (segments === null && channels === null) return null;
  return (segmentId, entryChannelId) =>
    (segments === null || segments.includes(segmentId)) && (channels === null || channels.includes(entryChannelId));
}
