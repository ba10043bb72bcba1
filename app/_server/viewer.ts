/** Who asks, from the request's session cookie. */
import { cookies } from "next/headers";
import { cookieNames, mintSession, RENEW_AFTER_SECONDS, readSession, sessionCookieHeader } from "#auth/session-token.ts";
import { type Viewer, viewerOf } from "#auth/viewer.ts";
import { ownUrl, secret } from "./environment.ts";
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

/** The session's token in a Cookie header. */
export function sessionCookie(header: string | null): string | undefined {
  const start = `${cookieNames(ownUrl()).session}=`;
  return header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(start))
    ?.slice(start.length);
}

/**
 * The Set-Cookie header that prolongs a session in use; null where the token is still fresh, or none. The new token says the same as
 * the old one: a user who is out stays out.
 */
export async function renewal(header: string | null, now: number): Promise<string | null> {
  const session = await readSession(secret(), sessionCookie(header));
  if (!session || now / 1000 - session.issuedAt < RENEW_AFTER_SECONDS) return null;
  return sessionCookieHeader(await mintSession({ secret: secret(), url: ownUrl(), ...session }), ownUrl());
}
