/** The filter in an address, beside the few parameters that belong to a page and not to the question. Pure. */
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { formatFilter, parseFilter } from "#domain/filter-codec.ts";
import type { Problem } from "#domain/problem.ts";

/** Of the list of visits: whose bar was opened, which part of it, and from which visit on. */
const PAGE_PARAMETERS: readonly string[] = ["at", "outcome", "offset"];

export interface ReadSearch {
  readonly filter: Filter;
  readonly search: string;
  readonly problem: Problem | null;
}

/** Reads an address's query (without "?"). What cannot be read is a problem that names it; it never becomes a wider question. */
export function readSearch(text: string): ReadSearch {
  const pairs = [...new URLSearchParams(text)].filter(([name]) => !PAGE_PARAMETERS.includes(name));
  const parsed = parseFilter(pairs);
  if (parsed.ok) return { filter: parsed.value, search: formatFilter(parsed.value), problem: null };
  return { filter: NO_FILTER, search: new URLSearchParams(pairs).toString(), problem: parsed.problem };
}

/** The query after a change of the filter. The page's own parameters stay, except the place in a list, which is another list now. */
export function writeSearch(filter: Filter, text: string): string {
  const own = [...new URLSearchParams(text)].filter(([name]) => PAGE_PARAMETERS.includes(name) && name !== "offset");
  return [formatFilter(filter), new URLSearchParams(own).toString()].filter((part) => part !== "").join("&");
}
