/**
 * Writes checked rows into the store: one transaction a batch, with the checkpoint in the same transaction, so that a process killed at
 * any moment leaves whole batches and the same command goes on behind the last one.
 */
import { sql } from "drizzle-orm";
import type { CheckedRow, RowBatch } from "#domain/checked-row.ts";
import { addRow, contributes, type RowContext } from "#domain/visit-record.ts";
import { DimensionIds } from "./dimensions.ts";
import {
  checkpoint,
  countRepeats,
  type ImportCounts,
  type ImportIdentity,
  type ImportRun,
  resumeOrStart,
  setStatus,
} from "./import-runs.ts";
import { countVisitsOf } from "./import-visits.ts";
import { factsContext, inTransaction } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { RejectsFile } from "./rejects-file.ts";
import { VisitBatch } from "./visit-batch.ts";
import { withWriteLock } from "./write-lock.ts";

export interface ImportRequest extends ImportIdentity {
  readonly shape: "wide" | "long";
  readonly visitGapMs: number | null;
  /** Takes the customer's reference in clear, gives the keyed hash that is stored. */
  readonly hashCustomer: (reference: string) => string;
  readonly now: () => number;
  /** The file's columns, for the file of rejected rows. */
  readonly header: readonly string[];
  /** Everything is done and then taken back. */
  readonly dryRun: boolean;
  readonly onProgress: (counts: Readonly<ImportCounts>) => void;
}

export interface ImportResult extends ImportCounts {
  readonly importId: number;
  readonly rejectsFile: string | null;
}

/** The same visit ids of a source cannot be divided into visits in two ways. */
export class OtherVisitGap extends Error {
  override readonly name = "OtherVisitGap";

  constructor(source: string, knownMs: number | null) {
    const known = knownMs === null ? "no visitGap" : `a visitGap of ${knownMs / 60_000} minutes`;
    super(`Source "${source}" was imported with ${known}: its visit ids cannot be divided in two ways. Use another source name.`);
  }
}

/** Throws OtherVisitGap, before anything is stored, where the source is already known with another pause between visits. */
export async function runImport(store: Store, request: ImportRequest, batches: AsyncIterable<RowBatch>): Promise<ImportResult> {
  return withWriteLock(store, async () => {
    if (!request.dryRun) return writeAll(store, request, batches);
    store.driver.exec("begin immediate");
    try {
      return await writeAll(store, request, batches);
    } finally {
      if (store.driver.inTransaction) store.driver.exec("rollback");
    }
  });
}

async function writeAll(store: Store, request: ImportRequest, batches: AsyncIterable<RowBatch>): Promise<ImportResult> {
  const step = <T>(work: () => T): T => (request.dryRun ? work() : inTransaction(store, work));
  const { run, sourceId } = step(() => {
    const started = resumeOrStart(store, request, request.now());
    return { run: started, sourceId: sourceOf(store, request, started.id) };
  });
  const rejects = request.dryRun ? null : RejectsFile.open(store.path, run, request.header);
  const writer = new BatchWriter(store, request, run, sourceId);
  try {
    for await (const batch of batches) {
      const fresh = behind(batch, run.lastLine);
      if (fresh.rows === 0) continue;
      rejects?.append(fresh.rejected);
      step(() => {
        writer.write(fresh);
        if (rejects) run.rejectsBytes = rejects.bytes;
        run.rejectsFile = rejects?.path ?? null;
        checkpoint(store, run);
        touchJourney(store, request.journeyId);
      });
      request.onProgress(run);
    }
  } finally {
    rejects?.close();
  }
  step(() => {
    if (request.visitGapMs !== null) {
      // One source id may have become several visits, and a bridging row may have joined some again: only the end says how many.
      run.visits = countVisitsOf(store, request.journeyId, run.id);
      checkpoint(store, run);
    }
    setStatus(store, run.id, "done", request.now());
  });
  const { rows, accepted, rejected, unchanged, visits, touches, ratings } = run;
  return { importId: run.id, rows, accepted, rejected, unchanged, visits, touches, ratings, rejectsFile: run.rejectsFile };
}

/** The part of a batch that an earlier, interrupted run has not stored yet. */
function behind(batch: RowBatch, lastLine: number): RowBatch {
  const first = Math.min(batch.accepted[0]?.line ?? Number.POSITIVE_INFINITY, batch.rejected[0]?.line ?? Number.POSITIVE_INFINITY);
  if (first > lastLine) return batch;
  const accepted = batch.accepted.filter((row) => row.line > lastLine);
  const rejected = batch.rejected.filter((row) => row.line > lastLine);
  return { rows: accepted.length + rejected.length, accepted, rejected };
}

function sourceOf(store: Store, request: ImportRequest, importId: number): number {
  const known = store.orm.get<{ id: number; gap: number | null }>(
    sql`select id, visit_gap_ms as gap from sources where journey_id = ${request.journeyId} and key = ${request.source}`,
  );
  if (!known) {
    const id = store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from sources`)?.id ?? 1;
    store.orm.run(sql`insert into sources (id, journey_id, key, visit_gap_ms, import_id)
      values (${id}, ${request.journeyId}, ${request.source}, ${request.visitGapMs}, ${importId})`);
    return id;
  }
  if (known.gap !== request.visitGapMs) throw new OtherVisitGap(request.source, known.gap);
  return known.id;
}

class BatchWriter {
  readonly #store: Store;
  readonly #request: ImportRequest;
  readonly #run: ImportRun;
  readonly #sourceId: number;
  readonly #visits: VisitBatch;
  readonly #bits: (momentId: number) => number;
  readonly #repeats = new Map<number, number>();

  constructor(store: Store, request: ImportRequest, run: ImportRun, sourceId: number) {
    const context = factsContext(store, request.journeyId);
    this.#store = store;
    this.#request = request;
    this.#run = run;
    this.#sourceId = sourceId;
    this.#visits = new VisitBatch(store.driver, request.journeyId, context, reachMoments(store, request.journeyId));
    this.#bits = (momentId) => context.rule(momentId).bit;
  }

  /** Adds a batch to the store and to the run's counts. Runs inside the caller's transaction. */
  write(batch: RowBatch): void {
    const run = this.#run;
    const context = this.#rowContext();
    const erased = this.#erasedCustomers();
    for (const row of batch.accepted) {
      if (erased.size > 0 && row.customer !== null && erased.has(context.hashCustomer(row.customer))) run.unchanged += 1;
      else this.#add(row, context);
    }
    this.#visits.flush();
    for (const [first, rows] of this.#repeats) countRepeats(this.#store, first, run.id, rows);
    this.#repeats.clear();
    run.rows += batch.rows;
    run.accepted += batch.accepted.length;
    run.rejected += batch.rejected.length;
    run.lastLine = Math.max(run.lastLine, batch.accepted.at(-1)?.line ?? 0, batch.rejected.at(-1)?.line ?? 0);
  }

  #add(row: CheckedRow, context: RowContext): void {
    const group = this.#visits.group(this.#sourceId, row.visit, this.#request.visitGapMs);
    const record = group.record;
    if (record === null) throw new Error(`Visit ${row.visit} is being removed and added to in one batch.`);
    const already = contributes(record, context.importId);
    const effect = addRow(record, row, context);
    if (!effect.changed) {
      this.#run.unchanged += 1;
      if (effect.repeats !== null && effect.repeats !== context.importId) {
        this.#repeats.set(effect.repeats, (this.#repeats.get(effect.repeats) ?? 0) + 1);
      }
      return;
    }
    group.changed = true;
    if (!already) this.#run.visits += 1;
    this.#run.touches += effect.touches;
    this.#run.ratings += effect.ratings;
  }

  /** Read anew for each batch, because another process may have added a channel since. */
  #rowContext(): RowContext {
    const channels = new DimensionIds(this.#store, "channels", this.#run.id);
    const segments = new DimensionIds(this.#store, "segments", this.#run.id);
    const teams = new DimensionIds(this.#store, "teams", this.#run.id);
    return {
      importId: this.#run.id,
      shape: this.#request.shape,
      keepClaims: this.#request.visitGapMs !== null,
      channelId: (key) => channels.id(key),
      segmentId: (key) => segments.id(key),
      teamId: (key) => teams.id(key),
      bitOf: this.#bits,
      hashCustomer: this.#request.hashCustomer,
    };
  }

  #erasedCustomers(): ReadonlySet<string> {
    return new Set(this.#store.orm.all<{ customer: string }>(sql`select customer from erased_customers`).map((row) => row.customer));
  }
}
