/**
 * Derives visits and rollups anew, batch by batch. Reading and deriving happen outside of any transaction; a batch's findings are stored
 * as drafts in one short one, together with the cursor, so that a process killed at any moment leaves whole batches and the next one goes on
 * behind the last. Only visits that differ are written.
 *
 * The caller holds the write lock from the first batch to the last: nobody else changes visits meanwhile.
 */
import { sql } from "drizzle-orm";
import type { ReachMoments } from "#domain/reach-sums.ts";
import { type FactsContext, factsOf, type VisitFacts } from "#domain/visit-facts.ts";
import { CommentReader } from "./comment-rows.ts";
import { FactorWriter, type MentionOwner } from "./factor-cells.ts";
import { contextOf, inTransaction } from "./journey-context.ts";
import { plannedMoments } from "./journey-definition.ts";
import { readMoments } from "./journeys.ts";
import type { Store } from "./open.ts";
import { withPragmas } from "./pragmas.ts";
import { countedMoments, ReachWriter } from "./reach-cells.ts";
import {
  addRebuild,
  advanceRebuild,
  findRebuild,
  progressOf,
  type Rebuild,
  type RebuildProgress,
  resumeRebuild,
  type Wanted,
} from "./rebuild-rows.ts";
import { clearDrafts, draftOf, hasDrafts, keepsDifferences, REBUILT_COLUMNS, swapIn } from "./rebuild-swap.ts";
import { addTouches, addVisitCells, Cells, CellWriter } from "./score-cells.ts";
import { readSettings } from "./settings.ts";
import { StoreError } from "./store-error.ts";
import { type ListedVisit, RecordReader } from "./visit-records.ts";
import { DERIVED_COLUMNS, derivedValues, WORDS } from "./visit-rows.ts";

export interface RebuildHooks {
  /** Visits a batch. */
  readonly batch?: number;
  /** After each batch; what it throws ends the work there, to be gone on with another time. */
  readonly onProgress?: (progress: RebuildProgress) => Promise<void> | void;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Somebody dropped the change while it was being derived. */
export class RebuildCancelled extends StoreError {}

const BATCH = 5_000;
const PAGE = 500;

/** The connection during a rebuild, as during an import: few checkpoints, and no pages that count as the process's own memory. */
const REBUILDING = { wal_autocheckpoint: 16_384, mmap_size: 0 };

/**
 * And while batches are written. They need not be on the disk before the next one begins: after a power cut the last ones are derived again.
 * The end waits for the disk as every other transaction does.
 */
const DRAFTING = { synchronous: 1 };

/** Records a rebuild that begins and returns its number. Inside no transaction; there is no unfinished one. */
export function startRebuild(
  store: Store,
  wanted: Wanted,
  by: { readonly actor: string; readonly undoes: number | null; readonly at: number },
): number {
  const { first, visits } = extent(store, wanted);
  return inTransaction(store, () => {
    if (hasDrafts(store)) clearDrafts(store);
    return addRebuild(store, wanted, { cursor: first - 1, total: visits, actor: by.actor, at: by.at, undoes: by.undoes });
  });
}

/** Works on a rebuild to its end. Returns the number of visits. Throws RebuildCancelled where it was dropped. */
export async function runRebuild(store: Store, id: number, hooks: RebuildHooks): Promise<number> {
  try {
    return await withPragmas(store.driver, REBUILDING, () => run(store, id, hooks));
  } catch (error) {
    if (error instanceof RebuildCancelled) inTransaction(store, () => clearDrafts(store));
    throw error;
  }
}

async function run(store: Store, id: number, hooks: RebuildHooks): Promise<number> {
  const { clock = Date.now, batch = BATCH } = hooks;
  inTransaction(store, () => resumeRebuild(store, id, clock()));
  const started = running(store, id);
  const { last } = extent(store, started.wanted);
  const journeys = journeysOf(store, started.wanted);
  const batches = new BatchDeriver(store, started, journeys);
  await withPragmas(store.driver, DRAFTING, async () => {
    for (let cursor: number | null = started.cursor; cursor !== null; ) {
      const found = batches.derive(cursor, last, batch);
      inTransaction(store, () => {
        running(store, id);
        found.store();
        advanceRebuild(store, id, found.cursor, found.visits, clock());
      });
      await hooks.onProgress?.(progressOf(store, running(store, id)));
      cursor = found.isLast ? null : found.cursor;
    }
  });
  inTransaction(store, () => swapIn(store, running(store, id), journeys, clock()));
  return started.total;
}

function running(store: Store, id: number): Rebuild {
  const rebuild = findRebuild(store, id);
  if (rebuild?.status === "running") return rebuild;
  throw new RebuildCancelled("The change was cancelled before it was in effect; everything is as it was.");
}

/** The visits concerned: ids of the first and the last, and how many. */
function extent(store: Store, wanted: Wanted): { first: number; last: number; visits: number } {
  const of = wanted.kind === "journey" ? sql`where journey_id = ${wanted.journeyId}` : sql``;
  const row = store.orm.get<{ first: number | null; last: number | null; visits: number }>(
    sql`select min(id) as first, max(id) as last, count(*) as visits from visits ${of}`,
  );
  return { first: row?.first ?? 1, last: row?.last ?? 0, visits: row?.visits ?? 0 };
}

function journeysOf(store: Store, wanted: Wanted): number[] {
  if (wanted.kind === "journey") return [wanted.journeyId];
  return store.orm.all<{ id: number }>(sql`select id from journeys order by id`).map((row) => row.id);
}

/** What visits of one journey count for under the wanted definition. */
class JourneyCells {
  readonly context: FactsContext;
  readonly #differences: boolean;
  readonly #cellWriter: CellWriter;
  readonly #reach: ReachWriter;
  readonly #factors: FactorWriter;
  /** A recount looks at each visit's comments; else they change with their visit only. */
  readonly #comments: CommentReader | null;
  #cells = new Cells();

  constructor(store: Store, wanted: Wanted, journeyId: number, context: FactsContext, moments: ReachMoments) {
    this.context = context;
    this.#differences = keepsDifferences(wanted);
    this.#cellWriter = new CellWriter(store.driver, draftOf(journeyId), this.#differences ? "differences" : "counts");
    this.#reach = new ReachWriter(store.driver, draftOf(journeyId), moments);
    this.#factors = new FactorWriter(store.driver, draftOf(journeyId));
    this.#comments = wanted.kind === "recount" ? new CommentReader(store.driver, journeyId) : null;
  }

  add(visit: ListedVisit, facts: VisitFacts): void {
    this.#reach.add(facts, 1, false);
    const { record } = visit;
    if (!this.#differences) {
      addVisitCells(this.#cells, record, facts, this.context, 1);
      this.#factors.add(record, facts, this.context, 1);
      return;
    }
    const stored = storedOwner(visit);
    const isMoved = stored.segmentId !== facts.claims.segmentId || stored.entryChannelId !== facts.entryChannelId;
    if (isMoved) {
      addTouches(this.#cells, record, stored, this.context, -1);
      addVisitCells(this.#cells, record, facts, this.context, 1);
    }
    if (isMoved || stored.startDay !== facts.startDay) this.#factors.move(record, facts, stored, this.context);
  }

  /** Whether the visit's comments have to be written anew. */
  hasOtherComments(visit: ListedVisit, facts: VisitFacts): boolean {
    return this.#comments?.differ(visit.id, visit.record, facts) ?? false;
  }

  store(): void {
    this.#cellWriter.apply(this.#cells);
    this.#reach.flush();
    this.#factors.flush();
    this.#cells = new Cells();
  }
}

function storedOwner({ derived }: ListedVisit): MentionOwner {
  return {
    segmentId: Number(derived.segment_id),
    entryChannelId: Number(derived.entry_channel_id),
    startDay: Number(derived.start_day),
  };
}

interface Derived {
  readonly cursor: number;
  readonly visits: number;
  readonly isLast: boolean;
  /** Stores what was found, inside the caller's transaction. */
  store(): void;
}

class BatchDeriver {
  readonly #journeyId: number | null;
  readonly #reader: RecordReader;
  readonly #journeys: ReadonlyMap<number, JourneyCells>;
  readonly #put;

  constructor(store: Store, { wanted }: Rebuild, journeys: readonly number[]) {
    this.#journeyId = wanted.kind === "journey" ? wanted.journeyId : null;
    this.#reader = new RecordReader(store.driver);
    const timeZone = wanted.kind === "time-zone" ? wanted.timeZone : readSettings(store).timeZone;
    this.#journeys = new Map(
      journeys.map((id) => {
        const moments = wanted.kind === "journey" ? plannedMoments(wanted.definition) : readMoments(store, id);
        return [id, new JourneyCells(store, wanted, id, contextOf(moments, timeZone), countedMoments(moments))];
      }),
    );
    const columns = ["visit_id", "words", "moves", ...REBUILT_COLUMNS];
    this.#put = store.driver.prepare(`insert into rebuilt_visits (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`);
  }

  derive(after: number, last: number, most: number): Derived {
    const changed: (number | string | null)[][] = [];
    let cursor = after;
    let visits = 0;
    let isLast = false;
    while (visits < most && !isLast) {
      const wanted = Math.min(PAGE, most - visits);
      const page = this.#reader.list(this.#journeyId, cursor, last, wanted);
      for (const visit of page) this.#add(visit, changed);
      visits += page.length;
      cursor = page.at(-1)?.id ?? cursor;
      isLast = page.length < wanted;
    }
    const store = () => {
      for (const row of changed) this.#put.run(...row);
      for (const journey of this.#journeys.values()) journey.store();
    };
    return { cursor, visits, isLast, store };
  }

  #add(visit: ListedVisit, changed: (number | string | null)[][]): void {
    const journey = this.#journeys.get(visit.journeyId);
    if (!journey) throw new Error(`Visit ${visit.id} belongs to no journey.`);
    const facts = factsOf(visit.record, journey.context);
    journey.add(visit, facts);
    const row = differences(visit, facts, journey.hasOtherComments(visit, facts));
    if (row) changed.push(row);
  }
}

/** The row of `rebuilt_visits` for a visit of which something stored differs from what is derived; null where nothing does. */
function differences({ id, derived, shared }: ListedVisit, facts: VisitFacts, comments: boolean): (number | string | null)[] | null {
  const values = derivedValues(facts);
  const differs = (column: (typeof DERIVED_COLUMNS)[number], i: number) => derived[column] !== values[i];
  if (!comments && !DERIVED_COLUMNS.some(differs)) return null;
  const ownWords = shared && DERIVED_COLUMNS.some((column, i) => WORDS.some((word) => word === column) && differs(column, i));
  const numbers = values.filter((_, i) => !WORDS.some((word) => word === DERIVED_COLUMNS[i]));
  return [id, comments || ownWords ? 1 : 0, derived.start_day === facts.startDay ? 0 : 1, ...numbers];
}
