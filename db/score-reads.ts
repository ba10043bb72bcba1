/** Reads of the score rollups. A period is taken as few cells of days, weeks and months (period-parts.ts). */
import { type PeriodPart, periodParts } from "#domain/period-parts.ts";
import type { DayTally, MomentTally, ScoreTally } from "#domain/tally.ts";
import type { Store } from "./open.ts";
import { type CutTouch, readPartialDay } from "./partial-day.ts";
import { isAmong, rowsOf } from "./prepared.ts";
import type { Scope } from "./scope.ts";
import { SCORE_COUNTS, SCORE_TABLES } from "./score-cells.ts";
import type { Cutoff, Selection } from "./selection.ts";

/** Touches of the selection by moment, by the touch's own day and channel. As everywhere here, of the selection's one moment where it names one. */
export function readMomentTallies(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff | null): MomentTally[] {
  const sums = readSums(store, scope, selection, cutoff, ["moment_id"], (touch) => [touch.momentId]);
  return sums.rows().map(([[momentId = 0], counts]) => ({ momentId, ...toTally(counts) }));
}

/** The same by (moment, entry channel, segment). */
export function readScoreTallies(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff | null): ScoreTally[] {
  const keys = ["moment_id", "entry_channel_id", "segment_id"];
  const keyOf = (touch: CutTouch) => [touch.momentId, touch.entryChannelId, touch.segmentId];
  const sums = readSums(store, scope, selection, cutoff, keys, keyOf);
  return sums
    .rows()
    .map(([[momentId = 0, entryChannelId = 0, segmentId = 0], counts]) => ({ momentId, segmentId, entryChannelId, ...toTally(counts) }));
}

/** The same touches by (moment, day). */
export function readDayTallies(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff | null): DayTally[] {
  const { fromDay, toDay } = capTo(selection, cutoff);
  const part: PeriodPart = { grain: "day", from: fromDay, to: toDay, sign: 1 };
  const sums = new Sums(2);
  for (const [bucket = 0, momentId = 0, ...counts] of cellRows(store, scope, selection, part, ["moment_id"]))
    sums.add([momentId, bucket], counts, 1);
  const rest = partialDay(selection, cutoff);
  if (rest) addPartialDay(sums, partialDayTouches(store, scope, selection, rest), (touch) => [touch.momentId, rest.day]);
  return sums.rows().map(([[momentId = 0, day = 0], counts]) => ({ momentId, day, ...toTally(counts) }));
}

/** The same touches by (moment, whole week or month): `day` is the bucket's first day. For whole buckets only. */
export function readBucketTallies(
  store: Store,
  scope: Scope,
  selection: Selection,
  part: PeriodPart,
  firstDay: (bucket: number) => number,
): DayTally[] {
  return cellRows(store, scope, selection, part, ["moment_id"]).map(([bucket = 0, momentId = 0, ...counts]) => ({
    momentId,
    day: firstDay(bucket),
    ...toTally(counts),
  }));
}

export type ScoreDimension = "channel" | "segment" | "team";
const DIMENSION_VALUE = { channel: "channelId", segment: "segmentId", team: "teamId" } as const;

/** Touches of the selection by (moment, value of one dimension). */
export function readTalliesBy(
  store: Store,
  scope: Scope,
  dimension: ScoreDimension,
  selection: Selection,
  cutoff: Cutoff | null,
): (MomentTally & { valueId: number })[] {
  const keyOf = (touch: CutTouch) => [touch.momentId, touch[DIMENSION_VALUE[dimension]]];
  const sums = readSums(store, scope, selection, cutoff, ["moment_id", `${dimension}_id`], keyOf);
  return sums.rows().map(([[momentId = 0, valueId = 0], counts]) => ({ momentId, valueId, ...toTally(counts) }));
}

/** Rated touches by (moment, value of one dimension): what the privacy rule compares. */
export function readRatedBy(
  store: Store,
  scope: Scope,
  dimension: ScoreDimension,
  selection: Selection,
  cutoff: Cutoff | null,
): { momentId: number; valueId: number; rated: number }[] {
  const capped = capTo(selection, cutoff);
  const column = `${dimension}_id`;
  const sums = new Sums(2);
  for (const { grain, from, to, sign } of periodParts(capped.fromDay, capped.toDay)) {
    const text = `select moment_id, ${column}, sum(${SCORE_COUNTS.slice(1).join(" + ")}) from ${SCORE_TABLES[grain]}
      where ${where(capped, scope)} and ${bucketsOf(capped)} group by moment_id, ${column}`;
    for (const [momentId = 0, valueId = 0, rated = 0] of rowsOf(store, text, [...teamKeys(scope), from, to]))
      sums.add([momentId, valueId], [rated], sign);
  }
  const rest = partialDay(selection, cutoff);
  for (const touch of rest ? partialDayTouches(store, scope, selection, rest) : []) {
    sums.add([touch.momentId, touch[DIMENSION_VALUE[dimension]]], [touch.answer === null ? 0 : 1], 1);
  }
  return sums.rows().map(([[momentId = 0, valueId = 0], [rated = 0]]) => ({ momentId, valueId, rated }));
}

/** Counts by a key of few ids. */
class Sums {
  readonly #keyLength: number;
  readonly #sums = new Map<string, number[]>();

  constructor(keyLength: number) {
    this.#keyLength = keyLength;
  }

  add(key: readonly number[], counts: readonly number[], sign: 1 | -1): void {
    const name = this.#keyLength === 1 ? String(key[0]) : key.join(",");
    const known = this.#sums.get(name);
    if (!known) this.#sums.set(name, sign > 0 ? [...counts] : counts.map((count) => -count));
    else for (let i = 0; i < known.length; i += 1) known[i] = (known[i] ?? 0) + sign * (counts[i] ?? 0);
  }

  /** Those that did not come to nothing. */
  rows(): (readonly [key: number[], counts: number[]])[] {
    const left = [...this.#sums].filter(([, counts]) => counts.some((count) => count !== 0));
    return left.map(([name, counts]) => [name.split(",").map(Number), counts]);
  }
}

function readSums(
  store: Store,
  scope: Scope,
  selection: Selection,
  cutoff: Cutoff | null,
  keys: readonly string[],
  keyOf: (touch: CutTouch) => readonly number[],
): Sums {
  const capped = capTo(selection, cutoff);
  const sums = new Sums(keys.length);
  for (const part of periodParts(capped.fromDay, capped.toDay)) {
    for (const row of cellRows(store, scope, capped, part, keys))
      sums.add(row.slice(1, keys.length + 1), row.slice(keys.length + 1), part.sign);
  }
  const rest = partialDay(selection, cutoff);
  if (rest) addPartialDay(sums, partialDayTouches(store, scope, selection, rest), keyOf);
  return sums;
}

/** Rows of bucket, keys and counts. The keys begin the table's key behind the bucket, so nothing has to be sorted. */
function cellRows(store: Store, scope: Scope, selection: Selection, part: PeriodPart, keys: readonly string[]): number[][] {
  const counts = SCORE_COUNTS.slice(0, 1 + mostAnswers(store, selection.journeyId)).map((column) => `sum(${column})`);
  const text = `select bucket, ${[...keys, ...counts].join(", ")} from ${SCORE_TABLES[part.grain]} where ${where(selection, scope)}
    and ${bucketsOf(selection)} group by bucket, ${keys.join(", ")}`;
  return rowsOf(store, text, [...teamKeys(scope), part.from, part.to]);
}

/**
 * The buckets between two bound numbers. Where one moment is asked for, each bucket by itself: the key goes on with the moment, so that the
 * others' cells are never read.
 */
function bucketsOf({ momentId }: Selection): string {
  if (momentId === undefined) return "bucket between ? and ?";
  const each = `with recursive ends (first, last) as (select ?, ?), each_one (bucket) as (select first from ends where first <= last
    union all select bucket + 1 from each_one, ends where bucket < last) select bucket from each_one`;
  return `bucket in (${each}) and moment_id = ${Number(momentId)}`;
}

/** Answers of the journey's longest scale: there is nothing behind them to be added up. */
function mostAnswers(store: Store, journeyId: number): number {
  const text = "select coalesce(max(round((scale_max - scale_min) / scale_step)), 0) + 1 from moments where journey_id = ?";
  return rowsOf(store, text, [journeyId])[0]?.[0] ?? 1;
}

/** Teams outside the scope are never counted, whatever the filter says. Wants `teamKeys` bound first. */
function where(selection: Selection, scope: Scope): string {
  const { journeyId, channels, segments, teams } = selection;
  const mine =
    scope.teams === "all" ? "1 = 1" : `team_id in (select id from teams where key in (${scope.teams.map(() => "?").join(", ")}))`;
  return `${mine} and journey_id = ${Number(journeyId)} and ${isAmong("channel_id", channels)} and ${isAmong("segment_id", segments)}
    and ${isAmong("team_id", teams)}`;
}

function teamKeys(scope: Scope): readonly string[] {
  return scope.teams === "all" ? [] : scope.teams;
}

function toTally(counts: readonly number[]): { touched: number; answers: number[] } {
  return { touched: counts[0] ?? 0, answers: counts.slice(1) };
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

function partialDayTouches(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff): CutTouch[] {
  const touches = readPartialDay(store, scope, selection, cutoff);
  return selection.momentId === undefined ? touches : touches.filter((touch) => touch.momentId === selection.momentId);
}

/** Adds touches of the day that as-of cuts, by the key that is asked for. */
function addPartialDay(sums: Sums, touches: readonly CutTouch[], keyOf: (touch: CutTouch) => readonly number[]): void {
  for (const touch of touches) {
    const answers = SCORE_COUNTS.slice(1).map((_, answer) => (touch.answer === answer ? 1 : 0));
    sums.add(keyOf(touch), [1, ...answers], 1);
  }
}
