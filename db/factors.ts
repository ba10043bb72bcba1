/** Reads of the charts' lines. Changing them is in factor-edits.ts. */
import { sql } from "drizzle-orm";
import type { Factor, FactorPlace } from "#domain/factor.ts";
import type { Store } from "./open.ts";

interface FactorRow {
  id: number;
  momentId: number;
  key: string;
  place: FactorPlace;
  ordinal: number;
  en: string;
  ko: string;
  archived: number;
}

/** All factors of a moment, archived ones included, column by column in their order. */
export function readMomentFactors(store: Store, momentId: number): Factor[] {
  const rows =
    store.orm.all<FactorRow>(sql`select id, moment_id as momentId, key, "column" as place, ordinal, text_en as en, text_ko as ko, archived
    from factors where moment_id = ${momentId} order by "column", ordinal, id`);
  return rows.map(({ en, ko, archived, ...row }) => ({ ...row, text: { en, ko }, archived: archived === 1 }));
}

/** How many lines each moment's chart has, by the moment's id; archived ones do not count. */
export function countFactors(store: Store, journeyId: number): Map<number, number> {
  return new Map(
    store.orm.values<[number, number]>(sql`select f.moment_id, count(*) from factors f join moments m on m.id = f.moment_id
      where m.journey_id = ${journeyId} and f.archived = 0 group by f.moment_id`),
  );
}

/** The chart's version: the number of its last edit, 0 where there was none. */
export function chartVersion(store: Store, momentId: number): number {
  return store.orm.get<{ n: number }>(sql`select coalesce(max(n), 0) as n from factor_edits where moment_id = ${momentId}`)?.n ?? 0;
}
