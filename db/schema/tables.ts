/**
 * Every table, once. Facts (visits with their touches, history, comments) have keys that begin with the visit, integers made by the
 * application; nothing points at facts with a foreign key. Instants are milliseconds in 8 bytes; a value without a time is the midnight (UTC) of
 * its calendar day with `date_only` 1.
 */
import { makeAccountTables } from "./account-tables.ts";
import { makeDefinitionTables } from "./definition-tables.ts";
import { makeJobTables } from "./job-tables.ts";
import type { Kit } from "./kit.ts";
import { makeRollupTables } from "./rollup-tables.ts";
import { makeVisitTables } from "./visit-tables.ts";

export function makeTables(kit: Kit) {
  const definitions = makeDefinitionTables(kit);
  return {
    ...definitions,
    ...makeVisitTables(kit),
    ...makeRollupTables(kit),
    ...makeJobTables(kit),
    ...makeAccountTables(kit, definitions.teams),
  };
}
