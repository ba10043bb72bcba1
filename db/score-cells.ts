/** The score rollups: exact additive counts by (day, week or month, moment, entry channel, segment, channel, team). */
import type { Grain } from "#domain/filter.ts";
import { bucketOf } from "#domain/period-parts.ts";
import type { FactsContext, VisitFacts } from "#domain/visit-facts.ts";
import { dayOf } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";

interface Statement {
  run(...values: number[]): unknown;
}

const ANSWERS = Array.from({ length: 11 }, (_, i) => `a${i}`);
/** Touches, then touches by answer. */
export const SCORE_COUNTS = ["touched", ...ANSWERS];
export const SCORE_KEY = ["journey_id", "bucket", "moment_id", "entry_channel_id", "segment_id", "channel_id", "team_id"];
export const SCORE_TABLES = { day: "score_days", week: "score_weeks", month: "score_months" } as const satisfies Record<Grain, string>;
export type ScoreTable = (typeof SCORE_TABLES)[Grain];
export const GRAINS = ["day", "week", "month"] as const satisfies readonly Grain[];

const KEY_LENGTH = 6;
const CELL_LENGTH = 1 + ANSWERS.length;

/**
 * Counts of one journey's touches by (bucket, moment, entry channel, segment, channel, team): a table of integers with open addressing,
 * because an import adds to it once a touch.
 */
export class Cells {
  #keys = new Int32Array(KEY_LENGTH * 64);
  #counts = new Int32Array(CELL_LENGTH * 64);
  /** Number of a cell + 1 by hash; 0 = free. Its length is a power of two. */
  #places = new Int32Array(128);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Where the counts of a cell begin in `counts`; a new cell has none yet. */
  place(bucket: number, momentId: number, entryChannelId: number, segmentId: number, channelId: number, teamId: number): number {
    if (2 * this.#size >= this.#places.length) this.#grow();
    const keys = this.#keys;
    const mask = this.#places.length - 1;
    let slot = hash(bucket, momentId, entryChannelId, segmentId, channelId, teamId) & mask;
    for (;;) {
      const cell = (this.#places[slot] ?? 0) - 1;
      if (cell < 0) break;
      const at = cell * KEY_LENGTH;
      if (
        keys[at] === bucket &&
        keys[at + 1] === momentId &&
        keys[at + 2] === entryChannelId &&
        keys[at + 3] === segmentId &&
        keys[at + 4] === channelId &&
        keys[at + 5] === teamId
      )
        return cell * CELL_LENGTH;
      slot = (slot + 1) & mask;
    }
    const cell = this.#size;
    const at = cell * KEY_LENGTH;
    keys[at] = bucket;
    keys[at + 1] = momentId;
    keys[at + 2] = entryChannelId;
    keys[at + 3] = segmentId;
    keys[at + 4] = channelId;
    keys[at + 5] = teamId;
    this.#size += 1;
    this.#places[slot] = this.#size;
    return cell * CELL_LENGTH;
  }

  /** Touches, then touches by answer, of each cell in turn. Good until the next `place`. */
  get counts(): Int32Array {
    return this.#counts;
  }

  /** Each cell's ids in the order of the key, with its counts. Both are good until the next one. */
  *entries(): Generator<readonly [ids: Int32Array, counts: Int32Array]> {
    for (let cell = 0; cell < this.#size; cell += 1) {
      yield [
        this.#keys.subarray(cell * KEY_LENGTH, (cell + 1) * KEY_LENGTH),
        this.#counts.subarray(cell * CELL_LENGTH, (cell + 1) * CELL_LENGTH),
      ];
    }
  }

  #grow(): void {
    const mask = 2 * this.#places.length - 1;
    this.#keys = larger(this.#keys);
    this.#counts = larger(this.#counts);
    this.#places = new Int32Array(mask + 1);
    for (let cell = 0; cell < this.#size; cell += 1) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = this.#keys.subarray(cell * KEY_LENGTH, (cell + 1) * KEY_LENGTH);
      let slot = hash(a, b, c, d, e, f) & mask;
      while (this.#places[slot] !== 0) slot = (slot + 1) & mask;
      this.#places[slot] = cell + 1;
    }
  }
}

function larger(column: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * column.length);
  copy.set(column);
  return copy;
}

/** Multiply and shift, with the finisher of MurmurHash3 (A. Appleby, fmix32). */
function hash(a: number, b: number, c: number, d: number, e: number, f: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ b;
  h = Math.imul(h ^ (c << 8), 0x9e3779b1) ^ d;
  h = Math.imul(h ^ (e << 8), 0x9e3779b1) ^ f;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** Adds (sign 1) or takes away (sign -1) what a visit's touches count for. */
export function addVisitCells(cells: Cells, visit: VisitRecord, facts: VisitFacts, context: FactsContext, sign: 1 | -1): void {
  const { segmentId } = facts.claims;
  for (const { live } of visit.touches) {
    const at = cells.place(dayOf(live.when, context), live.momentId, facts.entryChannelId, segmentId, live.channelId, live.teamId);
    const { counts } = cells;
    counts[at] = (counts[at] ?? 0) + sign;
    if (live.answer !== null) counts[at + 1 + live.answer] = (counts[at + 1 + live.answer] ?? 0) + sign;
  }
}

/** The cells of a coarser grain that day cells add up to. */
export function toGrain(days: Cells, grain: "week" | "month"): Cells {
  const sums = new Cells();
  const bucketOfDay = rememberBuckets(grain);
  for (const [[day = 0, momentId = 0, entryChannelId = 0, segmentId = 0, channelId = 0, teamId = 0], counts] of days.entries()) {
    const at = sums.place(bucketOfDay(day), momentId, entryChannelId, segmentId, channelId, teamId);
    for (let i = 0; i < CELL_LENGTH; i += 1) sums.counts[at + i] = (sums.counts[at + i] ?? 0) + (counts[i] ?? 0);
  }
  return sums;
}

/** The bucket of a day; few days are asked for, often. */
export function rememberBuckets(grain: Grain): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    const bucket = known.get(day) ?? bucketOf(grain, day);
    known.set(day, bucket);
    return bucket;
  };
}

/** Writes collected changes into the tables of all grains; a cell that comes to nothing is removed. */
export class CellWriter {
  readonly #writers: Record<Grain, (cells: Cells) => void>;

  constructor(driver: Driver, journeyId: number) {
    const writer = (grain: Grain) => cellWriter(driver, journeyId, SCORE_TABLES[grain]);
    this.#writers = { day: writer("day"), week: writer("week"), month: writer("month") };
  }

  apply(days: Cells): void {
    this.#writers.day(days);
    this.#writers.week(toGrain(days, "week"));
    this.#writers.month(toGrain(days, "month"));
  }
}

/** The statement has a place only for the answers up to the last one that there is: binding costs more than adding up. */
function cellWriter(driver: Driver, journeyId: number, table: ScoreTable): (cells: Cells) => void {
  const upserts = new Map<number, Statement>();
  const upsertFor = (length: number): Statement => {
    const known = upserts.get(length);
    if (known) return known;
    const values = [journeyId, ...SCORE_KEY.slice(1).map(() => "?"), ...SCORE_COUNTS.map((_, i) => (i < length ? "?" : 0))];
    const sums = SCORE_COUNTS.slice(0, length).map((column) => `${column} = ${column} + excluded.${column}`);
    const upsert = driver.prepare<number[]>(
      `insert into ${table} (${[...SCORE_KEY, ...SCORE_COUNTS].join(", ")}) values (${values.join(", ")})
       on conflict (${SCORE_KEY.join(", ")}) do update set ${sums.join(", ")}`,
    );
    upserts.set(length, upsert);
    return upsert;
  };
  const prune = driver.prepare(`delete from ${table} where ${SCORE_KEY.map((column) => `${column} = ?`).join(" and ")} and touched = 0`);
  return (cells) => {
    for (const [ids, counts] of cells.entries()) {
      let length = CELL_LENGTH;
      while (length > 0 && counts[length - 1] === 0) length -= 1;
      if (length === 0) continue;
      upsertFor(length).run(...ids, ...counts.subarray(0, length));
      if ((counts[0] ?? 0) < 0) prune.run(journeyId, ...ids);
    }
  };
}
