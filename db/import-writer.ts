/**
 * Writes checked rows into the store: one transaction a batch, with the checkpoint in the same transaction, so that a process killed at
 * any moment leaves whole batches and the same command goes on behind the last one.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { RowBatch } from "#domain/checked-row.ts";
import type { ReadPoint, ReadStep } from "#domain/read-step.ts";
import { type ColumnBatch, rowAt } from "#domain/row-columns.ts";
import { packBatch } from "#domain/row-packer.ts";
import { BatchWriter } from "./batch-writer.ts";
import { forgetCancelling, isCancelling } from "./import-cancel.ts";
import { ImportPace, type ImportProgress, progressOf } from "./import-pace.ts";
import { ImportRefused } from "./import-refused.ts";
import {
  checkpoint,
  type ImportCounts,
  type ImportIdentity,
  type ImportRun,
  resumeOrStart,
  saveProgress,
  setStatus,
} from "./import-runs.ts";
import { takeBack } from "./import-undo.ts";
import { countVisitsOf } from "./import-visits.ts";
import { inTransaction } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { RejectsFile } from "./rejects-file.ts";
import { type Queue, withWriteLock } from "./write-lock.ts";

export interface ImportRequest extends ImportIdentity {
  readonly visitGapMs: number | null;
  /** Takes the customer's reference in clear, gives the keyed hash that is stored. */
  readonly hashCustomer: (reference: string) => string;
  readonly now: () => number;
  /** The file's columns, for the file of rejected rows. */
  readonly header: readonly string[];
  /** Everything is done and then taken back. */
  readonly dryRun: boolean;
  readonly onProgress: (progress: ImportProgress) => void;
  /** Asked again and again: whether to stop, and to take back what is stored. */
  readonly isCancelled?: () => boolean;
  /** Whether what the reader threw is a fault of the file, so that what is stored of it is taken back. */
  readonly isFault?: (error: unknown) => boolean;
  readonly queue?: Queue;
}

export interface ImportResult extends ImportCounts {
  readonly importId: number;
  readonly rejectsFile: string | null;
}

/** The import was told to stop; nothing of it is left. */
export class ImportCancelled extends Error {
  override readonly name = "ImportCancelled";
  /** null: it had not begun, or was a dry run. */
  readonly importId: number | null;
  readonly visits: number;

  constructor(importId: number | null, visits: number) {
    super("The import was cancelled.");
    this.importId = importId;
    this.visits = visits;
  }
}

/** The same visit ids of a source cannot be divided into visits in two ways. */
export class OtherVisitGap extends Error {
  override readonly name = "OtherVisitGap";

  constructor(source: string, knownMs: number | null) {
    const known = knownMs === null ? "no visitGap" : `a visitGap of ${knownMs / 60_000} minutes`;
    super(`Source "${source}" was imported with ${known}: its visit ids cannot be divided in two ways. Use another source name.`);
  }
}

/** What rows come as: batches in file order, or a reader's steps. */
export type ImportInput = RowBatch | ColumnBatch | ReadStep;

/**
 * The connection while an import writes: 64 MB of log between two checkpoints, so that pages that change again and again are written to the
 * store seldom; and no pages of the store mapped into memory, which would count as the process's own.
 */
const IMPORTING = { wal_autocheckpoint: 16_384, mmap_size: 0 };
/** Others learn no more seldom than this how far a run is, while nothing is written. */
const SAY_EVERY_MS = 2_000;

/**
 * Imports what `rows` gives from a point on. Throws OtherVisitGap, before anything is stored, where the source is already known with another
 * pause between visits; ImportCancelled and ImportRefused, and the reader's own faults, when all that was stored is taken back.
 */
export async function runImport(
  store: Store,
  request: ImportRequest,
  rows: (from: ReadPoint) => AsyncIterable<ImportInput>,
): Promise<ImportResult> {
  const { driver } = store;
  const usual = Object.entries(IMPORTING).map(([name, value]) => {
    const before = Number(driver.pragma(name, { simple: true }));
    driver.pragma(`${name} = ${value}`);
    return `${name} = ${before}`;
  });
  try {
    return await lockedImport(store, request, rows);
  } finally {
    for (const setting of usual) driver.pragma(setting);
  }
}

async function lockedImport(
  store: Store,
  request: ImportRequest,
  rows: (from: ReadPoint) => AsyncIterable<ImportInput>,
): Promise<ImportResult> {
  const file = request.fileName;
  const work = async (announce: (importId: number) => void): Promise<ImportResult> => {
    if (!request.dryRun) return writeAll(store, request, rows, announce);
    store.driver.exec("begin immediate");
    try {
      return await writeAll(store, request, rows, () => undefined);
    } finally {
      if (store.driver.inTransaction) store.driver.exec("rollback");
    }
  };
  return withWriteLock(
    store,
    (lock) => {
      if (request.dryRun) lock.announce({ name: `a dry run of ${file}`, importId: null });
      return work((importId) => lock.announce({ name: `import ${importId} of ${file}`, importId }));
    },
    request.queue ? { queue: request.queue } : {},
  );
}

async function writeAll(
  store: Store,
  request: ImportRequest,
  rows: (from: ReadPoint) => AsyncIterable<ImportInput>,
  announce: (importId: number) => void,
): Promise<ImportResult> {
  const step = <T>(work: () => T): T => (request.dryRun ? work() : inTransaction(store, work));
  const { run, sourceId } = step(() => {
    const started = resumeOrStart(store, request, request.now());
    return { run: started, sourceId: sourceOf(store, request, started.id) };
  });
  announce(run.id);
  const rejects = request.dryRun ? null : RejectsFile.open(store.path, run, request.header);
  try {
    await writeRows(store, { ...request, sourceId }, run, rejects, rows(readPoint(run)));
    step(() => {
      if (request.visitGapMs !== null) {
        // One source id may have become several visits, and a bridging row may have joined some again: only the end says how many.
        run.visits = countVisitsOf(store, request.journeyId, run.id);
        checkpoint(store, run);
      }
      setStatus(store, run.id, "done", request.now());
    });
  } catch (error) {
    const isCancelled = error instanceof ImportCancelled;
    if (request.dryRun || !(isCancelled || error instanceof ImportRefused || request.isFault?.(error))) throw error;
    const { visits } = await takeBack(store, run, isCancelled ? "cancelled" : "refused", request.now);
    rejects?.remove();
    throw isCancelled ? new ImportCancelled(run.id, visits) : error;
  } finally {
    rejects?.close();
    if (!request.dryRun) forgetCancelling(store, run.id);
  }
  const { accepted, rejected, unchanged, visits, touches, ratings } = run;
  return { importId: run.id, rows: run.rows, accepted, rejected, unchanged, visits, touches, ratings, rejectsFile: run.rejectsFile };
}

async function writeRows(
  store: Store,
  request: ImportRequest & { readonly sourceId: number },
  run: ImportRun,
  rejects: RejectsFile | null,
  inputs: AsyncIterable<ImportInput>,
): Promise<void> {
  const step = <T>(work: () => T): T => (request.dryRun ? work() : inTransaction(store, work));
  const writer = new BatchWriter(store, request, run);
  const isCancelled = () => request.isCancelled?.() === true || (!request.dryRun && isCancelling(store, run.id));
  let pace: ImportPace | null = null;
  for await (const input of inputs) {
    // Where the next rows are always there already, signals would wait for the last of them.
    await nextTurn();
    if (isCancelled()) throw new ImportCancelled(null, 0);
    const { share, batch } = "share" in input ? input : { share: 0, batch: "columns" in input ? input : packBatch(input) };
    const now = request.now();
    const fresh = batch && behind(batch, run);
    // What an earlier run has stored is passed over faster than anything is stored.
    pace ??= fresh || (batch === null && run.byVisits !== 0) ? new ImportPace(run, share, now) : null;
    const isSaid = run.saidAt !== null && now - run.saidAt < SAY_EVERY_MS;
    if (!fresh && (pace === null || isSaid)) continue;
    pace?.say(run, share, now);
    if (fresh) {
      rejects?.append(fresh.rejected);
      step(() => {
        writer.write(fresh);
        if (rejects) run.rejectsBytes = rejects.bytes;
        run.rejectsFile = rejects?.path ?? null;
        checkpoint(store, run);
        touchJourney(store, request.journeyId);
      });
    } else step(() => saveProgress(store, run));
    const progress = progressOf(run);
    if (progress) request.onProgress(progress);
  }
  if (isCancelled()) throw new ImportCancelled(null, 0);
}

/** Where an interrupted run goes on. */
function readPoint({ byVisits, lastLine, throughVisit, throughLine }: ImportRun): ReadPoint {
  const order = byVisits === null ? null : byVisits === 1 ? "visits" : "file";
  return { order, place: { rejectedLine: byVisits === 1 ? lastLine : 0, visit: throughVisit, visitLine: throughLine } };
}

/** The part of a batch that an earlier, interrupted run has not stored yet; null where it has stored all. By visits, the reader knows. */
function behind(batch: ColumnBatch, { lastLine }: ImportRun): ColumnBatch | null {
  if (batch.place) return batch;
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
