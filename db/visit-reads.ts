/** Single visits and lists of them, for those who may open them. */
import { sql } from "drizzle-orm";
import type { VisitRecord } from "#domain/visit-record.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { rowsOf } from "./prepared.ts";
import type { Scope } from "./scope.ts";
import type { Selection } from "./selection.ts";
import { RecordReader } from "./visit-records.ts";
import { visitsWhere } from "./visit-scan.ts";

export interface VisitLine {
  readonly id: number;
  readonly source: string;
  readonly externalId: string;
  readonly segmentId: number;
  readonly entryChannelId: number;
  readonly startedAt: number;
  readonly startedDateOnly: boolean;
}

type RawLine = Omit<VisitLine, "startedDateOnly"> & { startedDateOnly: number };

const LINE = sql.raw(`v.id, s.key as source, v.external_id as externalId, v.segment_id as segmentId, v.entry_channel_id as entryChannelId,
  v.started_at as startedAt, v.started_date_only as startedDateOnly`);

/** Ids of the selected visits, newest start first. */
export function readVisitOrder(store: Store, selection: Selection): number[] {
  return store.orm
    .values<[number]>(sql`select id from visits where ${visitsWhere(selection)} order by started_at desc, id desc`)
    .map(([id]) => id);
}

/** The days of the selection on which visits may have started, newest first. */
export function readDaysBack(store: Store, { journeyId, fromDay, toDay }: Selection): number[] {
  return rowsOf(store, "select start_day from start_days where journey_id = ? and start_day between ? and ? order by start_day desc", [
    journeyId,
    fromDay,
    toDay,
  ]).map(([day = 0]) => day);
}

export function readVisitLines(store: Store, scope: Scope, ids: readonly number[]): VisitLine[] {
  if (!scope.visits) throw new Error("This scope may not open visits.");
  return ids.flatMap((id) => {
    const row = store.orm.get<RawLine>(sql`select ${LINE} from visits v join sources s on s.id = v.source_id where v.id = ${id}`);
    return row ? [{ ...row, startedDateOnly: row.startedDateOnly === 1 }] : [];
  });
}

/** One visit of the journey with all that is known of it; null where the journey has no such visit. */
export function readVisit(store: Store, scope: Scope, journey: JourneyRow, id: number): { line: VisitLine; record: VisitRecord } | null {
  const known = store.orm.get<{ id: number }>(sql`select id from visits where id = ${id} and journey_id = ${journey.id}`);
  const [line] = known ? readVisitLines(store, scope, [id]) : [];
  const visit = known && new RecordReader(store.driver).load(id);
  return line && visit ? { line, record: visit.record } : null;
}
