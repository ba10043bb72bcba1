/** Reads of the score rollups. A period is taken as whole months from the month cells and its edges from the day cells. */
import { type SQL, sql } from "drizzle-orm";
import { monthsWithin } from "#domain/calendar.ts";
import type { DayTally, ScoreTally } from "#domain/tally.ts";
import type { Store } from "./open.ts";
import { type CutTouch, readPartialDay } from "./partial-day.ts";
import type { Scope } from "./scope.ts";
import { among, type Cutoff, type Selection } from "./selection.ts";

const ANSWER_COLUMNS = Array.from({ length: 11 }, (_, i) => `a${i}`);
const SUMS = sql.raw(["touched", ...ANSWER_COLUMNS].map((column) => `sum(${column})`).join(", "));
const KEYS = sql.raw("moment_id, entry_channel_id, segment_id");

/** Teams outside the scope are never counted, whatever the filter says. */
export function inScope(scope: Scope, column: SQL): SQL {
  if (scope.teams === "all") return sql`1 = 1`;
  if (scope.teams.length === 0) return sql`1 = 0`;
  const keys = scope.teams.map((key) => sql`${key}`);
  return sql`${column} in (select id from teams where key in (${sql.join(keys, sql`, `)}))`;
}

function where(selection: Selection, scope: Scope): SQL {
  return sql`journey_id = ${selection.journeyId} and ${among(sql`channel_id`, selection.channels)} and ${among(sql`segment_id`, selection.segments)}
    and ${among(sql`team_id`, selection.teams)} and ${inScope(scope, sql`team_id`)}`;
}

/** The parts of a period: ranges of day cells and ranges of month cells, both ends included. */
function ranges(selection: Selection): { table: SQL; from: number; to: number }[] {
  const { months, days } = monthsWithin(selection.fromDay, selection.toDay);
  const parts = days.map(([from, to]) => ({ table: sql.raw("score_days"), from, to }));
  const first = months[0];
  const last = months.at(-1);
  if (first !== undefined && last !== undefined) parts.push({ table: sql.raw("score_months"), from: first, to: last });
  return parts;
}

/** Touches of the selection by (moment, entry channel, segment), by the touch's own day and channel. */
export function readScoreTallies(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff | null): ScoreTally[] {
  const capped = capTo(selection, cutoff);
  const sums = new Map<string, number[]>();
  for (const { table, from, to } of ranges(capped)) {
    add(
      sums,
      3,
      store.orm.values<number[]>(sql`select ${KEYS}, ${SUMS} from ${table} where ${where(capped, scope)}
      and bucket between ${from} and ${to} group by ${KEYS}`),
    );
  }
  const rest = partialDay(selection, cutoff);
  if (rest) {
    const touches = readPartialDay(store, scope, selection, rest);
    addPartialDay(sums, touches, (touch) => [touch.momentId, touch.entryChannelId, touch.segmentId]);
  }
  return [...sums].map(([key, counts]) => {
    const [momentId = 0, entryChannelId = 0, segmentId = 0] = key.split(",").map(Number);
    return { momentId, segmentId, entryChannelId, touched: counts[0] ?? 0, answers: counts.slice(1) };
  });
}

/** The same touches by (moment, day). */
export function readDayTallies(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff | null): DayTally[] {
  const capped = capTo(selection, cutoff);
  const sums = new Map<string, number[]>();
  add(
    sums,
    2,
    store.orm.values<number[]>(sql`select moment_id, bucket, ${SUMS} from score_days where ${where(capped, scope)}
    and bucket between ${capped.fromDay} and ${capped.toDay} group by moment_id, bucket`),
  );
  const rest = partialDay(selection, cutoff);
  if (rest) addPartialDay(sums, readPartialDay(store, scope, selection, rest), (touch) => [touch.momentId, rest.day]);
  return [...sums].map(([key, counts]) => {
    const [momentId = 0, day = 0] = key.split(",").map(Number);
    return { momentId, day, touched: counts[0] ?? 0, answers: counts.slice(1) };
  });
}

/** The same touches by (moment, whole month): `day` is the month's first day. For periods of whole months only. */
export function readMonthTallies(
  store: Store,
  scope: Scope,
  selection: Selection,
  fromMonth: number,
  toMonth: number,
  dayOfMonth: (month: number) => number,
): DayTally[] {
  const rows = store.orm.values<number[]>(sql`select moment_id, bucket, ${SUMS} from score_months where ${where(selection, scope)}
    and bucket between ${fromMonth} and ${toMonth} group by moment_id, bucket`);
  return rows.map(([momentId = 0, month = 0, touched = 0, ...answers]) => ({ momentId, day: dayOfMonth(month), touched, answers }));
}

export type ScoreDimension = "channel" | "segment" | "team";
const DIMENSION_COLUMN: Record<ScoreDimension, SQL> = {
  channel: sql.raw("channel_id"),
  segment: sql.raw("segment_id"),
  team: sql.raw("team_id"),
};
const DIMENSION_VALUE = { channel: "channelId", segment: "segmentId", team: "teamId" } as const;

/** Rated touches by (moment, value of one dimension): what the privacy rule compares. */
export function readRatedBy(
  store: Store,
  scope: Scope,
  dimension: ScoreDimension,
  selection: Selection,
  cutoff: Cutoff | null,
): { momentId: number; valueId: number; rated: number }[] {
  const capped = capTo(selection, cutoff);
  const column = DIMENSION_COLUMN[dimension];
  const sums = new Map<string, number[]>();
  const rated = sql.raw(`sum(${ANSWER_COLUMNS.join(" + ")})`);
  for (const { table, from, to } of ranges(capped)) {
    add(
      sums,
      2,
      store.orm.values<number[]>(sql`select moment_id, ${column}, ${rated} from ${table} where ${where(capped, scope)}
      and bucket between ${from} and ${to} group by moment_id, ${column}`),
    );
  }
  const rest = partialDay(selection, cutoff);
  for (const touch of rest ? readPartialDay(store, scope, selection, rest) : []) {
    add(sums, 2, [[touch.momentId, touch[DIMENSION_VALUE[dimension]], touch.answer === null ? 0 : 1]]);
  }
  return [...sums].map(([key, counts]) => {
    const [momentId = 0, valueId = 0] = key.split(",").map(Number);
    return { momentId, valueId, rated: counts[0] ?? 0 };
  });
}

function add(sums: Map<string, number[]>, keys: number, rows: readonly (readonly number[])[]): void {
  for (const row of rows) {
    const key = row.slice(0, keys).join(",");
    const counts = row.slice(keys);
    const known = sums.get(key);
    sums.set(key, known ? known.map((count, i) => count + (counts[i] ?? 0)) : counts);
  }
}

/** Days that are wholly before as-of: the cells can serve them. */
function capTo(selection: Selection, cutoff: Cutoff | null): Selection {
  if (cutoff === null) return selection;
  const last = cutoff.wholeDay ? cutoff.day : cutoff.day - 1;
  return { ...selection, toDay: Math.min(selection.toDay, last) };
}

/** The day that as-of cuts, where it lies in the period. */
function partialDay(selection: Selection, cutoff: Cutoff | null): Cutoff | null {
  if (cutoff === null || cutoff.wholeDay) return null;
  return cutoff.day >= selection.fromDay && cutoff.day <= selection.toDay ? cutoff : null;
}

/** Adds touches of the day that as-of cuts, by the key that is asked for. */
function addPartialDay(sums: Map<string, number[]>, touches: readonly CutTouch[], keyOf: (touch: CutTouch) => readonly number[]): void {
  for (const touch of touches) {
    const key = keyOf(touch);
    add(sums, key.length, [[...key, 1, ...ANSWER_COLUMNS.map((_, answer) => (touch.answer === answer ? 1 : 0))]]);
  }
}
