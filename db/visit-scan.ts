/** Reads visits as columns of masks: what reach funnel, survival and break cost are computed from, over any subset of steps. */
import { type SQL, sql } from "drizzle-orm";
import { zoneStartOfDay } from "#domain/calendar.ts";
import { maskHalves, maskWithout } from "#domain/mask.ts";
import { type BitColumn, emptyScan, type VisitScan } from "#domain/tally.ts";
import { type FactsContext, factsOf } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import { factsContext } from "./journey-context.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import type { Scope } from "./scope.ts";
import { among, type Cutoff, type Selection } from "./selection.ts";
import { readSettings } from "./settings.ts";
import { RecordReader, touchReader } from "./visit-records.ts";

const DAY_MS = 86_400_000;
const EVERY_BIT = 2 ** 50 - 1;

const COLUMNS = sql.raw(
  "id, segment_id, entry_channel_id, touched, not_met, rated, broken, knowledge, out_of_order, last_at, last_date_only, started_at, started_date_only",
);
type Row = [
  id: number,
  segmentId: number,
  entryChannelId: number,
  touched: number,
  notMet: number,
  rated: number,
  broken: number,
  knowledge: number,
  outOfOrder: number,
  lastAt: number | null,
  lastDateOnly: number,
  startedAt: number,
  startedDateOnly: number,
];

export function visitsWhere(selection: Selection): SQL {
  return sql`journey_id = ${selection.journeyId} and start_day between ${selection.fromDay} and ${selection.toDay}
    and ${among(sql`segment_id`, selection.segments)} and ${among(sql`entry_channel_id`, selection.channels)}`;
}

/** Visits by their start and entry channel. `asOf` is in milliseconds; with a cutoff, touches after it are ignored. */
export function readVisitScan(
  store: Store,
  scope: Scope,
  journey: JourneyRow,
  selection: Selection,
  asOf: number | null,
  cutoff: Cutoff | null,
): VisitScan {
  if (scope.teams !== "all") throw new Error("Visits cross teams: a scope of some teams cannot read them.");
  const rows = store.orm.values<Row>(sql`select ${COLUMNS} from visits where ${visitsWhere(selection)} order by id`);
  const earlier = cutoff && rowsUpTo(store, journey.id, cutoff);
  const kept = earlier ? rows.flatMap(earlier) : rows;
  return toScan(store, journey, kept, asOf);
}

/** Whether a time lies after the cutoff. */
export function isAfter(cutoff: Cutoff, at: number, dateOnly: boolean): boolean {
  return dateOnly ? at > cutoff.day * DAY_MS : at > cutoff.at;
}

/** Makes of a visit's row what it would be if nothing after the cutoff had happened; none where the visit had not begun. */
function rowsUpTo(store: Store, journeyId: number, cutoff: Cutoff): (row: Row) => Row[] {
  const reader = new RecordReader(store.driver);
  const context = factsContext(store, journeyId);
  return (row) => {
    const [id, , , , , , , , , lastAt, lastDateOnly, startedAt, startedDateOnly] = row;
    if (isAfter(cutoff, startedAt, startedDateOnly === 1)) return [];
    if (lastAt === null || !isAfter(cutoff, lastAt, lastDateOnly === 1)) return [row];
    const visit = reader.load(id);
    return visit ? [rowUpTo(row, visit.record, cutoff, context)] : [];
  };
}

function rowUpTo(row: Row, { touches: all, claims }: VisitRecord, cutoff: Cutoff, context: FactsContext): Row {
  const touches = all.filter(({ live }) => !isAfter(cutoff, live.when.at, live.when.dateOnly));
  const facts = factsOf({ touches, claims }, context);
  const earlier: Row = [...row];
  earlier[3] = facts.touched;
  earlier[5] = facts.rated;
  earlier[6] = facts.broken;
  earlier[8] = facts.outOfOrder ? 1 : 0;
  earlier[9] = facts.last?.at ?? null;
  earlier[10] = facts.last?.dateOnly ? 1 : 0;
  return earlier;
}

function toScan(store: Store, journey: JourneyRow, rows: readonly Row[], asOf: number | null): VisitScan {
  const scan = emptyScan(rows.length);
  const { timeZone } = readSettings(store);
  const threshold = (asOf ?? Number.NEGATIVE_INFINITY) - journey.windowMs;
  // A calendar day counts from its start in the organisation's zone.
  const instantOf = (at: number, dateOnly: boolean) => (dateOnly ? zoneStartOfDay(timeZone, at / DAY_MS) : at);
  const bits = new Map(
    store.orm
      .all<{ id: number; bit: number }>(sql`select id, bit from moments where journey_id = ${journey.id}`)
      .map((row) => [row.id, row.bit]),
  );
  const touchesOf = touchReader(store.driver);
  rows.forEach((row, i) => {
    const [id, segmentId, entryChannelId, touched, notMet, rated, broken, knowledge, outOfOrder, lastAt, lastDateOnly] = row;
    scan.id[i] = id;
    scan.segmentId[i] = segmentId;
    scan.entryChannelId[i] = entryChannelId;
    put(scan.touched, i, touched);
    put(scan.notMet, i, maskWithout(knowledge === 2 ? EVERY_BIT : notMet, touched));
    put(scan.rated, i, rated);
    put(scan.broken, i, broken);
    scan.cannotTell[i] = knowledge === 0 ? 1 : 0;
    scan.outOfOrder[i] = outOfOrder;
    if (asOf === null || lastAt === null || instantOf(lastAt, lastDateOnly === 1) <= threshold) return;
    scan.young[i] = 1;
    for (const { momentId, when } of touchesOf(id)) {
      const at = instantOf(when.at, when.dateOnly);
      if (at <= asOf && at > threshold) addBit(scan.recent, i, bits.get(momentId) ?? 0);
    }
  });
  return scan;
}

/** What the visits of a selection that rated anything rated and broke, in the order of their ids, and nothing else of them. */
export function readRatingScan(store: Store, selection: Selection): VisitScan {
  const rows = store.orm.values<[rated: number, broken: number]>(
    sql`select rated, broken from visits where ${visitsWhere(selection)} and rated <> 0 order by id`,
  );
  const scan = emptyScan(rows.length);
  rows.forEach(([rated, broken], i) => {
    put(scan.rated, i, rated);
    put(scan.broken, i, broken);
  });
  return scan;
}

function put(column: BitColumn, i: number, mask: number): void {
  const { low, high } = maskHalves(mask);
  column.low[i] = low;
  column.high[i] = high;
}

function addBit(column: BitColumn, i: number, bit: number): void {
  if (bit < 25) column.low[i] = (column.low[i] ?? 0) | (1 << bit);
  else column.high[i] = (column.high[i] ?? 0) | (1 << (bit - 25));
}
