/** Statements of reads that are asked again and again: preparing one costs more than a small answer. */
import type { Driver, Store } from "./open.ts";

type Values = readonly (number | string)[];

/** Which ids a filter holds is part of a statement's text, so there is no end of them. */
const MOST_KEPT = 200;

/** A connection's statements by their text. */
class Kept<Statement> {
  readonly #byDriver = new WeakMap<Driver, Map<string, Statement>>();
  readonly #prepare: (driver: Driver, text: string) => Statement;

  constructor(prepare: (driver: Driver, text: string) => Statement) {
    this.#prepare = prepare;
  }

  get(driver: Driver, text: string): Statement {
    const mine = this.#byDriver.get(driver) ?? new Map<string, Statement>();
    this.#byDriver.set(driver, mine);
    const known = mine.get(text);
    if (known !== undefined) return known;
    if (mine.size >= MOST_KEPT) mine.clear();
    const statement = this.#prepare(driver, text);
    mine.set(text, statement);
    return statement;
  }
}

const ofNumbers = new Kept((driver, text) => driver.prepare<(number | string)[], number[]>(text).raw());
const ofRecords = new Kept((driver, text) => driver.prepare<(number | string)[], unknown>(text));

/** All rows of a statement that gives integers. */
export function rowsOf(store: Store, text: string, values: Values): number[][] {
  return ofNumbers.get(store.driver, text).all(...values);
}

/** All rows of a statement, by its columns' names: `Row` says what its text selects. */
export function recordsOf<Row>(store: Store, text: string, values: Values): Row[] {
  return ofRecords.get(store.driver, text).all(...values) as Row[];
}

/** `column in (…)` for ids, or nothing to say where there is no filter. */
export function isAmong(column: string, ids: readonly number[] | null): string {
  if (ids === null) return "1 = 1";
  return ids.length === 0 ? "1 = 0" : `${column} in (${ids.map(Number).join(", ")})`;
}
