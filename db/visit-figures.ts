/** The figures of reach-reads.ts's `readMomentVisits`, counted visit by visit: as if nothing after an earlier time had happened. */
import { sql } from "drizzle-orm";
import type { Moment } from "#domain/journey.ts";
import { type Mask, maskHas } from "#domain/mask.ts";
import { factsOf } from "#domain/visit-facts.ts";
import { factsContext } from "./journey-context.ts";
import type { Store } from "./open.ts";
import type { MomentVisits } from "./reach-reads.ts";
import type { Cutoff, Selection } from "./selection.ts";
import { RecordReader } from "./visit-records.ts";
import { isAfter, visitsWhere } from "./visit-scan.ts";

type Row = [
  id: number,
  touched: number,
  notMet: number,
  rated: number,
  repeated: number,
  knowledge: number,
  lastAt: number | null,
  lastDateOnly: number,
  startedAt: number,
  startedDateOnly: number,
];
type Seen = { touched: Mask; rated: Mask; repeated: Mask };

/** For the given moments, over the visits of the selection. */
export function countMomentVisits(
  store: Store,
  selection: Selection,
  moments: readonly Moment[],
  cutoff: Cutoff,
): Map<number, MomentVisits> {
  const rows =
    store.orm.values<Row>(sql`select id, touched, not_met, rated, repeated, knowledge, last_at, last_date_only, started_at, started_date_only
    from visits where ${visitsWhere(selection)}`);
  const reader = new RecordReader(store.driver);
  const context = factsContext(store, selection.journeyId);
  const counts = new Map(moments.map((moment) => [moment.id, { notMet: 0, rated: 0, repeated: 0 }]));
  for (const row of rows) {
    const [id, touched, notMetMask, rated, repeated, knowledge, lastAt, lastDateOnly, startedAt, startedDateOnly] = row;
    if (isAfter(cutoff, startedAt, startedDateOnly === 1)) continue;
    let seen: Seen = { touched, rated, repeated };
    if (lastAt !== null && isAfter(cutoff, lastAt, lastDateOnly === 1)) {
      const record = reader.load(id)?.record ?? { touches: [], claims: [] };
      const touches = record.touches.filter(({ live }) => !isAfter(cutoff, live.when.at, live.when.dateOnly));
      seen = factsOf({ touches, claims: record.claims }, context);
    }
    for (const { id: momentId, bit } of moments) {
      const count = counts.get(momentId);
      if (!count) continue;
      if (!maskHas(seen.touched, bit) && (knowledge === 2 || maskHas(notMetMask, bit))) count.notMet += 1;
      if (maskHas(seen.rated, bit)) count.rated += 1;
      if (maskHas(seen.repeated, bit)) count.repeated += 1;
    }
  }
  return counts;
}
