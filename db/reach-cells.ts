/** The reach rollups: visits by their start's day, week and month, segment and entry channel, as a whole and at each moment. */

import type { Grain } from "#domain/filter.ts";
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
import { readMoments } from "./journeys.ts";
import type { Driver, Store } from "./open.ts";
import { PatternWriter } from "./pattern-parts.ts";
import { GRAINS, rememberBuckets } from "./score-cells.ts";
import { StartDayWriter } from "./start-days.ts";

const START_KEY = ["journey_id", "bucket", "segment_id", "entry_channel_id"];
const visitTable = (name: string): CellTable => ({ name, keys: START_KEY, counts: VISIT_COUNTS });
const reachTable = (name: string): CellTable => ({ name, keys: [...START_KEY, "moment_id"], counts: REACH_COUNTS });

/** The tables of one grain. */
export interface ReachTables {
  readonly visits: CellTable;
  readonly reach: CellTable;
}
export const REACH_TABLES: Record<Grain, ReachTables> = {
  day: { visits: visitTable("visit_days"), reach: reachTable("reach_days") },
  week: { visits: visitTable("visit_weeks"), reach: reachTable("reach_weeks") },
  month: { visits: visitTable("visit_months"), reach: reachTable("reach_months") },
};

export function reachMoments(store: Store, journeyId: number): ReachMoments {
  const moments = readMoments(store, journeyId).filter((moment) => !moment.archived);
  const pick = (role: string) => moments.filter((moment) => moment.role === role).map(({ id, bit }) => ({ id, bit }));
  return { steps: pick("touchpoint"), outcomes: pick("outcome") };
}

/** The cells of a grain that day cells add up to. */
export function reachByGrain(days: ReachSums, grain: Grain, moments: ReachMoments): ReachSums {
  if (grain === "day") return days;
  const sums: ReachSums = new Map();
  const bucketOfDay = rememberBuckets(grain);
  for (const [key, counts] of days) {
    const comma = key.indexOf(",");
    const sumKey = `${bucketOfDay(Number(key.slice(0, comma)))}${key.slice(comma)}`;
    const known = sums.get(sumKey) ?? new Int32Array(cellLength(moments));
    sums.set(sumKey, known);
    for (let i = 0; i < known.length; i += 1) known[i] = (known[i] ?? 0) + (counts[i] ?? 0);
  }
  return sums;
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

/** Collects what visits count for, and writes it into the tables of all grains, the patterns and the start days. */
export class ReachWriter {
  readonly #journeyId: number;
  readonly #moments: ReachMoments;
  readonly #writers: Record<Grain, Record<"visits" | "reach", (change: CellChange) => void>>;
  readonly #patterns: PatternWriter;
  readonly #startDays: StartDayWriter;
  #sums: ReachSums = new Map();

  constructor(driver: Driver, journeyId: number, moments: ReachMoments) {
    this.#journeyId = journeyId;
    this.#moments = moments;
    const writers = ({ visits, reach }: ReachTables) => ({ visits: cellWriter(driver, visits), reach: cellWriter(driver, reach) });
    this.#writers = { day: writers(REACH_TABLES.day), week: writers(REACH_TABLES.week), month: writers(REACH_TABLES.month) };
    this.#patterns = new PatternWriter(driver, journeyId);
    this.#startDays = new StartDayWriter(driver, journeyId);
  }

  /** `isNew`: the visit has just got its id. */
  add(facts: VisitFacts, sign: 1 | -1, isNew: boolean): void {
    addVisitReach(this.#sums, facts, this.#moments, sign);
    this.#patterns.add(facts, sign);
    this.#startDays.add(facts, sign, isNew);
  }

  /** The visits themselves have to be written by now. */
  flush(): void {
    for (const grain of GRAINS) {
      const write = this.#writers[grain];
      const sums = reachByGrain(this.#sums, grain, this.#moments);
      for (const { table, ...change } of reachChanges(sums, this.#journeyId, this.#moments)) write[table](change);
    }
    this.#patterns.flush();
    this.#startDays.flush();
    this.#sums = new Map();
  }
}
