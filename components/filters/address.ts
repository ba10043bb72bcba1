"use client";

import { useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** The address's query as it stands, without "?". */
export function addressNow(): string {
  return window.location.search.replace(/^\?/, "");
}

/** Changes the address's query: an entry in the history, without asking the server for the page again. */
export function writeAddress(query: string): void {
  const { pathname } = window.location;
  window.history.pushState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  for (const listener of listeners) listener();
}

/** The same in the place of the last entry of the history: for what changes often, as a slider does. */
export function replaceAddress(change: (query: string) => string): void {
  const { pathname } = window.location;
  const query = change(addressNow());
  window.history.replaceState(null, "", query === "" ? pathname : `${pathname}?${query}`);
  for (const listener of listeners) listener();
}

/**
 * The address's query, without "?". It is read at once and not through the router alone, which tells of a change only after a pause: a box
 * that was ticked must be ticked.
 */
export function useAddress(): string {
  const params = useSearchParams();
  return useSyncExternalStore(subscribe, addressNow, () => params.toString());
}
