/** The score rollups: exact additive counts by (day or month, moment, channel, entry channel, segment, team). */
import type { FactsContext, VisitFacts } from "#domain/visit-facts.ts";
import { dayOf } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";

const ANSWERS = Array.from({ length: 11 }, (_, i) => `a${i}`);
const COUNTS = ["touched", ...ANSWERS];
const KEY = ["journey_id", "bucket", "moment_id", "channel_id", "entry_channel_id", "segment_id", "team_id"];
export const CELL_TABLES = ["score_days", "score_months"] as const;
export type CellTable = (typeof CELL_TABLES)[number];

/** Years x 12 + month (0..11) of a day number. */
export function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Cells of one journey by "bucket,moment,channel,entry,segment,team" > [touched, a0 … a10]. */
export type Cells = Map<string, Int32Array>;

/** Adds (sign 1) or takes away (sign -1) what a visit's touches count for. */
export function addVisitCells(cells: Cells, visit: VisitRecord, facts: VisitFacts, context: FactsContext, sign: 1 | -1): void {
  for (const touch of visit.touches) {
    const { momentId, when, channelId, teamId, answer } = touch.live;
    const key = `${dayOf(when, context)},${momentId},${channelId},${facts.entryChannelId},${facts.claims.segmentId},${teamId}`;
    let cell = cells.get(key);
    if (!cell) {
      cell = new Int32Array(12);
      cells.set(key, cell);
    }
    cell[0] = (cell[0] ?? 0) + sign;
    if (answer !== null) cell[answer + 1] = (cell[answer + 1] ?? 0) + sign;
  }
}

/** The month cells that day cells add up to. */
export function toMonths(days: Cells): Cells {
  const months: Cells = new Map();
  for (const [key, counts] of days) {
    const comma = key.indexOf(",");
    const monthKey = `${monthOfDay(Number(key.slice(0, comma)))}${key.slice(comma)}`;
    const known = months.get(monthKey);
    if (!known) {
      months.set(monthKey, counts.slice());
      continue;
    }
    for (let i = 0; i < 12; i += 1) known[i] = (known[i] ?? 0) + (counts[i] ?? 0);
  }
  return months;
}

/** Writes collected changes into both tables; a cell that comes to nothing is removed. */
export class CellWriter {
  readonly #journeyId: number;
  readonly #writers: Record<CellTable, (cells: Cells) => void>;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#writers = { score_days: this.#writer(driver, "score_days"), score_months: this.#writer(driver, "score_months") };
  }

  apply(days: Cells): void {
    this.#writers.score_days(days);
    this.#writers.score_months(toMonths(days));
  }

  #writer(driver: Driver, table: CellTable): (cells: Cells) => void {
    const places = [...KEY, ...COUNTS].map(() => "?").join(", ");
    const sums = COUNTS.map((column) => `${column} = ${column} + excluded.${column}`).join(", ");
    const upsert = driver.prepare(
      `insert into ${table} (${[...KEY, ...COUNTS].join(", ")}) values (${places}) on conflict (${KEY.join(", ")}) do update set ${sums}`,
    );
    const prune = driver.prepare(`delete from ${table} where ${KEY.map((column) => `${column} = ?`).join(" and ")} and touched = 0`);
    return (cells) => {
      for (const [key, counts] of cells) {
        if (counts.every((count) => count === 0)) continue;
        const ids = key.split(",").map(Number);
        upsert.run(this.#journeyId, ...ids, ...counts);
        if ((counts[0] ?? 0) < 0) prune.run(this.#journeyId, ...ids);
      }
    };
  }
}
