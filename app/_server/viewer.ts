/** Who asks, from the request's session cookie. */
import { cookies } from "next/headers";
import { cookieNames } from "#auth/session-token.ts";
import { type Viewer, viewerOf } from "#auth/viewer.ts";
import { ownUrl, secret } from "./environment.ts";
import { sessionCookie } from "./session-cookie.ts";
import { store } from "./store.ts";

/** The viewer of a page. */
export async function currentViewer(): Promise<Viewer | null> {
  const jar = await cookies();
  return viewerOf(store(), secret(), jar.get(cookieNames(ownUrl()).session)?.value);
}

/** The viewer of a route's request. */
export function requestViewer(request: Request): Promise<Viewer | null> {
  return viewerOf(store(), secret(), sessionCookie(request.headers.get("cookie")));
}
