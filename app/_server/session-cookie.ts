/** The session's cookie in requests and answers. */
import { cookieNames, mintSession, RENEW_AFTER_SECONDS, readSession, sessionCookieHeader } from "#auth/session-token.ts";
import { ownUrl, secret } from "./environment.ts";

/** A cookie's value, as it is written in a Cookie header. */
export function cookieOf(header: string | null, name: string): string | undefined {
  const start = `${name}=`;
  return header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(start))
    ?.slice(start.length);
}

/** The session's token in a Cookie header. */
export function sessionCookie(header: string | null): string | undefined {
  return cookieOf(header, cookieNames(ownUrl()).session);
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

/** Adds the renewed session cookie to an answer where the session is due for it. */
export async function keepSession(request: Request, response: Response): Promise<Response> {
  const cookie = await renewal(request.headers.get("cookie"), Date.now());
  if (cookie !== null) response.headers.append("set-cookie", cookie);
  return response;
}
