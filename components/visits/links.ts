/** Addresses of the visits behind a bar, and of one visit. Pure. */
import type { VisitOutcome } from "#domain/visit-documents.ts";

/** How many visits a page of the list holds. */
export const PAGE_SIZE = 100;

export const OUTCOMES: readonly VisitOutcome[] = [
  "reached",
  "touched",
  "skipped",
  "left",
  "open",
  "broke",
  "broken-so-far",
  "flawless-so-far",
];

export interface VisitsPlace {
  /** Key of the moment whose bar was opened. */
  readonly at: string;
  readonly outcome: VisitOutcome;
  /** Place of the first visit shown, from 0. */
  readonly offset: number;
}

/** Filter and place as one query string; `search` is a formatted filter, "" for none. */
export function visitsSearch(place: VisitsPlace, search: string): string {
  const own = [`at=${encodeURIComponent(place.at)}`, `outcome=${place.outcome}`, ...(place.offset > 0 ? [`offset=${place.offset}`] : [])];
  return [search, ...own].filter((part) => part !== "").join("&");
}

/** The page that lists the visits behind a bar. */
export function visitsPath(journey: string, place: VisitsPlace, search: string): string {
  return `/journeys/${encodeURIComponent(journey)}/visits?${visitsSearch(place, search)}`;
}

/** The page of one visit, which remembers the list that it was opened from. */
export function visitPath(journey: string, id: number, listSearch: string): string {
  const path = `/journeys/${encodeURIComponent(journey)}/visits/${id}`;
  return listSearch === "" ? path : `${path}?${listSearch}`;
}

/** The place that an address names; null where it names none, or one that cannot be. */
export function readVisitsPlace(params: URLSearchParams): VisitsPlace | null {
  const at = params.get("at");
  const outcome = OUTCOMES.find((one) => one === params.get("outcome"));
  const offset = Number(params.get("offset") ?? "0");
  if (at === null || at === "" || outcome === undefined || !Number.isInteger(offset) || offset < 0) return null;
  return { at, outcome, offset };
}
