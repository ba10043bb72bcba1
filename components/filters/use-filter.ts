"use client";

import { useMemo } from "react";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { Problem } from "#domain/problem.ts";
import { addressNow, useAddress, writeAddress } from "./address.ts";
import { carriedSearch, readSearch, type View, writeSearch, writeView } from "./search.ts";

export interface FilterState {
  /** What the address asks; NO_FILTER where it cannot be read, and then `problem` says why. */
  readonly filter: Filter;
  /** The filter's canonical text, for queries and links. Unreadable parameters stay in it: the server refuses them too. */
  readonly search: string;
  /** How the page shows the answer: no part of the question. */
  readonly view: View;
  /** For links to other pages: `search`, and what of the view goes along. */
  readonly carried: string;
  readonly problem: Problem | null;
  readonly setFilter: (next: Filter) => void;
  /** Changes some fields and keeps the others. */
  readonly change: (fields: Partial<Filter>) => void;
  readonly setView: (fields: Partial<View>) => void;
  readonly reset: () => void;
}

function setFilter(next: Filter): void {
  writeAddress(writeSearch(next, addressNow()));
}

function setView(fields: Partial<View>): void {
  writeAddress(writeView({ ...readSearch(addressNow()).view, ...fields }, addressNow()));
}

function change(fields: Partial<Filter>): void {
  setFilter({ ...readSearch(addressNow()).filter, ...fields });
}

/** Takes back what the filter asks; a view that cannot be read goes with it. */
function reset(): void {
  const text = addressNow();
  writeAddress(writeSearch(NO_FILTER, readSearch(text).problem === null ? text : ""));
}

/**
 * The one reader and writer of the filter in the browser. The address is its only state. Writing adds an entry to the history without
 * asking the server for the page again; going back goes back to the last question.
 */
export function useFilter(): FilterState {
  const text = useAddress();
  const read = useMemo(() => readSearch(text), [text]);
  return { ...read, carried: carriedSearch(read), setFilter, change, setView, reset };
}
