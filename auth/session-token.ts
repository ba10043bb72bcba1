/** The session's token: who, and which version of their sign-in. Nothing else is believed of it; the rest is read from the store. */
import { LRUCache } from "lru-cache";
import { decode, encode } from "next-auth/jwt";
import { sessionKey } from "./secret.ts";

/** Seconds: a session ends this long after it was last used. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** Seconds: a token older than this is renewed when it is used. */
export const RENEW_AFTER_SECONDS = 15 * 60;

export interface SessionClaims {
  readonly userId: number;
  readonly sessionVersion: number;
}

/** Whether the server is reached over https: then cookies are Secure and bound to this host by their names. */
export function isHttps(url: string | undefined): boolean {
  return url?.startsWith("https://") ?? false;
}

/** The names of the cookies: `__Host-` refuses a cookie that another host or an unencrypted page has set. */
export function cookieNames(url: string | undefined) {
  const prefix = isHttps(url) ? "__Host-" : "";
  return { session: `${prefix}verdad-session`, csrf: `${prefix}verdad-csrf`, callback: `${prefix}verdad-callback` };
}

export function sessionCookieOptions(url: string | undefined) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps(url) } as const;
}

/** A session cookie for a user, as signing in sets it. `url`: the server's address; `secret`: the store's. */
export async function mintSession(session: {
  readonly secret: string;
  readonly userId: number;
  readonly sessionVersion: number;
  readonly url: string | undefined;
}): Promise<{ name: string; value: string }> {
  const token = { sub: String(session.userId), version: session.sessionVersion };
  const value = await encode({ token, secret: sessionKey(session.secret), maxAge: SESSION_SECONDS });
  return { name: cookieNames(session.url).session, value };
}

export interface Session extends SessionClaims {
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

interface ReadToken {
  readonly secret: string;
  /** Seconds since 1970. */
  readonly expires: number;
  readonly session: Session;
}

/** Decrypting a token costs as much as a small answer, and each request brings one: what the latest good ones said, by token. */
const read = new LRUCache<string, ReadToken>({ max: 1_000 });

/** What a token says; null where it is forged, damaged or has run out. */
export async function readSession(secret: string, value: string | undefined): Promise<Session | null> {
  if (value === undefined || value === "") return null;
  const known = read.get(value);
  if (known?.secret === secret && Date.now() < known.expires * 1000) return known.session;
  try {
    const claims = await decode({ token: value, secret: sessionKey(secret) });
    const userId = Number(claims?.sub);
    const sessionVersion = claims?.version;
    if (!Number.isSafeInteger(userId) || typeof sessionVersion !== "number") return null;
    const session = { userId, sessionVersion, issuedAt: typeof claims?.iat === "number" ? claims.iat : 0 };
    if (typeof claims?.exp === "number") read.set(value, { secret, expires: claims.exp, session });
    return session;
  } catch (error) {
    // jose's errors all say the same thing: this is no token of ours, or no longer.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_J")) return null;
    throw error;
  }
}

/** The Set-Cookie header for a session cookie. */
export function sessionCookieHeader(cookie: { readonly name: string; readonly value: string }, url: string | undefined): string {
  const secure = isHttps(url) ? "; Secure" : "";
  return `${cookie.name}=${cookie.value}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
