/** Forgets a customer: every visit that carries the keyed hash of the reference goes, and rows that bring it again stay out. */
import { sql } from "drizzle-orm";
import { factsContext, inTransaction, visitGaps } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { reachMoments } from "./reach-cells.ts";
import { asOnlyWriter } from "./rebuild.ts";
import { joinRecords, VisitBatch, type VisitGroup } from "./visit-batch.ts";

/** Returns the number of visits removed. `customer` is the keyed hash. */
export async function eraseCustomer(store: Store, customer: string, now: () => number): Promise<number> {
  return asOnlyWriter(
    store,
    () => {
      // What is deleted is overwritten in the file, not only marked as free.
      store.driver.pragma("secure_delete = ON");
      const removed = inTransaction(store, () => {
        store.orm.run(sql`insert into erased_customers (customer, erased_at) values (${customer}, ${now()}) on conflict do nothing`);
        const rows = store.orm.all<{
          id: number;
          journey: number;
        }>(sql`select id, journey_id as journey from visits where customer = ${customer}
        union select v.id, v.journey_id from visit_claims c join visits v on v.id = c.visit_id where c.customer = ${customer} order by 1`);
        for (const journeyId of new Set(rows.map((row) => row.journey))) {
          removeVisits(store, journeyId, new Set(rows.filter((row) => row.journey === journeyId).map((row) => row.id)));
        }
        return rows.length;
      });
      store.driver.pragma("wal_checkpoint(TRUNCATE)");
      return removed;
    },
    { job: "an erasure" },
  );
}

function removeVisits(store: Store, journeyId: number, ids: ReadonlySet<number>): void {
  const visits = new VisitBatch(store.driver, journeyId, factsContext(store, journeyId), reachMoments(store, journeyId));
  const gaps = visitGaps(store, journeyId);
  for (const id of ids) {
    const group = visits.groupOf(id, gaps);
    if (!group || group.changed) continue;
    group.record = rest(group, ids);
    group.changed = true;
  }
  visits.flush();
  touchJourney(store, journeyId);
}

/** What stays of a source id when some of its visits go. */
function rest(group: VisitGroup, ids: ReadonlySet<number>): VisitGroup["record"] {
  const staying = group.stored.filter((visit) => !ids.has(visit.id));
  if (staying.length === 0) return null;
  return joinRecords(staying.map((visit) => visit.record));
}
