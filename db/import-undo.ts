/** Takes an import back: every visit that it spoke of is derived anew from what the other imports said. */
import { sql } from "drizzle-orm";
import { withoutImport } from "#domain/visit-record.ts";
import type { DimensionTable } from "./dimensions.ts";
import { findImport, repeatedElsewhere, setStatus } from "./import-runs.ts";
import { factsContext, inTransaction, visitGaps } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { VisitBatch } from "./visit-batch.ts";
import { withWriteLock } from "./write-lock.ts";

const BATCH = 2_000;

export interface UndoResult {
  readonly importId: number;
  /** Visits changed or removed. */
  readonly visits: number;
  /** Rows of later imports that only repeated this one's, and went with it. */
  readonly repeatedRows: number;
}

export type UndoRefusal = "unknown-import" | "already-undone";

/** Undoes an import, or goes on with an undo that was interrupted. Exact: what is left is what the other imports alone would have made. */
export async function undoImport(store: Store, importId: number, now: () => number): Promise<UndoResult | UndoRefusal> {
  return withWriteLock(store, () => {
    const run = findImport(store, importId);
    if (!run) return "unknown-import";
    if (run.status === "undone") return "already-undone";
    const repeatedRows = repeatedElsewhere(store, importId);
    setStatus(store, importId, "undoing", run.finishedAt);
    const visits = new VisitBatch(store.driver, run.journeyId, factsContext(store, run.journeyId), reachMoments(store, run.journeyId));
    const gaps = visitGaps(store, run.journeyId);
    let done = 0;
    let after = 0;
    for (;;) {
      const ids = visitsOf(store, run.journeyId, importId, after);
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
    }
    inTransaction(store, () => {
      forgetDimensions(store, importId);
      setStatus(store, importId, "undone", now());
      touchJourney(store, run.journeyId);
    });
    return { importId, visits: done, repeatedRows };
  });
}

/** Visits that an import has a say in, by id. Whatever an import brings to a visit, it leaves a claim there. */
function visitsOf(store: Store, journeyId: number, importId: number, after: number): number[] {
  return store.orm
    .all<{ id: number }>(
      sql`select v.id from visits v where v.journey_id = ${journeyId} and v.id > ${after} and (v.import_id = ${importId} or (v.import_id is null and
        exists (select 1 from visit_claims c where c.visit_id = v.id and c.import_id = ${importId}))) order by v.id limit ${BATCH}`,
    )
    .map((row) => row.id);
}

/**
 * Removes channels, segments, teams and sources that only this import knew. One that others use by now stays, as theirs. What touches
 * carry is looked up in the rollup, which has a cell for each.
 */
export function forgetDimensions(store: Store, importId: number): void {
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
    store.orm.run(sql`delete from ${sql.identifier(table)} as d where d.import_id = ${importId} and ${sql.join(unused, sql` and `)}`);
    store.orm.run(sql`update ${sql.identifier(table)} set import_id = null where import_id = ${importId}`);
  }
  store.orm.run(
    sql`delete from sources where import_id = ${importId} and not exists (select 1 from visits v where v.source_id = sources.id)`,
  );
  store.orm.run(sql`update sources set import_id = null where import_id = ${importId}`);
}
