/** What the store keeps of the visits of each start day: when the latest of them ended, and whether any of them changed. */
import { sql } from "drizzle-orm";
import { zoneStartOfDay } from "#domain/calendar.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { Driver, Store } from "./open.ts";
import { readSettings } from "./settings.ts";

const DAY_MS = 86_400_000;

export interface StartDay {
  readonly startDay: number;
  /** Moves when one of the day's visits goes or changes; a new one has a greater id than all that are there. */
  readonly changes: number;
  readonly lastInstant: number | null;
  readonly lastDate: number | null;
}

/** The start days of a journey on which visits have a touch after an instant, or after a calendar day (its midnight in UTC), ascending. */
export function readStartDaysAfter(store: Store, journeyId: number, instant: number, date: number): StartDay[] {
  return store.orm.all<StartDay>(sql`select start_day as startDay, changes, last_instant as lastInstant, last_date as lastDate from start_days
    where journey_id = ${journeyId} and (last_instant > ${instant} or last_date > ${date}) order by start_day`);
}

/** The instant of the latest touch stored for a journey (a calendar day counts from its start); null where there is none. */
export function readLatestTouch(store: Store, journeyId: number): number | null {
  const row = store.orm.get<{ instant: number | null; date: number | null }>(
    sql`select max(last_instant) as instant, max(last_date) as date from start_days where journey_id = ${journeyId}`,
  );
  const instant = row?.instant ?? null;
  const date = row?.date ?? null;
  if (date === null) return instant;
  return Math.max(zoneStartOfDay(readSettings(store).timeZone, date / DAY_MS), instant ?? Number.NEGATIVE_INFINITY);
}

/** Whether any visit of the journey carries a survey weight. */
export function hasWeights(store: Store, journeyId: number): boolean {
  const row = store.orm.get<{ n: number }>(
    sql`select exists (select 1 from start_days where journey_id = ${journeyId} and weighted > 0) as n`,
  );
  return row?.n === 1;
}

interface Ends {
  instant: number;
  date: number;
}

interface Pending {
  readonly added: Ends;
  readonly gone: Ends;
  changes: number;
  weighted: number;
  late: number;
}

interface Stored {
  readonly changes: number;
  readonly last_instant: number | null;
  readonly last_date: number | null;
  readonly weighted: number;
  readonly late: number;
}

/** Collects what visits change about their start days, and writes it. */
export class StartDayWriter {
  readonly #journeyId: number;
  readonly #read;
  readonly #write;
  readonly #recount;
  #days = new Map<number, Pending>();

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#read = driver.prepare<[number, number], Stored>(
      "select changes, last_instant, last_date, weighted, late from start_days where journey_id = ? and start_day = ?",
    );
    this.#write = driver.prepare(
      `insert or replace into start_days (journey_id, start_day, changes, last_instant, last_date, weighted, late) values (?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#recount = driver.prepare<[number, number], { instant: number | null; date: number | null }>(
      `select max(case when last_date_only = 0 then last_at end) as instant, max(case when last_date_only = 1 then last_at end) as date
       from visits where journey_id = ? and start_day = ?`,
    );
  }

  /** `isNew`: the visit has just got its id. */
  add(facts: VisitFacts, sign: 1 | -1, isNew: boolean): void {
    const day = this.#day(facts.startDay);
    if (!isNew) day.changes = 1;
    if (facts.claims.weight !== null) day.weighted += sign;
    if (facts.startsLate) day.late += sign;
    if (facts.last === null) return;
    const ends = sign > 0 ? day.added : day.gone;
    const kind = facts.last.dateOnly ? "date" : "instant";
    ends[kind] = Math.max(ends[kind], facts.last.at);
  }

  #day(startDay: number): Pending {
    const known = this.#days.get(startDay);
    if (known) return known;
    const none = (): Ends => ({ instant: Number.NEGATIVE_INFINITY, date: Number.NEGATIVE_INFINITY });
    const day = { added: none(), gone: none(), changes: 0, weighted: 0, late: 0 };
    this.#days.set(startDay, day);
    return day;
  }

  /** The visits themselves have to be written by now: where the last one to end has gone, the others are asked. */
  flush(): void {
    for (const [startDay, pending] of this.#days) {
      const stored = this.#read.get(this.#journeyId, startDay) ?? { changes: 0, last_instant: null, last_date: null, weighted: 0, late: 0 };
      const instant = latest(stored.last_instant, pending, "instant");
      const date = latest(stored.last_date, pending, "date");
      const isLost = instant === "lost" || date === "lost";
      const counted = isLost ? this.#recount.get(this.#journeyId, startDay) : undefined;
      this.#write.run(
        this.#journeyId,
        startDay,
        stored.changes + pending.changes,
        instant === "lost" ? (counted?.instant ?? null) : instant,
        date === "lost" ? (counted?.date ?? null) : date,
        stored.weighted + pending.weighted,
        stored.late + pending.late,
      );
    }
    this.#days = new Map();
  }
}

/** The latest end after a change; `lost` where the visit that had it may have gone without another one as late. */
function latest(stored: number | null, { added, gone }: Pending, kind: keyof Ends): number | null | "lost" {
  const before = stored ?? Number.NEGATIVE_INFINITY;
  if (gone[kind] >= before && gone[kind] > added[kind]) return "lost";
  const now = Math.max(before, added[kind]);
  return now === Number.NEGATIVE_INFINITY ? null : now;
}
