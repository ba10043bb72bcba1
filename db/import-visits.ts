/** Visits that an import has a say in. Whatever an import brings to a visit, it leaves a claim there. */
import { type SQL, sql } from "drizzle-orm";
import type { Store } from "./open.ts";

function hasSay(journeyId: number, importId: number): SQL {
  return sql`v.journey_id = ${journeyId} and (v.import_id = ${importId} or (v.import_id is null and
    exists (select 1 from visit_claims c where c.visit_id = v.id and c.import_id = ${importId})))`;
}

/** Ids above `after`, ascending, at most `most`. */
export function visitsOf(store: Store, journeyId: number, importId: number, after: number, most: number): number[] {
  return store.orm
    .all<{ id: number }>(
      sql`select v.id from visits v where v.id > ${after} and ${hasSay(journeyId, importId)} order by v.id limit ${most}`,
    )
    .map((row) => row.id);
}

export function countVisitsOf(store: Store, journeyId: number, importId: number): number {
  return store.orm.get<{ n: number }>(sql`select count(*) as n from visits v where ${hasSay(journeyId, importId)}`)?.n ?? 0;
}
