/** Which segment is the priority one: whose experience is set beside all others'. At most one is. */
import { sql } from "drizzle-orm";
import { badParameter, ok, type Result } from "#domain/problem.ts";
import { writeAudit } from "./audit.ts";
import { readDimension } from "./dimensions.ts";
import { inTransaction } from "./journey-context.ts";
import type { Store } from "./open.ts";

/** Who changes it, and when (milliseconds since 1970). */
export interface ChangedBy {
  readonly actor: string;
  readonly at: number;
}

/**
 * Marks the segment, and no other; null: none. The value says whether anything changed: only then is it written into the audit trail, and
 * every journey's data version moves, since every page may show it. A segment that does not exist is a problem that names it.
 */
export function markPrioritySegment(store: Store, key: string | null, by: ChangedBy): Result<boolean> {
  return inTransaction(store, () => {
    const segments = readDimension(store, "segments");
    if (key !== null && !segments.some((segment) => segment.key === key)) {
      return badParameter("segment", key, `there is no segment "${key}".`);
    }
    const before = segments.filter((segment) => segment.priority).map((segment) => segment.key);
    const after = key === null ? [] : [key];
    if (before.join("\n") === after.join("\n")) return ok(false);
    store.orm.run(sql`update segments set priority = 0 where priority <> 0`);
    if (key !== null) store.orm.run(sql`update segments set priority = 1 where key = ${key}`);
    store.orm.run(sql`update journeys set data_version = data_version + 1`);
    writeAudit(store, { ...by, action: "segment:priority", detail: { segment: key, before } });
    return ok(true);
  });
}
