/** What deriving a visit's facts needs to know of its journey and of the organisation. */
import { sql } from "drizzle-orm";
import { localDay } from "#domain/calendar.ts";
import type { FactsContext } from "#domain/visit-facts.ts";
import { momentRules, readMoments, type StoredMoment } from "./journeys.ts";
import type { Store } from "./open.ts";
import { readSettings } from "./settings.ts";

export function factsContext(store: Store, journeyId: number): FactsContext {
  return contextOf(readMoments(store, journeyId), readSettings(store).timeZone);
}

/** The same for moments and a time zone that may not be in effect yet. */
export function contextOf(moments: readonly StoredMoment[], timeZone: string): FactsContext {
  return { rule: momentRules(moments), localDay: (at) => localDay(timeZone, at) };
}

/** The pause that starts a new visit, by source; null where a source id is one visit. */
export function visitGaps(store: Store, journeyId: number): (sourceId: number) => number | null {
  const rows = store.orm.all<{ id: number; gap: number | null }>(
    sql`select id, visit_gap_ms as gap from sources where journey_id = ${journeyId}`,
  );
  const gaps = new Map(rows.map((row) => [row.id, row.gap]));
  return (sourceId) => gaps.get(sourceId) ?? null;
}

/** Runs `work` as one transaction of the writer; all of it is stored, or nothing. */
export function inTransaction<T>(store: Store, work: () => T): T {
  store.driver.exec("begin immediate");
  try {
    const value = work();
    store.driver.exec("commit");
    return value;
  } catch (error) {
    if (store.driver.inTransaction) store.driver.exec("rollback");
    throw error;
  }
}
