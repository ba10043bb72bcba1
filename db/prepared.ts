/** Statements of reads that are asked again and again: preparing one costs more than a small answer. */
import type { Driver, Store } from "./open.ts";

type Numbers = readonly (number | string)[];
type Prepared = ReturnType<typeof prepare>;

/** Which ids a filter holds is part of a statement's text, so there is no end of them. */
const MOST_KEPT = 200;
const kept = new WeakMap<Driver, Map<string, Prepared>>();

function prepare(driver: Driver, text: string) {
  return driver.prepare<(number | string)[], number[]>(text).raw();
}

/** All rows of a statement that gives integers. */
export function rowsOf(store: Store, text: string, values: Numbers): number[][] {
  const mine = kept.get(store.driver) ?? new Map<string, Prepared>();
  kept.set(store.driver, mine);
  let statement = mine.get(text);
  if (!statement) {
    if (mine.size >= MOST_KEPT) mine.clear();
    statement = prepare(store.driver, text);
    mine.set(text, statement);
  }
  return statement.all(...values);
}

/** `column in (…)` for ids, or nothing to say where there is no filter. */
export function isAmong(column: string, ids: readonly number[] | null): string {
  if (ids === null) return "1 = 1";
  return ids.length === 0 ? "1 = 0" : `${column} in (${ids.map(Number).join(", ")})`;
}
