/** Derives anew whatever is stored twice, and compares. */
import { sql } from "drizzle-orm";
import { addVisitReach, type ReachMoments, type ReachSums } from "#domain/reach-sums.ts";
import { factsOf } from "#domain/visit-facts.ts";
import { commentComparer, unindexedComments } from "./comment-rows.ts";
import { addFactorCells, compareFactorCells, FACTOR_DAYS, FACTOR_MONTHS } from "./factor-cells.ts";
import { factsContext } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { REACH_TABLES, type ReachTables, reachByGrain, reachChanges, reachMoments } from "./reach-cells.ts";
import { StartDayCounts, verifyPatterns } from "./recount-days.ts";
import { addVisitCells, Cells, GRAINS, SCORE_COUNTS, SCORE_KEY, SCORE_TABLES, type ScoreTable, toGrain } from "./score-cells.ts";
import { type ListedVisit, RecordReader } from "./visit-records.ts";
import { DERIVED_COLUMNS, derivedValues } from "./visit-rows.ts";

export interface Verification {
  /** Rollup cells and visits compared. */
  readonly cells: number;
  readonly differences: number;
  /** The first few, in words. */
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 20;

/** Recounts every visit's facts and every rollup cell from the touches, on one snapshot of the store. */
export function verifyStore(store: Store): Verification {
  store.driver.exec("begin");
  try {
    const found = new Findings();
    for (const { id, key } of journeyIds(store)) verifyJourney(store, id, key, found);
    found.compare(() => "comments and the index of their words", [unindexedComments(store.driver)], [0]);
    return { cells: found.cells, differences: found.differences, examples: found.examples };
  } finally {
    store.driver.exec("rollback");
  }
}

class Findings {
  cells = 0;
  differences = 0;
  readonly examples: string[] = [];

  compare(what: () => string, stored: readonly unknown[], counted: readonly unknown[]): void {
    this.cells += 1;
    if (stored.length === counted.length && stored.every((value, i) => value === counted[i])) return;
    this.differences += 1;
    if (this.examples.length < MOST_EXAMPLES)
      this.examples.push(`${what()}: stored ${JSON.stringify(stored)}, counted ${JSON.stringify(counted)}`);
  }
}

function verifyJourney(store: Store, journeyId: number, key: string, found: Findings): void {
  const context = factsContext(store, journeyId);
  const days = new Cells();
  const factorDays = new Cells();
  const moments = reachMoments(store, journeyId);
  const reach: ReachSums = new Map();
  const compare: Findings["compare"] = (what, stored, counted) => found.compare(what, stored, counted);
  const compareComments = commentComparer(store.driver, journeyId, compare);
  const startDays = new StartDayCounts();
  for (const visit of storedVisits(store, journeyId)) {
    const facts = factsOf(visit.record, context);
    startDays.add(facts);
    addVisitReach(reach, facts, moments, 1);
    const stored = DERIVED_COLUMNS.map((column) => visit.derived[column]);
    found.compare(() => `${key}: visit ${visit.id}`, stored, derivedValues(facts));
    addVisitCells(days, visit.record, facts, context, 1);
    addFactorCells(factorDays, visit.record, facts, context, 1);
    compareComments(visit.id, visit.record, facts);
  }
  for (const grain of GRAINS) {
    verifyCells(store, journeyId, SCORE_TABLES[grain], grain === "day" ? days : toGrain(days, grain), found);
    verifyReach(store, journeyId, REACH_TABLES[grain], reachByGrain(reach, grain, moments), moments, found);
  }
  startDays.verify(store, journeyId, (...compared) => found.compare(...compared));
  verifyPatterns(store, journeyId, (...compared) => found.compare(...compared));
  compareFactorCells(store.driver, journeyId, FACTOR_DAYS, factorDays, compare);
  compareFactorCells(store.driver, journeyId, FACTOR_MONTHS, toGrain(factorDays, "month"), compare);
}

function verifyReach(
  store: Store,
  journeyId: number,
  tables: ReachTables,
  counted: ReachSums,
  moments: ReachMoments,
  found: Findings,
): void {
  const expected = { visits: new Map<string, number[]>(), reach: new Map<string, number[]>() };
  for (const { table, key, counts } of reachChanges(counted, journeyId, moments)) {
    const values = Array.from(counts);
    if (values.some((count) => count !== 0)) expected[table].set(key.join(","), values);
  }
  for (const which of ["visits", "reach"] as const) {
    const { name, keys, counts } = tables[which];
    const rows = store.driver.prepare<[number]>(`select ${[...keys, ...counts].join(", ")} from ${name} where journey_id = ?`).raw();
    for (const row of rows.iterate(journeyId) as IterableIterator<number[]>) {
      const key = row.slice(0, keys.length).join(",");
      found.compare(() => `${name} ${key}`, row.slice(keys.length), expected[which].get(key) ?? []);
      expected[which].delete(key);
    }
    for (const [key, values] of expected[which]) found.compare(() => `${name} ${key}`, [], values);
  }
}

function verifyCells(store: Store, journeyId: number, table: ScoreTable, counted: Cells, found: Findings): void {
  const expected = new Map(Array.from(counted.entries(), ([ids, counts]) => [ids.join(","), Array.from(counts)]));
  const rows = store.driver
    .prepare<[number]>(`select ${[...SCORE_KEY.slice(1), ...SCORE_COUNTS].join(", ")} from ${table} where journey_id = ?`)
    .raw();
  for (const row of rows.iterate(journeyId) as IterableIterator<number[]>) {
    const cell = row.slice(0, 6).join(",");
    found.compare(() => `${table} ${cell}`, row.slice(6), expected.get(cell) ?? []);
    expected.delete(cell);
  }
  for (const [cell, counts] of expected) found.compare(() => `${table} ${cell}`, [], counts);
}

function journeyIds(store: Store): { id: number; key: string }[] {
  return store.orm.all<{ id: number; key: string }>(sql`select id, key from journeys order by id`);
}

function* storedVisits(store: Store, journeyId: number): Generator<ListedVisit> {
  const reader = new RecordReader(store.driver);
  for (let after = -1; ; ) {
    const page = reader.list(journeyId, after, Number.MAX_SAFE_INTEGER, 1000);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
