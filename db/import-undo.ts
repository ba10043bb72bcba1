/** Takes an import back: every visit that it spoke of is derived anew from what the other imports said. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { withoutImport } from "#domain/visit-record.ts";
import type { DimensionTable } from "./dimensions.ts";
import { forgetFactors } from "./factor-ids.ts";
import { findImport, type ImportRun, type ImportStatus, repeatedElsewhere, setStatus } from "./import-runs.ts";
import { visitsOf } from "./import-visits.ts";
import { factsContext, inTransaction, visitGaps } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { asOnlyWriter } from "./rebuild.ts";
import { VisitBatch } from "./visit-batch.ts";
import type { WriteLock } from "./write-lock.ts";

const BATCH = 2_000;

export interface UndoResult {
  readonly importId: number;
  /** Visits changed or removed. */
  readonly visits: number;
  /** Rows of later imports that only repeated this one's, and went with it. */
  readonly repeatedRows: number;
}

export type UndoRefusal = "unknown-import" | "already-undone";

/** How an import can end so that nothing of it stands. */
export type UndoneStatus = Extract<ImportStatus, "undone" | "cancelled" | "refused">;

export function isUndone(status: ImportStatus): boolean {
  return status === "undone" || status === "cancelled" || status === "refused";
}

/** Undoes an import, or goes on with an undo that was interrupted. Exact: what is left is what the other imports alone would have made. */
export async function undoImport(store: Store, importId: number, now: () => number): Promise<UndoResult | UndoRefusal> {
  const work = async (lock: WriteLock): Promise<UndoResult | UndoRefusal> => {
    const run = findImport(store, importId);
    if (!run) return "unknown-import";
    if (isUndone(run.status)) return "already-undone";
    lock.announce({ name: `the undo of import ${importId}`, importId: null });
    return takeBack(store, run, "undone", now);
  };
  return asOnlyWriter(store, work, { job: `the undo of import ${importId}` });
}

/** Takes back all that a run has stored. The caller holds the write lock; others get their turn between the steps. */
export async function takeBack(store: Store, run: ImportRun, end: UndoneStatus, now: () => number): Promise<UndoResult> {
  const importId = run.id;
  const repeatedRows = repeatedElsewhere(store, importId);
  setStatus(store, importId, "undoing", run.finishedAt);
  const visits = new VisitBatch(store.driver, run.journeyId, factsContext(store, run.journeyId), reachMoments(store, run.journeyId));
  const gaps = visitGaps(store, run.journeyId);
  let done = 0;
  let after = 0;
  for (;;) {
    const ids = visitsOf(store, run.journeyId, importId, after, BATCH);
    if (ids.length === 0) break;
    inTransaction(store, () => {
      for (const id of ids) {
        const group = visits.groupOf(id, gaps);
        if (!group || group.changed || group.record === null) continue;
        group.record = withoutImport(group.record, importId);
        group.changed = true;
      }
      visits.flush();
      touchJourney(store, run.journeyId);
    });
    done += ids.length;
    after = ids.at(-1) ?? after;
    await nextTurn();
  }
  inTransaction(store, () => {
    setStatus(store, importId, end, now());
    forgetDimensions(store);
    touchJourney(store, run.journeyId);
  });
  return { importId, visits: done, repeatedRows };
}

/**
 * Removes channels, segments, teams, factors and sources that came with imports of which none stands any more and that nothing uses. One that
 * another import uses by now stays as long as that one does, so it keeps the mark of the import that brought it. What touches carry is
 * looked up in the rollup, which has a cell for each.
 */
export function forgetDimensions(store: Store): void {
  const users: Record<DimensionTable, readonly [string, string][]> = {
    channels: [
      ["visits", "entry_channel_id"],
      ["visits", "claim_channel_id"],
      ["visit_claims", "channel_id"],
      ["score_months", "channel_id"],
      ["touch_history", "channel_id"],
    ],
    segments: [
      ["visits", "segment_id"],
      ["visit_claims", "segment_id"],
    ],
    teams: [
      ["score_months", "team_id"],
      ["touch_history", "team_id"],
      ["user_teams", "team_id"],
    ],
  };
  for (const table of ["channels", "segments", "teams"] as const) {
    const unused = users[table].map(
      ([user, column]) => sql`not exists (select 1 from ${sql.identifier(user)} u where u.${sql.identifier(column)} = d.id)`,
    );
    store.orm.run(sql`delete from ${sql.identifier(table)} as d where ${isGone("d")} and ${sql.join(unused, sql` and `)}`);
  }
  forgetFactors(store, isGone("d"));
  store.orm.run(sql`delete from sources as d where ${isGone("d")} and not exists (select 1 from visits v where v.source_id = d.id)`);
}

/** The import that brought a row is undone, or was removed with its journey. */
function isGone(alias: string): SQL {
  const owner = sql.raw(`${alias}.import_id`);
  return sql`${owner} is not null and not exists (select 1 from imports i where i.id = ${owner} and i.status in ('running', 'done'))`;
}
