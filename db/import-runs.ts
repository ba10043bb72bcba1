/** The record of imports: what ran, how far it came, what it did. */
import { sql } from "drizzle-orm";
import type { Store } from "./open.ts";

/** `cancelled` and `refused`: undone before it had ended, on demand or for a fault of the file. */
export type ImportStatus = "running" | "undoing" | "done" | "undone" | "cancelled" | "refused";

export interface ImportCounts {
  rows: number;
  accepted: number;
  rejected: number;
  unchanged: number;
  /** Visits, touches and ratings that the run created or changed. */
  visits: number;
  touches: number;
  ratings: number;
}

export interface ImportRun extends ImportCounts {
  readonly id: number;
  readonly journey: string;
  readonly journeyId: number;
  readonly kind: "import" | "sample";
  readonly source: string;
  readonly fileName: string;
  readonly status: ImportStatus;
  /** 1: rows come visit by visit; 0: in file order; null: not known yet. */
  byVisits: 0 | 1 | null;
  /** In file order, all rows up to here are stored; by visits, all rejected ones. */
  lastLine: number;
  /** By visits, what is stored are the visits before this one, and its own rows up to a line. */
  throughVisit: string;
  throughLine: number;
  /** null: rows do not come from a file. */
  readonly fileBytes: number | null;
  /** How far it is, in bytes of the file. */
  doneBytes: number;
  /** As said at `saidAt`; null: not known, or not running. */
  rowsPerSecond: number | null;
  endsAt: number | null;
  saidAt: number | null;
  rejectsFile: string | null;
  rejectsBytes: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

const COLUMNS =
  sql.raw(`i.id, j.key as journey, i.journey_id as journeyId, i.kind, i.source, i.file_name as fileName, i.status, i.rows, i.accepted,
  i.rejected, i.unchanged, i.visits, i.touches, i.ratings, i.by_visits as byVisits, i.last_line as lastLine, i.through_visit as throughVisit,
  i.through_line as throughLine, i.file_bytes as fileBytes, i.done_bytes as doneBytes, i.rows_per_second as rowsPerSecond, i.ends_at as endsAt, i.said_at as saidAt, i.rejects_file as rejectsFile, i.rejects_bytes as rejectsBytes,
  i.started_at as startedAt, i.finished_at as finishedAt`);

/** All imports, newest first. */
export function listImports(store: Store): ImportRun[] {
  return store.orm.all<ImportRun>(sql`select ${COLUMNS} from imports i join journeys j on j.id = i.journey_id order by i.id desc`);
}

export function findImport(store: Store, id: number): ImportRun | null {
  return store.orm.get<ImportRun>(sql`select ${COLUMNS} from imports i join journeys j on j.id = i.journey_id where i.id = ${id}`) ?? null;
}

export interface ImportIdentity {
  readonly journeyId: number;
  readonly kind: "import" | "sample";
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mappingHash: string;
  readonly mapping: string;
  /** Of the file; null: rows do not come from one. */
  readonly fileBytes: number | null;
  readonly shape: "wide" | "long";
}

/** An interrupted run of the same file with the same mapping into the same journey, or a new one. */
export function resumeOrStart(store: Store, identity: ImportIdentity, now: number): ImportRun {
  const running = store.orm.get<{ id: number }>(sql`select id from imports where journey_id = ${identity.journeyId}
    and file_hash = ${identity.fileHash} and mapping_hash = ${identity.mappingHash} and status = 'running' order by id desc limit 1`);
  const id = running?.id ?? store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from imports`)?.id ?? 1;
  if (!running) {
    store.orm.run(sql`insert into imports (id, journey_id, kind, source, file_name, file_hash, mapping_hash, mapping, shape, status, rows, accepted,
      rejected, unchanged, visits, touches, ratings, by_visits, last_line, through_visit, through_line, file_bytes, done_bytes, rows_per_second,
      ends_at, said_at, rejects_file, rejects_bytes, started_at, finished_at)
      values (${id}, ${identity.journeyId}, ${identity.kind}, ${identity.source}, ${identity.fileName}, ${identity.fileHash}, ${identity.mappingHash},
      ${identity.mapping}, ${identity.shape}, 'running', 0, 0, 0, 0, 0, 0, 0, null, 0, '', 0, ${identity.fileBytes}, 0, null, null, null, null, 0,
      ${now}, null)`);
  }
  const run = findImport(store, id);
  if (!run) throw new Error(`Import ${id} was just stored and is not there.`);
  return { ...run };
}

/** Stores how far a run has come; part of the transaction that stores the rows. */
export function checkpoint(store: Store, run: ImportRun): void {
  store.orm.run(sql`update imports set rows = ${run.rows}, accepted = ${run.accepted}, rejected = ${run.rejected}, unchanged = ${run.unchanged},
    visits = ${run.visits}, touches = ${run.touches}, ratings = ${run.ratings}, by_visits = ${run.byVisits}, last_line = ${run.lastLine},
    through_visit = ${run.throughVisit}, through_line = ${run.throughLine}, rejects_file = ${run.rejectsFile}, rejects_bytes = ${run.rejectsBytes}
    where id = ${run.id}`);
  saveProgress(store, run);
}

/** Stores what others may know of how far a run is. */
export function saveProgress(store: Store, run: ImportRun): void {
  store.orm.run(sql`update imports set done_bytes = ${run.doneBytes}, rows_per_second = ${run.rowsPerSecond}, ends_at = ${run.endsAt},
    said_at = ${run.saidAt} where id = ${run.id}`);
}

export function setStatus(store: Store, id: number, status: ImportStatus, now: number | null): void {
  store.orm.run(sql`update imports set status = ${status}, finished_at = ${now}, rows_per_second = null, ends_at = null, said_at = null
    where id = ${id}`);
}

/** The shape of imports by id, each looked up once. */
export function importShapes(store: Store): (importId: number) => "wide" | "long" {
  const find = store.driver.prepare<[number], "wide" | "long">("select shape from imports where id = ?").pluck();
  const known = new Map<number, "wide" | "long">();
  return (importId) => {
    const shape = known.get(importId) ?? find.get(importId);
    if (shape === undefined) throw new Error(`There is no import ${importId}, and yet a touch comes from it.`);
    known.set(importId, shape);
    return shape;
  };
}

/** Notes that rows of one import only repeated what another had brought first. */
export function countRepeats(store: Store, firstImportId: number, importId: number, rows: number): void {
  store.orm.run(sql`insert into import_repeats (first_import_id, import_id, rows) values (${firstImportId}, ${importId}, ${rows})
    on conflict (first_import_id, import_id) do update set rows = rows + excluded.rows`);
}

/** How many rows of imports that still stand repeat what an import brought first. */
export function repeatedElsewhere(store: Store, importId: number): number {
  const row = store.orm.get<{ rows: number }>(sql`select coalesce(sum(r.rows), 0) as rows from import_repeats r
    join imports i on i.id = r.import_id where r.first_import_id = ${importId} and i.status in ('running', 'done')`);
  return row?.rows ?? 0;
}
