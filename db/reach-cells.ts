/** The reach rollups: visits by their start's day and month, segment and entry channel, as a whole and at each moment. */
import {
  addVisitReach,
  cellLength,
  momentOffset,
  REACH_COUNTS,
  type ReachMoments,
  type ReachSums,
  VISIT_COUNTS,
} from "#domain/reach-sums.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import { type CellChange, type CellTable, cellWriter } from "./cell-table.ts";
import { readMoments, type StoredMoment } from "./journeys.ts";
import type { Driver, Store } from "./open.ts";
import { monthOfDay } from "./score-cells.ts";

const START_KEY = ["journey_id", "bucket", "segment_id", "entry_channel_id"];
const visitTable = (name: string): CellTable => ({ name, keys: START_KEY, counts: VISIT_COUNTS });
const reachTable = (name: string): CellTable => ({ name, keys: [...START_KEY, "moment_id"], counts: REACH_COUNTS });

/** The tables of one grain. */
export interface ReachTables {
  readonly visits: CellTable;
  readonly reach: CellTable;
}
export const REACH_DAYS: ReachTables = { visits: visitTable("visit_days"), reach: reachTable("reach_days") };
export const REACH_MONTHS: ReachTables = { visits: visitTable("visit_months"), reach: reachTable("reach_months") };

export function reachMoments(store: Store, journeyId: number): ReachMoments {
  return countedMoments(readMoments(store, journeyId));
}

/** Of a journey's moments, in its order, those that count. */
export function countedMoments(moments: readonly StoredMoment[]): ReachMoments {
  const pick = (role: string) => moments.filter((moment) => moment.role === role && !moment.archived).map(({ id, bit }) => ({ id, bit }));
  return { steps: pick("touchpoint"), outcomes: pick("outcome") };
}

/** The month cells that day cells add up to. */
export function reachByMonth(days: ReachSums, moments: ReachMoments): ReachSums {
  const months: ReachSums = new Map();
  for (const [key, counts] of days) {
    const comma = key.indexOf(",");
    const monthKey = `${monthOfDay(Number(key.slice(0, comma)))}${key.slice(comma)}`;
    const known = months.get(monthKey) ?? new Int32Array(cellLength(moments));
    months.set(monthKey, known);
    for (let i = 0; i < known.length; i += 1) known[i] = (known[i] ?? 0) + (counts[i] ?? 0);
  }
  return months;
}

/** The cells of collected sums, one by one, with whole keys. */
export function* reachChanges(
  sums: ReachSums,
  journeyId: number,
  moments: ReachMoments,
): Generator<{ table: "visits" | "reach" } & CellChange> {
  const ids = [...moments.steps, ...moments.outcomes].map((moment) => moment.id);
  for (const [text, cell] of sums) {
    const key = [journeyId, ...text.split(",").map(Number)];
    yield { table: "visits", key, counts: cell.subarray(0, VISIT_COUNTS.length) };
    for (const [index, id] of ids.entries()) {
      const at = momentOffset(index);
      yield { table: "reach", key: [...key, id], counts: cell.subarray(at, at + REACH_COUNTS.length) };
    }
  }
}

/** Collects what visits count for, and writes it into the tables of both grains. */
export class ReachWriter {
  readonly #journeyId: number;
  readonly #cellsOf: number;
  readonly #moments: ReachMoments;
  readonly #writers: {
    day: Record<"visits" | "reach", (change: CellChange) => void>;
    month: Record<"visits" | "reach", (change: CellChange) => void>;
  };
  readonly #longest;
  #sums: ReachSums = new Map();
  #longestDays = 0;

  /** `cellsOf`: the number under which the cells are kept, where it is not the journey's own. */
  constructor(driver: Driver, journeyId: number, moments: ReachMoments, cellsOf = journeyId) {
    this.#journeyId = journeyId;
    this.#cellsOf = cellsOf;
    this.#moments = moments;
    const writers = (tables: ReachTables) => ({ visits: cellWriter(driver, tables.visits), reach: cellWriter(driver, tables.reach) });
    this.#writers = { day: writers(REACH_DAYS), month: writers(REACH_MONTHS) };
    this.#longest = driver.prepare("update journeys set longest_visit_days = ? where id = ? and longest_visit_days < ?");
  }

  add(facts: VisitFacts, sign: 1 | -1): void {
    addVisitReach(this.#sums, facts, this.#moments, sign);
    // A day more than the difference covers the zone's and the calendar days' ends.
    if (sign > 0 && facts.last)
      this.#longestDays = Math.max(this.#longestDays, Math.ceil((facts.last.at - facts.start.at) / 86_400_000) + 1);
  }

  flush(): void {
    const { day, month } = this.#writers;
    for (const { table, ...change } of reachChanges(this.#sums, this.#cellsOf, this.#moments)) day[table](change);
    const months = reachByMonth(this.#sums, this.#moments);
    for (const { table, ...change } of reachChanges(months, this.#cellsOf, this.#moments)) month[table](change);
    this.#longest.run(this.#longestDays, this.#journeyId, this.#longestDays);
    this.#sums = new Map();
  }
}
