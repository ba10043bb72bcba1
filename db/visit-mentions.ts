/** Which visits mention which factors, anywhere. */
import { mentionsOf } from "#domain/mentions.ts";
import { foldClaims } from "#domain/visit-record.ts";
import type { Driver, Store } from "./open.ts";
import type { Cutoff } from "./selection.ts";
import { RecordReader } from "./visit-records.ts";
import { isAfter } from "./visit-scan.ts";

export interface MentioningVisit {
  readonly id: number;
  /** One import spoke of it and nobody tagged its comments: then its live mentions are all that there is to know. */
  readonly plain: boolean;
}

/** Ids of visits by the wanted factors', in the order given. What a visit says as a whole counts whenever it was said. */
export function mentionedBy(
  store: Store,
  visits: readonly MentioningVisit[],
  wanted: ReadonlySet<number>,
  cutoff: Cutoff | null,
): ReadonlyMap<number, readonly number[]> {
  const ofRecord = recordFactors(store.driver, cutoff);
  const ofRows = liveFactors(store.driver);
  const found = new Map<number, number[]>();
  for (const { id, plain } of visits) {
    for (const factor of new Set(plain && cutoff === null ? ofRows(id) : ofRecord(id))) {
      if (!wanted.has(factor)) continue;
      const known = found.get(factor);
      if (known) known.push(id);
      else found.set(factor, [id]);
    }
  }
  return found;
}

/** The rows of a plain visit: what its touches, and its one import, mention. A fifth of the time of loading the record. */
function liveFactors(driver: Driver): (visitId: number) => number[] {
  const rows = driver.prepare<[number], number>("select factor_id from mentions where visit_id = ? and version = 0").pluck();
  return (visitId) => rows.all(visitId);
}

function recordFactors(driver: Driver, cutoff: Cutoff | null): (visitId: number) => number[] {
  const records = new RecordReader(driver);
  return (visitId) => {
    const record = records.load(visitId)?.record;
    if (record === undefined) return [];
    const touches = record.touches.filter(({ live }) => !cutoff || !isAfter(cutoff, live.when.at, live.when.dateOnly));
    return mentionsOf({ ...record, touches }, foldClaims(record.claims)).map((mention) => mention.factorId);
  };
}
