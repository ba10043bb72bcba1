/** The session's cookie in requests and answers. */
import { cookieNames, mintSession, RENEW_AFTER_SECONDS, readSession, sessionCookieHeader } from "#auth/session-token.ts";
import { ownUrl, secret } from "./environment.ts";

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
