/** Removes a journey and everything of it: for the sample, which is made to be removable. */
import { sql } from "drizzle-orm";
import { forgetDimensions } from "./import-undo.ts";
import { inTransaction } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { asOnlyWriter } from "./rebuild.ts";
import { SIDE_TABLES } from "./visit-rows.ts";

export async function removeJourney(store: Store, journeyId: number): Promise<void> {
  await asOnlyWriter(
    store,
    () =>
      inTransaction(store, () => {
        const visits = sql`select id from visits where journey_id = ${journeyId}`;
        for (const table of SIDE_TABLES) {
          store.orm.run(sql`delete from ${sql.identifier(table)} where visit_id in (${visits})`);
        }
        store.orm.run(sql`delete from factor_edits where moment_id in (select id from moments where journey_id = ${journeyId})`);
        store.orm.run(sql`delete from factors where moment_id in (select id from moments where journey_id = ${journeyId})`);
        store.orm.run(sql`delete from import_repeats where import_id in (select id from imports where journey_id = ${journeyId})`);
        for (const table of [
          "visits",
          "score_days",
          "score_weeks",
          "score_months",
          "factor_days",
          "factor_months",
          "visit_days",
          "visit_weeks",
          "visit_months",
          "reach_days",
          "reach_weeks",
          "reach_months",
          "start_days",
          "visit_patterns",
          "imports",
          "rebuilds",
          "sources",
          "moments",
        ]) {
          store.orm.run(sql`delete from ${sql.identifier(table)} where journey_id = ${journeyId}`);
        }
        forgetDimensions(store);
        store.orm.run(sql`delete from journeys where id = ${journeyId}`);
      }),
    { job: "the removal of a journey" },
  );
}
