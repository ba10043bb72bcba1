"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { Problem } from "#domain/problem.ts";
import { readSearch, writeSearch } from "./search.ts";

export interface FilterState {
  /** What the address asks; NO_FILTER where it cannot be read, and then `problem` says why. */
  readonly filter: Filter;
  /** The filter's canonical text, for queries and links. Unreadable parameters stay in it: the server refuses them too. */
  readonly search: string;
  readonly problem: Problem | null;
  readonly setFilter: (next: Filter) => void;
  /** Changes some fields and keeps the others. */
  readonly change: (fields: Partial<Filter>) => void;
  readonly reset: () => void;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

function addressNow(): string {
  return window.location.search.replace(/^\?/, "");
}

function setFilter(next: Filter): void {
  const { pathname } = window.location;
  const written = writeSearch(next, addressNow());
  window.history.pushState(null, "", written === "" ? pathname : `${pathname}?${written}`);
  for (const listener of listeners) listener();
}

function change(fields: Partial<Filter>): void {
  setFilter({ ...readSearch(addressNow()).filter, ...fields });
}

function reset(): void {
  setFilter(NO_FILTER);
}

/**
 * The one reader and writer of the filter in the browser. The address is its only state. Writing adds an entry to the history without
 * asking the server for the page again; going back goes back to the last question. The address is read at once and not through the
 * router alone, which tells of a change only after a pause: a box that was ticked must be ticked.
 */
export function useFilter(): FilterState {
  const params = useSearchParams();
  const text = useSyncExternalStore(subscribe, addressNow, () => params.toString());
  const read = useMemo(() => readSearch(text), [text]);
  return { ...read, setFilter, change, reset };
}
