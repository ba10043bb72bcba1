/** Adds batches of rows to the store, visit by visit: new visits straight from the columns, all others row by row. */
import { sql } from "drizzle-orm";
import { type ColumnContext, newVisitRecord } from "#domain/new-visit.ts";
import { type ColumnBatch, type RowColumns, rowAt, visitIdAt } from "#domain/row-columns.ts";
import { addRow, contributes, type RowContext, type VisitRecord } from "#domain/visit-record.ts";
import { DimensionIds } from "./dimensions.ts";
import { FactorIds } from "./factor-ids.ts";
import { ImportRefused } from "./import-refused.ts";
import { countRepeats, type ImportRun, importShapes } from "./import-runs.ts";
import { factsContext } from "./journey-context.ts";
import { KnownVisits } from "./known-visits.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { VisitBatch } from "./visit-batch.ts";

/** What an import says of all its rows. */
export interface BatchRequest {
  readonly journeyId: number;
  readonly sourceId: number;
  readonly shape: "wide" | "long";
  readonly visitGapMs: number | null;
  readonly hashCustomer: (reference: string) => string;
}

/** A visit is always read and written as a whole: what goes on without end is no customer's passage. */
const MOST_STATEMENTS = 20_000;
const ONE_VISIT = "its id stands for one customer's passage. Name the column that has that, or leave such rows out.";
/** Of all visits that are in memory at a time. */
const MOST_HELD = 200_000;

export class BatchWriter {
  readonly #store: Store;
  readonly #request: BatchRequest;
  readonly #run: ImportRun;
  readonly #visits: VisitBatch;
  readonly #known: KnownVisits;
  readonly #bits: (momentId: number) => number;
  readonly #shapeOf: RowContext["shapeOf"];
  readonly #repeats = new Map<number, number>();

  constructor(store: Store, request: BatchRequest, run: ImportRun) {
    const context = factsContext(store, request.journeyId);
    this.#store = store;
    this.#request = request;
    this.#run = run;
    this.#visits = new VisitBatch(store.driver, request.journeyId, context, reachMoments(store, request.journeyId));
    this.#known = new KnownVisits(store.driver, request.sourceId);
    this.#shapeOf = importShapes(store);
    this.#bits = (momentId) => context.rule(momentId).bit;
  }

  /** Adds a batch to the store and to the run's counts. Runs inside the caller's transaction. Throws ImportRefused. */
  write(batch: ColumnBatch): void {
    try {
      this.#write(batch);
    } catch (error) {
      if (!(error instanceof ImportRefused) || error.line !== null) throw error;
      throw new ImportRefused(lineOfKey(batch.columns, error.value), error.value, error.message);
    }
  }

  #write(batch: ColumnBatch): void {
    const { columns, rejected } = batch;
    const run = this.#run;
    const context = this.#rowContext();
    const newContext = this.#columnContext(columns, context);
    const erased = this.#erasedCustomers();
    const isKnown = this.#known.lookup();
    const { order, ends } = rowsByVisit(columns);
    for (let visit = 0, from = 0; visit < ends.length; visit += 1) {
      const to = ends[visit] ?? 0;
      const externalId = visitIdAt(columns, visit);
      const isSimple = this.#request.visitGapMs === null && !isKnown(externalId);
      const record = isSimple ? newVisitRecord(columns, order, from, to, newContext) : null;
      if (record) this.#addNew(externalId, record);
      else for (const i of order.subarray(from, to)) this.#add(columns, i, context, erased);
      if (this.#visits.held > MOST_HELD) this.#visits.flush();
      from = to;
    }
    this.#visits.flush();
    for (const [first, rows] of this.#repeats) countRepeats(this.#store, first, run.id, rows);
    this.#repeats.clear();
    run.rows += batch.rows;
    run.accepted += columns.rows;
    run.rejected += rejected.length;
    const { place } = batch;
    run.byVisits = place ? 1 : 0;
    run.throughVisit = place?.visit ?? "";
    run.throughLine = place?.visitLine ?? 0;
    run.lastLine = place?.rejectedLine ?? Math.max(run.lastLine, columns.line[columns.rows - 1] ?? 0, rejected.at(-1)?.line ?? 0);
  }

  #addNew(externalId: string, record: VisitRecord): void {
    this.#visits.addNew({ sourceId: this.#request.sourceId, externalId, record });
    this.#run.visits += 1;
    this.#run.touches += record.touches.length;
    for (const { live } of record.touches) if (live.answer !== null) this.#run.ratings += 1;
  }

  #add(columns: RowColumns, i: number, context: RowContext, erased: ReadonlySet<string>): void {
    const row = rowAt(columns, i);
    const run = this.#run;
    if (erased.size > 0 && row.customer !== null && erased.has(context.hashCustomer(row.customer))) {
      run.unchanged += 1;
      return;
    }
    const group = this.#visits.group(this.#request.sourceId, row.visit, this.#request.visitGapMs);
    const record = group.record;
    if (record === null) throw new Error(`Visit ${row.visit} is being removed and added to in one batch.`);
    const already = contributes(record, context.importId);
    const effect = addRow(record, row, context);
    if (!effect.changed) {
      run.unchanged += 1;
      if (effect.repeats !== null && effect.repeats !== context.importId) {
        this.#repeats.set(effect.repeats, (this.#repeats.get(effect.repeats) ?? 0) + 1);
      }
      return;
    }
    group.changed = true;
    group.statements += 1;
    if (group.statements > MOST_STATEMENTS) {
      throw new ImportRefused(
        row.line,
        row.visit,
        `One visit would have more than ${MOST_STATEMENTS} touches and statements: ${ONE_VISIT}`,
      );
    }
    if (!already) run.visits += 1;
    run.touches += effect.touches;
    run.ratings += effect.ratings;
  }

  /** Read anew for each batch, because another process may have added a channel since. */
  #rowContext(): RowContext {
    const channels = new DimensionIds(this.#store, "channels", this.#run.id);
    const segments = new DimensionIds(this.#store, "segments", this.#run.id);
    const teams = new DimensionIds(this.#store, "teams", this.#run.id);
    const factors = new FactorIds(this.#store, this.#run.id);
    return {
      importId: this.#run.id,
      shape: this.#request.shape,
      shapeOf: this.#shapeOf,
      keepClaims: this.#request.visitGapMs !== null,
      channelId: (key) => channels.id(key),
      segmentId: (key) => segments.id(key),
      teamId: (key) => teams.id(key),
      bitOf: this.#bits,
      hashCustomer: this.#request.hashCustomer,
      factorId: (momentId, text) => factors.id(momentId, text),
    };
  }

  #columnContext(columns: RowColumns, context: RowContext): ColumnContext {
    return {
      importId: context.importId,
      shape: context.shape,
      channelId: idsByCode(columns.keys, context.channelId),
      segmentId: idsByCode(columns.keys, context.segmentId),
      teamId: idsByCode(columns.keys, context.teamId),
    };
  }

  #erasedCustomers(): ReadonlySet<string> {
    return new Set(this.#store.orm.all<{ customer: string }>(sql`select customer from erased_customers`).map((row) => row.customer));
  }
}

/** The first row that has a key of a segment, channel or team. */
function lineOfKey(columns: RowColumns, key: string): number | null {
  const code = columns.keys.indexOf(key) + 1;
  for (let row = 0; row < columns.rows; row += 1) {
    const [from, to] = [columns.touchStart[row], columns.touchStart[row + 1]];
    const has =
      columns.segment[row] === code ||
      columns.channel[row] === code ||
      columns.touchTeam.subarray(from, to).includes(code) ||
      columns.touchChannel.subarray(from, to).includes(code);
    if (has) return columns.line[row] ?? null;
  }
  return null;
}

/** Ids by a key's code, looked up (and made) at a code's first use. */
function idsByCode(keys: readonly string[], idOf: (key: string) => number): (code: number) => number {
  const ids = new Int32Array(keys.length + 1).fill(-1);
  ids[0] = 0;
  return (code) => {
    let id = ids[code] ?? 0;
    if (id < 0) {
      id = idOf(keys[code - 1] ?? "");
      ids[code] = id;
    }
    return id;
  };
}

/** The rows of each visit together, in file order; the rows of a visit are those before its end and behind the end before. */
function rowsByVisit(columns: RowColumns): { order: Int32Array; ends: Int32Array } {
  const ends = new Int32Array(columns.visitEnds.length);
  for (let i = 0; i < columns.rows; i += 1) {
    const visit = columns.visit[i] ?? 0;
    ends[visit] = (ends[visit] ?? 0) + 1;
  }
  let sum = 0;
  for (let visit = 0; visit < ends.length; visit += 1) {
    const rows = ends[visit] ?? 0;
    ends[visit] = sum;
    sum += rows;
  }
  const order = new Int32Array(columns.rows);
  for (let i = 0; i < columns.rows; i += 1) {
    const visit = columns.visit[i] ?? 0;
    const place = ends[visit] ?? 0;
    order[place] = i;
    ends[visit] = place + 1;
  }
  return { order, ends };
}
