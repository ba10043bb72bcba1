/** Where a viewer can go: the pages of a journey, and who may open them. */

import { type View, writeView } from "#components/filters/search.ts";
import type { Action } from "#domain/action.ts";
import type { Filter } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import type { LocalName } from "#domain/journey.ts";
import type { Role } from "#domain/role.ts";

/** What the frame needs to know of the viewer. */
export interface FrameViewer {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly journeys: readonly { readonly key: string; readonly name: LocalName; readonly sample: boolean }[];
  readonly actions: readonly string[];
}

export const PLACES = ["overview", "map", "funnel", "drivers", "moments"] as const;
export type Place = (typeof PLACES)[number];

const NEEDS: Record<Place, Action> = {
  overview: "report:survival",
  map: "report:survival",
  funnel: "report:funnel",
  drivers: "report:survival",
  moments: "report:scores",
};

const HOMES: readonly Place[] = ["overview", "moments"];

/** The pages of a journey that these actions open, in the order of the navigation. */
export function placesFor(actions: readonly string[]): Place[] {
  return PLACES.filter((place) => actions.includes(NEEDS[place]));
}

/** The address of a journey's page; `search` is a formatted filter, "" for none. */
export function placePath(journey: string, place: Place, search = ""): string {
  const path = `/journeys/${encodeURIComponent(journey)}/${place}`;
  return search === "" ? path : `${path}?${search}`;
}

/** What a link to a moment's page takes along: what is asked, and how it is shown there. */
export interface Asked {
  readonly filter: Filter;
  readonly view: View;
}

/** The page of one moment. A stage is the map's, and a baseline is another moment's. */
export function momentPath(journey: string, moment: string, { filter, view }: Asked): string {
  const search = writeView({ ...view, stage: null, baseline: null }, formatFilter(filter));
  return `${placePath(journey, "moments")}/${encodeURIComponent(moment)}${search === "" ? "" : `?${search}`}`;
}

/** The moment's key in the address of its page, or of one below it; null: no moment's page. */
export function momentOf(pathname: string): string | null {
  const [, first, , page, key] = pathname.split("/");
  return first === "journeys" && page === "moments" && key ? decoded(key) : null;
}

/** The page of a moment's chart; `search` is what goes along to other pages, "" for nothing. */
export function chartPath(journey: string, moment: string, search = ""): string {
  const path = `${placePath(journey, "moments")}/${encodeURIComponent(moment)}/chart`;
  return search === "" ? path : `${path}?${search}`;
}

/** The page of a journey that the viewer sees first: the overview, else the list of moments; null where neither is open to them. */
export function homePath(journey: string, actions: readonly string[]): string | null {
  const first = HOMES.find((place) => actions.includes(NEEDS[place]));
  return first ? placePath(journey, first) : null;
}

/** The journey's key and the page in an address; a part that cannot be decoded is nobody's key. */
export function placeOf(pathname: string): { readonly journey: string | null; readonly place: Place | null } {
  const [, first, key, page] = pathname.split("/");
  if (first !== "journeys" || !key) return { journey: null, place: null };
  return { journey: decoded(key), place: PLACES.find((place) => place === page) ?? null };
}

/** The key of the journey whose designer an address leads to; null: of none. */
export function designedJourney(pathname: string): string | null {
  const [, first, second, key] = pathname.split("/");
  return first === "settings" && second === "journeys" && key ? decoded(key) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
