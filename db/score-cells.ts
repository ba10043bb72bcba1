/** The score rollups: exact additive counts by (day or month, moment, channel, entry channel, segment, team). */
import type { FactsContext, VisitFacts } from "#domain/visit-facts.ts";
import { dayOf } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";

interface Statement {
  run(...values: number[]): unknown;
}

const ANSWERS = Array.from({ length: 11 }, (_, i) => `a${i}`);
const COUNTS = ["touched", ...ANSWERS];
const KEY = ["journey_id", "bucket", "moment_id", "channel_id", "entry_channel_id", "segment_id", "team_id"];
export const CELL_TABLES = ["score_days", "score_months"] as const;
export type CellTable = (typeof CELL_TABLES)[number];
export const SCORE_TABLES = CELL_TABLES.map((name) => ({ name, keys: KEY, counts: COUNTS }));

/** Years x 12 + month (0..11) of a day number. */
export function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const KEY_LENGTH = 6;
const CELL_LENGTH = 1 + ANSWERS.length;

/**
 * Counts of one journey's touches by (bucket, moment, channel, entry channel, segment, team): a table of integers with open addressing,
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
  place(bucket: number, momentId: number, channelId: number, entryChannelId: number, segmentId: number, teamId: number): number {
    if (2 * this.#size >= this.#places.length) this.#grow();
    const keys = this.#keys;
    const mask = this.#places.length - 1;
    let slot = hash(bucket, momentId, channelId, entryChannelId, segmentId, teamId) & mask;
    for (;;) {
      const cell = (this.#places[slot] ?? 0) - 1;
      if (cell < 0) break;
      const at = cell * KEY_LENGTH;
      if (
        keys[at] === bucket &&
        keys[at + 1] === momentId &&
        keys[at + 2] === channelId &&
        keys[at + 3] === entryChannelId &&
        keys[at + 4] === segmentId &&
        keys[at + 5] === teamId
      )
        return cell * CELL_LENGTH;
      slot = (slot + 1) & mask;
    }
    const cell = this.#size;
    const at = cell * KEY_LENGTH;
    keys[at] = bucket;
    keys[at + 1] = momentId;
    keys[at + 2] = channelId;
    keys[at + 3] = entryChannelId;
    keys[at + 4] = segmentId;
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
  addTouches(cells, visit, { segmentId: facts.claims.segmentId, entryChannelId: facts.entryChannelId }, context, sign);
}

/** What of a visit its touches' cells depend on. */
export interface CellOwner {
  readonly segmentId: number;
  readonly entryChannelId: number;
}

/** The same for a visit of which only that much is known. */
export function addTouches(cells: Cells, visit: VisitRecord, of: CellOwner, context: FactsContext, sign: 1 | -1): void {
  for (const { live } of visit.touches) {
    const at = cells.place(dayOf(live.when, context), live.momentId, live.channelId, of.entryChannelId, of.segmentId, live.teamId);
    const { counts } = cells;
    counts[at] = (counts[at] ?? 0) + sign;
    if (live.answer !== null) counts[at + 1 + live.answer] = (counts[at + 1 + live.answer] ?? 0) + sign;
  }
}

/** The month cells that day cells add up to. */
export function toMonths(days: Cells): Cells {
  const months = new Cells();
  for (const [[day = 0, momentId = 0, channelId = 0, entryChannelId = 0, segmentId = 0, teamId = 0], counts] of days.entries()) {
    const at = months.place(monthOfDay(day), momentId, channelId, entryChannelId, segmentId, teamId);
    for (let i = 0; i < CELL_LENGTH; i += 1) months.counts[at + i] = (months.counts[at + i] ?? 0) + (counts[i] ?? 0);
  }
  return months;
}

/**
 * Writes collected changes into both tables; a cell that comes to nothing is removed. Where what is kept are `differences` to other cells,
 * one without touches may still move answers, and stays.
 */
export class CellWriter {
  readonly #writers: Record<CellTable, (cells: Cells) => void>;

  constructor(driver: Driver, journeyId: number, kept: "counts" | "differences" = "counts") {
    this.#writers = {
      score_days: cellWriter(driver, journeyId, "score_days", kept),
      score_months: cellWriter(driver, journeyId, "score_months", kept),
    };
  }

  apply(days: Cells): void {
    this.#writers.score_days(days);
    this.#writers.score_months(toMonths(days));
  }
}

/** The statement has a place only for the answers up to the last one that there is: binding costs more than adding up. */
function cellWriter(driver: Driver, journeyId: number, table: CellTable, kept: "counts" | "differences"): (cells: Cells) => void {
  const upserts = new Map<number, Statement>();
  const upsertFor = (length: number): Statement => {
    const known = upserts.get(length);
    if (known) return known;
    const values = [journeyId, ...KEY.slice(1).map(() => "?"), ...COUNTS.map((_, i) => (i < length ? "?" : 0))];
    const sums = COUNTS.slice(0, length).map((column) => `${column} = ${column} + excluded.${column}`);
    const upsert = driver.prepare<number[]>(
      `insert into ${table} (${[...KEY, ...COUNTS].join(", ")}) values (${values.join(", ")})
       on conflict (${KEY.join(", ")}) do update set ${sums.join(", ")}`,
    );
    upserts.set(length, upsert);
    return upsert;
  };
  const prune = driver.prepare(`delete from ${table} where ${KEY.map((column) => `${column} = ?`).join(" and ")} and touched = 0`);
  return (cells) => {
    for (const [ids, counts] of cells.entries()) {
      let length = CELL_LENGTH;
      while (length > 0 && counts[length - 1] === 0) length -= 1;
      if (length === 0) continue;
      upsertFor(length).run(...ids, ...counts.subarray(0, length));
      if (kept === "counts" && (counts[0] ?? 0) < 0) prune.run(journeyId, ...ids);
    }
  };
}
