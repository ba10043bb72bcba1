/**
 * Writes checked rows into the store: one transaction a batch, with the checkpoint in the same transaction, so that a process killed at
 * any moment leaves whole batches and the same command goes on behind the last one.
 */
import { sql } from "drizzle-orm";
import type { RowBatch } from "#domain/checked-row.ts";
import { type ColumnBatch, packBatch, rowAt } from "#domain/row-columns.ts";
import { BatchWriter } from "./batch-writer.ts";
import { checkpoint, type ImportCounts, type ImportIdentity, resumeOrStart, setStatus } from "./import-runs.ts";
import { countVisitsOf } from "./import-visits.ts";
import { inTransaction } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { RejectsFile } from "./rejects-file.ts";
import { withWriteLock } from "./write-lock.ts";

export interface ImportRequest extends ImportIdentity {
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

/**
 * The connection while an import writes: 64 MB of log between two checkpoints, so that pages that change again and again are written to the
 * store seldom; and no pages of the store mapped into memory, which would count as the process's own.
 */
const IMPORTING = { wal_autocheckpoint: 16_384, mmap_size: 0 };

/** Throws OtherVisitGap, before anything is stored, where the source is already known with another pause between visits. */
export async function runImport(
  store: Store,
  request: ImportRequest,
  batches: AsyncIterable<RowBatch | ColumnBatch>,
): Promise<ImportResult> {
  const { driver } = store;
  const usual = Object.entries(IMPORTING).map(([name, value]) => {
    const before = Number(driver.pragma(name, { simple: true }));
    driver.pragma(`${name} = ${value}`);
    return `${name} = ${before}`;
  });
  try {
    return await lockedImport(store, request, batches);
  } finally {
    for (const setting of usual) driver.pragma(setting);
  }
}

async function lockedImport(store: Store, request: ImportRequest, batches: AsyncIterable<RowBatch | ColumnBatch>): Promise<ImportResult> {
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

async function writeAll(store: Store, request: ImportRequest, batches: AsyncIterable<RowBatch | ColumnBatch>): Promise<ImportResult> {
  const step = <T>(work: () => T): T => (request.dryRun ? work() : inTransaction(store, work));
  const { run, sourceId } = step(() => {
    const started = resumeOrStart(store, request, request.now());
    return { run: started, sourceId: sourceOf(store, request, started.id) };
  });
  const rejects = request.dryRun ? null : RejectsFile.open(store.path, run, request.header);
  const writer = new BatchWriter(store, { ...request, sourceId }, run);
  try {
    for await (const batch of batches) {
      const packed = "columns" in batch ? batch : packBatch(batch);
      const fresh = behind(packed, run.lastLine);
      if (fresh === null) continue;
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

/** The part of a batch that an earlier, interrupted run has not stored yet; null where it has stored all. */
function behind(batch: ColumnBatch, lastLine: number): ColumnBatch | null {
  const { columns, rejected } = batch;
  const first = Math.min(columns.line[0] ?? Number.POSITIVE_INFINITY, rejected[0]?.line ?? Number.POSITIVE_INFINITY);
  if (first > lastLine) return batch;
  const rows = Array.from({ length: columns.rows }, (_, i) => i).filter((i) => (columns.line[i] ?? 0) > lastLine);
  const later = rejected.filter((row) => row.line > lastLine);
  const count = rows.length + later.length;
  return count === 0 ? null : packBatch({ rows: count, accepted: rows.map((i) => rowAt(columns, i)), rejected: later });
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
