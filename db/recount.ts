/** Derives anew whatever is stored twice, and compares. */
import { sql } from "drizzle-orm";
import { addVisitReach, type ReachMoments, type ReachSums } from "#domain/reach-sums.ts";
import { factsOf } from "#domain/visit-facts.ts";
import { factsContext } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { REACH_DAYS, REACH_MONTHS, type ReachTables, reachByMonth, reachChanges, reachMoments } from "./reach-cells.ts";
import { addVisitCells, CELL_TABLES, Cells, type CellTable, toMonths } from "./score-cells.ts";
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
  const moments = reachMoments(store, journeyId);
  const reach: ReachSums = new Map();
  for (const visit of storedVisits(store, journeyId)) {
    const facts = factsOf(visit.record, context);
    addVisitReach(reach, facts, moments, 1);
    const stored = DERIVED_COLUMNS.map((column) => visit.derived[column]);
    found.compare(() => `${key}: visit ${visit.id}`, stored, derivedValues(facts));
    addVisitCells(days, visit.record, facts, context, 1);
  }
  const counted: Record<CellTable, Cells> = { score_days: days, score_months: toMonths(days) };
  for (const table of CELL_TABLES) verifyCells(store, journeyId, table, counted[table], found);
  verifyReach(store, journeyId, REACH_DAYS, reach, moments, found);
  verifyReach(store, journeyId, REACH_MONTHS, reachByMonth(reach, moments), moments, found);
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

function verifyCells(store: Store, journeyId: number, table: CellTable, counted: Cells, found: Findings): void {
  const expected = new Map(Array.from(counted.entries(), ([ids, counts]) => [ids.join(","), Array.from(counts)]));
  const rows = store.driver
    .prepare<[number]>(
      `select bucket, moment_id, channel_id, entry_channel_id, segment_id, team_id, touched, a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10
       from ${table} where journey_id = ?`,
    )
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
