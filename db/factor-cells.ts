/** The factor rollups: mentions counted by the same dimensions as the touches they go with, so that the rest is a subtraction. */
import { mentionsOf } from "#domain/mentions.ts";
import { dayOf, type FactsContext, type VisitFacts } from "#domain/visit-facts.ts";
import type { FoldedClaims, VisitRecord } from "#domain/visit-record.ts";
import { type CellTable, cellWriter } from "./cell-table.ts";
import type { Driver } from "./open.ts";
import { type CellOwner, Cells, SCORE_KEY, toGrain } from "./score-cells.ts";

/** In the order of the score cells, with the factor where they have the moment. */
const KEYS = SCORE_KEY.map((column) => (column === "moment_id" ? "factor_id" : column));
const COUNTS = ["mentioned", ...Array.from({ length: 11 }, (_, i) => `a${i}`)];

/** By local day (days since 1970-01-01), and by calendar month (year x 12 + month). */
export const FACTOR_DAYS: CellTable = { name: "factor_days", keys: KEYS, counts: COUNTS };
export const FACTOR_MONTHS: CellTable = { name: "factor_months", keys: KEYS, counts: COUNTS };

/** What of a visit its mentions' cells depend on. */
export interface MentionOwner extends CellOwner {
  readonly startDay: number;
}

export function mentionOwner({ claims, entryChannelId, startDay }: VisitFacts): MentionOwner {
  return { segmentId: claims.segmentId, entryChannelId, startDay };
}

/**
 * Adds (sign 1) or takes away (sign -1) what a visit mentions; a factor stands where score cells have the moment. A mention without a
 * touch counts on the visit's first day, for its entry channel, for no team.
 */
export function addFactorCells(cells: Cells, visit: VisitRecord, facts: VisitFacts, context: FactsContext, sign: 1 | -1): void {
  addMentions(cells, visit, facts.claims, mentionOwner(facts), context, sign);
}

/** The same for a visit of which only that much is known. */
export function addMentions(
  cells: Cells,
  visit: VisitRecord,
  claims: FoldedClaims,
  { segmentId, entryChannelId, startDay }: MentionOwner,
  context: FactsContext,
  sign: 1 | -1,
): void {
  for (const { factorId, touch } of mentionsOf(visit, claims)) {
    const at =
      touch === null
        ? cells.place(startDay, factorId, entryChannelId, segmentId, entryChannelId, 0)
        : cells.place(dayOf(touch.when, context), factorId, entryChannelId, segmentId, touch.channelId, touch.teamId);
    const { counts } = cells;
    counts[at] = (counts[at] ?? 0) + sign;
    const answer = touch?.answer ?? null;
    if (answer !== null) counts[at + 1 + answer] = (counts[at + 1 + answer] ?? 0) + sign;
  }
}

/** Gathers changes of one journey's factor cells and writes them into both tables. */
export class FactorWriter {
  readonly #journeyId: number;
  readonly #days;
  readonly #months;
  #cells = new Cells();

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#days = cellWriter(driver, FACTOR_DAYS);
    this.#months = cellWriter(driver, FACTOR_MONTHS);
  }

  add(visit: VisitRecord, facts: VisitFacts, context: FactsContext, sign: 1 | -1): void {
    addFactorCells(this.#cells, visit, facts, context, sign);
  }

  /** Adds what it comes to that a visit is another's than `stored`: a difference to what its mentions count for there. */
  move(visit: VisitRecord, facts: VisitFacts, stored: MentionOwner, context: FactsContext): void {
    addMentions(this.#cells, visit, facts.claims, stored, context, -1);
    this.add(visit, facts, context, 1);
  }

  /** Writes what was gathered and forgets it. */
  flush(): void {
    if (this.#cells.size === 0) return;
    for (const [ids, counts] of this.#cells.entries()) this.#days({ key: [this.#journeyId, ...ids], counts });
    for (const [ids, counts] of toGrain(this.#cells, "month").entries()) this.#months({ key: [this.#journeyId, ...ids], counts });
    this.#cells = new Cells();
  }
}

/** Every stored cell of a table beside what was counted, and the counted ones that are not stored. */
export function compareFactorCells(
  driver: Driver,
  journeyId: number,
  table: CellTable,
  counted: Cells,
  compare: (what: () => string, stored: readonly unknown[], counted: readonly unknown[]) => void,
): void {
  const expected = new Map(Array.from(counted.entries(), ([ids, counts]) => [ids.join(","), Array.from(counts)]));
  const columns = [...KEYS.slice(1), ...COUNTS].join(", ");
  const rows = driver.prepare<[number]>(`select ${columns} from ${table.name} where journey_id = ?`).raw();
  for (const row of rows.iterate(journeyId) as IterableIterator<number[]>) {
    const cell = row.slice(0, KEYS.length - 1).join(",");
    compare(() => `${table.name} ${cell}`, row.slice(KEYS.length - 1), expected.get(cell) ?? []);
    expected.delete(cell);
  }
  for (const [cell, counts] of expected) compare(() => `${table.name} ${cell}`, [], counts);
}
