/** Where a viewer can go: the pages of a journey, and who may open them. */

import { carriedSearch, type View } from "#components/filters/search.ts";
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

export const PLACES = ["overview", "map", "funnel", "moments"] as const;
export type Place = (typeof PLACES)[number];

const NEEDS: Record<Place, Action> = {
  overview: "report:survival",
  map: "report:survival",
  funnel: "report:funnel",
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

/** The page of one moment: the list of moments, narrowed down to it, with whatever else is asked and how it is shown. */
export function momentPath(journey: string, moment: string, { filter, view }: { readonly filter: Filter; readonly view: View }): string {
  return placePath(journey, "moments", carriedSearch({ search: formatFilter({ ...filter, moments: [moment] }), view }));
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
