/** What every page needs to know of its viewer. Nobody is sent to the sign-in page, and back afterwards. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { actionsOf } from "#auth/grants.ts";
import { scopeOf } from "#auth/scope.ts";
import { readJourneys } from "#db/journeys.ts";
import { hasSampleUsers, type UserLocale } from "#db/users.ts";
import type { LocalName } from "#domain/journey.ts";
import type { Role } from "#domain/role.ts";
import { PATH_HEADER } from "./page-headers.ts";
import { store } from "./store.ts";
import { currentViewer } from "./viewer.ts";

export interface PageViewer {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The language chosen on the account page; null: the browser's. */
  readonly locale: UserLocale | null;
  /** Keys of the own teams. */
  readonly teams: readonly string[];
  readonly journeys: readonly { readonly key: string; readonly name: LocalName; readonly sample: boolean }[];
  /** The store was made by the demo: it has sample sign-ins. */
  readonly sampleStore: boolean;
  /** What the viewer's role may do, by the names of domain/action.ts. */
  readonly actions: string[];
}

/** The viewer, or null for nobody; read once a request. */
export const optionalPageViewer = cache(async (): Promise<PageViewer | null> => {
  const viewer = await currentViewer();
  if (!viewer) return null;
  const journeys = readJourneys(store(), scopeOf(viewer, "read"));
  return {
    name: viewer.name,
    email: viewer.email,
    role: viewer.role,
    locale: viewer.locale,
    teams: viewer.teams,
    journeys: journeys.map(({ key, name, sample }) => ({ key, name, sample })),
    sampleStore: hasSampleUsers(store()),
    actions: [...actionsOf(viewer.role)],
  };
});

/** The viewer; does not return for nobody. */
export async function pageViewer(): Promise<PageViewer> {
  const viewer = await optionalPageViewer();
  if (viewer) return viewer;
  const path = (await headers()).get(PATH_HEADER) ?? "/";
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}
