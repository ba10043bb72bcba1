/** The figures of reach-reads.ts's `readVisitFigures`, counted visit by visit: for some moments only, or as of an earlier time. */
import { sql } from "drizzle-orm";
import type { Moment } from "#domain/journey.ts";
import { type Mask, maskHalves, maskHas, maskUnion } from "#domain/mask.ts";
import { factsOf } from "#domain/visit-facts.ts";
import { factsContext } from "./journey-context.ts";
import type { Store } from "./open.ts";
import type { VisitFigures } from "./reach-reads.ts";
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

/** For the given moments, over the visits of the selection; with a cutoff, as if nothing after it had happened. */
export function countVisitFigures(store: Store, selection: Selection, moments: readonly Moment[], cutoff: Cutoff | null): VisitFigures {
  const rows =
    store.orm.values<Row>(sql`select id, touched, not_met, rated, repeated, knowledge, last_at, last_date_only, started_at, started_date_only
    from visits where ${visitsWhere(selection)}`);
  const reader = new RecordReader(store.driver);
  const context = factsContext(store, selection.journeyId);
  const chosen = moments.reduce((mask, moment) => maskUnion(mask, 2 ** moment.bit), 0);
  const notMet = new Map(moments.map((moment) => [moment.id, 0]));
  let ratedAny = 0;
  let repeatedAny = 0;
  for (const row of rows) {
    const [id, touched, notMetMask, rated, repeated, knowledge, lastAt, lastDateOnly, startedAt, startedDateOnly] = row;
    let seen: Seen = { touched, rated, repeated };
    if (cutoff !== null) {
      if (isAfter(cutoff, startedAt, startedDateOnly === 1)) continue;
      if (lastAt !== null && isAfter(cutoff, lastAt, lastDateOnly === 1)) {
        const record = reader.load(id)?.record ?? { touches: [], claims: [] };
        const touches = record.touches.filter(({ live }) => !isAfter(cutoff, live.when.at, live.when.dateOnly));
        seen = factsOf({ touches, claims: record.claims }, context);
      }
    }
    for (const moment of moments) {
      if (maskHas(seen.touched, moment.bit) || (knowledge !== 2 && !maskHas(notMetMask, moment.bit))) continue;
      notMet.set(moment.id, (notMet.get(moment.id) ?? 0) + 1);
    }
    if (meets(seen.rated, chosen)) ratedAny += 1;
    if (meets(seen.repeated, chosen)) repeatedAny += 1;
  }
  return { notMet, ratedAny, repeatedAny };
}

function meets(a: Mask, b: Mask): boolean {
  const x = maskHalves(a);
  const y = maskHalves(b);
  return (x.low & y.low) !== 0 || (x.high & y.high) !== 0;
}
