"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { Filter } from "#domain/filter.ts";
import { NO_FILTER } from "#domain/filter.ts";
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

/**
 * The one reader and writer of the filter in the browser. The address is its only state. Writing adds an entry to the history without
 * asking the server for the page again; going back goes back to the last question.
 */
export function useFilter(): FilterState {
  const pathname = usePathname();
  const params = useSearchParams();
  const text = params.toString();
  const { filter, search, problem } = useMemo(() => readSearch(text), [text]);

  const setFilter = useCallback(
    (next: Filter) => {
      const written = writeSearch(next, text);
      window.history.pushState(null, "", written === "" ? pathname : `${pathname}?${written}`);
    },
    [pathname, text],
  );
  return {
    filter,
    search,
    problem,
    setFilter,
    change: (fields) => setFilter({ ...filter, ...fields }),
    reset: () => setFilter(NO_FILTER),
  };
}
