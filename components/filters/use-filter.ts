"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { Problem } from "#domain/problem.ts";
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

function write(query: string): void {
  const { pathname } = window.location;
  window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  for (const listener of listeners) listener();
}

/** Puts another query in the address, in the place of the last entry of the history: for what changes often, as a slider does. */
export function replaceAddress(change: (query: string) => string): void {
  const { pathname } = window.location;
  const query = change(addressNow());
  window.history.replaceState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  for (const listener of listeners) listener();
}

/** The query of the address (without "?"), as it is at once. */
export function useAddress(): string {
  const params = useSearchParams();
  return useSyncExternalStore(subscribe, addressNow, () => params.toString());
}

function setFilter(next: Filter): void {
  write(writeSearch(next, addressNow()));
}

function setView(fields: Partial<View>): void {
  write(writeView({ ...readSearch(addressNow()).view, ...fields }, addressNow()));
}

function change(fields: Partial<Filter>): void {
  setFilter({ ...readSearch(addressNow()).filter, ...fields });
}

/** Takes back what the filter asks; a view that cannot be read goes with it. */
function reset(): void {
  const text = addressNow();
  write(writeSearch(NO_FILTER, readSearch(text).problem === null ? text : ""));
}

/**
 * The one reader and writer of the filter in the browser. The address is its only state. Writing adds an entry to the history without
 * asking the server for the page again; going back goes back to the last question. The address is read at once and not through the
 * router alone, which tells of a change only after a pause: a box that was ticked must be ticked.
 */
export function useFilter(): FilterState {
  const text = useAddress();
  const read = useMemo(() => readSearch(text), [text]);
  return { ...read, carried: carriedSearch(read), setFilter, change, setView, reset };
}
