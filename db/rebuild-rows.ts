/**
 * The record of changes of definitions and settings, and of recounts: what is wanted, how far the running one is, what was before. A change
 * under which visits count for the same leaves a row too, done at once, so that it can be read of and taken back like any other.
 */
import { sql } from "drizzle-orm";
import { writeAudit } from "./audit.ts";
import { inTransaction } from "./journey-context.ts";
import type { Definition } from "./journey-definition.ts";
import type { Store } from "./open.ts";

/** What is to be in effect at a rebuild's end. A recount changes nothing and derives everything anew. */
export type Wanted =
  | { readonly kind: "journey"; readonly journeyId: number; readonly definition: Definition }
  | { readonly kind: "time-zone"; readonly timeZone: string }
  | { readonly kind: "recount" };

export type RebuildStatus = "running" | "done" | "cancelled";

export interface Rebuild {
  readonly id: number;
  readonly wanted: Wanted;
  /** What was in effect before; null until it is done, and of a recount. */
  readonly previous: Exclude<Wanted, { kind: "recount" }> | null;
  /** The rebuild that this one takes back. */
  readonly undoes: number | null;
  readonly status: RebuildStatus;
  /** Id of the last visit that is done. */
  readonly cursor: number;
  readonly done: number;
  readonly total: number;
  readonly actor: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly startedAt: number;
  readonly resumedAt: number;
  readonly resumedDone: number;
  readonly movedAt: number;
  readonly finishedAt: number | null;
}

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly id: number;
  readonly kind: Wanted["kind"];
  /** Key of its journey; null: all journeys. */
  readonly journey: string | null;
  readonly done: number;
  /** Visits. */
  readonly total: number;
  /** Visits a second since it was last taken up; null until it got further. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly actor: string;
  readonly startedAt: number;
}

interface RawRebuild {
  id: number;
  kind: Wanted["kind"];
  journeyId: number | null;
  wanted: string | null;
  previous: string | null;
  undoes: number | null;
  status: RebuildStatus;
  cursor: number;
  done: number;
  total: number;
  actor: string;
  startedAt: number;
  resumedAt: number;
  resumedDone: number;
  movedAt: number;
  finishedAt: number | null;
}

const COLUMNS =
  sql.raw(`id, kind, journey_id as journeyId, wanted, previous, undoes, status, cursor, done, total, actor, started_at as startedAt,
  resumed_at as resumedAt, resumed_done as resumedDone, moved_at as movedAt, finished_at as finishedAt`);

function toRebuild(row: RawRebuild): Rebuild {
  const { kind, journeyId, wanted, previous, ...rest } = row;
  return { ...rest, wanted: toWanted(kind, journeyId, wanted), previous: previous === null ? null : toTarget(kind, journeyId, previous) };
}

function toWanted(kind: Wanted["kind"], journeyId: number | null, json: string | null): Wanted {
  return json === null ? { kind: "recount" } : toTarget(kind, journeyId, json);
}

function toTarget(kind: Wanted["kind"], journeyId: number | null, json: string): Exclude<Wanted, { kind: "recount" }> {
  const value: unknown = JSON.parse(json);
  if (kind === "journey" && journeyId !== null) return { kind, journeyId, definition: value as Definition };
  return { kind: "time-zone", timeZone: value as string };
}

function targetJson(wanted: Wanted): string | null {
  if (wanted.kind === "recount") return null;
  return JSON.stringify(wanted.kind === "journey" ? wanted.definition : wanted.timeZone);
}

export function findRebuild(store: Store, id: number): Rebuild | null {
  const row = store.orm.get<RawRebuild>(sql`select ${COLUMNS} from rebuilds where id = ${id}`);
  return row ? toRebuild(row) : null;
}

/** The rebuild that is not finished, whether or not a process works on it; null where there is none. */
export function unfinishedRebuild(store: Store): Rebuild | null {
  const row = store.orm.get<RawRebuild>(sql`select ${COLUMNS} from rebuilds where status = 'running'`);
  return row ? toRebuild(row) : null;
}

/** Newest first, at most so many: those of a journey, or with null all. */
export function listRebuilds(store: Store, journeyId: number | null, limit = 1_000): Rebuild[] {
  const where = journeyId === null ? sql`1` : sql`journey_id = ${journeyId}`;
  return store.orm.all<RawRebuild>(sql`select ${COLUMNS} from rebuilds where ${where} order by id desc limit ${limit}`).map(toRebuild);
}

/** Records a rebuild that begins, inside the caller's transaction. */
export function addRebuild(
  store: Store,
  wanted: Wanted,
  start: { readonly cursor: number; readonly total: number; readonly actor: string; readonly at: number; readonly undoes: number | null },
): number {
  const { cursor, total, actor, at, undoes } = start;
  const id = nextId(store);
  store.orm.run(sql`insert into rebuilds (id, kind, journey_id, wanted, previous, undoes, status, cursor, done, total, actor, started_at, resumed_at,
    resumed_done, moved_at, finished_at)
    values (${id}, ${wanted.kind}, ${wanted.kind === "journey" ? wanted.journeyId : null}, ${targetJson(wanted)}, null, ${undoes}, 'running', ${cursor},
    0, ${total}, ${actor}, ${at}, ${at}, 0, ${at}, null)`);
  audit(store, "start", { id, kind: wanted.kind, actor, undoes }, at);
  return id;
}

/** Records a change that is in effect with the caller's transaction, because visits count for the same under it. */
export function recordChange(
  store: Store,
  wanted: Wanted,
  previous: Wanted,
  by: { readonly actor: string; readonly at: number; readonly undoes: number | null },
): void {
  const { actor, at, undoes } = by;
  const id = nextId(store);
  store.orm.run(sql`insert into rebuilds (id, kind, journey_id, wanted, previous, undoes, status, cursor, done, total, actor, started_at, resumed_at,
    resumed_done, moved_at, finished_at)
    values (${id}, ${wanted.kind}, ${wanted.kind === "journey" ? wanted.journeyId : null}, ${targetJson(wanted)}, ${targetJson(previous)}, ${undoes},
    'done', 0, 0, 0, ${actor}, ${at}, ${at}, 0, ${at}, ${at})`);
  audit(store, "done", { id, kind: wanted.kind, actor, undoes }, at);
}

/**
 * Moves with every change of a journey's definition, whoever makes it: the number of the last one that is in effect, 0 where there was none
 * since the journey was made. Charts have versions of their own.
 */
export function definitionVersion(store: Store, journeyId: number): number {
  const row = store.orm.get<{ version: number }>(
    sql`select coalesce(max(id), 0) as version from rebuilds where journey_id = ${journeyId} and kind = 'journey' and status = 'done'`,
  );
  return row?.version ?? 0;
}

function nextId(store: Store): number {
  return store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from rebuilds`)?.id ?? 1;
}

/** Notes that a process takes a rebuild up, from where the rate is measured. */
export function resumeRebuild(store: Store, id: number, at: number): void {
  store.orm.run(sql`update rebuilds set resumed_at = ${at}, resumed_done = done, moved_at = ${at} where id = ${id}`);
}

/** Notes how far a rebuild is, inside the transaction that stores what it found. */
export function advanceRebuild(store: Store, id: number, cursor: number, more: number, at: number): void {
  store.orm.run(sql`update rebuilds set cursor = ${cursor}, done = done + ${more}, moved_at = ${at} where id = ${id}`);
}

/** Notes that a rebuild is in effect, inside the transaction that puts it there. */
export function completeRebuild(store: Store, rebuild: Rebuild, previous: Wanted, at: number): void {
  store.orm.run(
    sql`update rebuilds set status = 'done', previous = ${targetJson(previous)}, moved_at = ${at}, finished_at = ${at} where id = ${rebuild.id}`,
  );
  audit(store, "done", { id: rebuild.id, kind: rebuild.wanted.kind, actor: rebuild.actor, undoes: rebuild.undoes }, at);
}

/**
 * Drops a change that is not in effect yet: nothing else has happened. Whoever works on it stops at its next batch. Takes no lock, and
 * returns false where there is nothing to drop any more.
 */
export function cancelRebuild(store: Store, id: number, actor: string, at: number): boolean {
  return inTransaction(store, () => {
    const { changes } = store.orm.run(
      sql`update rebuilds set status = 'cancelled', finished_at = ${at} where id = ${id} and status = 'running'`,
    );
    if (changes === 0) return false;
    const rebuild = findRebuild(store, id);
    if (rebuild) audit(store, "cancel", { id, kind: rebuild.wanted.kind, actor, undoes: rebuild.undoes }, at);
    return true;
  });
}

function audit(
  store: Store,
  what: "start" | "done" | "cancel",
  { actor, ...detail }: { id: number; kind: Wanted["kind"]; actor: string; undoes: number | null },
  at: number,
): void {
  writeAudit(store, { at, actor, action: `rebuild:${what}`, detail });
}

export function progressOf(store: Store, rebuild: Rebuild): RebuildProgress {
  const { id, wanted, done, total, actor, startedAt, resumedAt, resumedDone, movedAt } = rebuild;
  const journey =
    wanted.kind === "journey"
      ? (store.orm.get<{ key: string }>(sql`select key from journeys where id = ${wanted.journeyId}`)?.key ?? null)
      : null;
  const rate = done > resumedDone && movedAt > resumedAt ? ((done - resumedDone) * 1000) / (movedAt - resumedAt) : null;
  const secondsLeft = rate === null ? null : (total - done) / rate;
  return { id, kind: wanted.kind, journey, done, total, rate, secondsLeft, actor, startedAt };
}

/** How far the unfinished rebuild is; null where none is. A few rows: may be asked on any thread. */
export function rebuildProgress(store: Store): RebuildProgress | null {
  const rebuild = unfinishedRebuild(store);
  return rebuild && progressOf(store, rebuild);
}
