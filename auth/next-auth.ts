/** next-auth, and all that is said to it. Sessions are encrypted tokens; see session-token.ts and viewer.ts for what they are worth. */

import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import type { Store } from "#db/open.ts";
import { ADDRESS_HEADER } from "./client-address.ts";
import { sessionKey } from "./secret.ts";
import { cookieNames, SESSION_SECONDS, sessionCookieOptions } from "./session-token.ts";
import { signInWithPassword } from "./sign-in.ts";
import { viewerFrom } from "./viewer.ts";

export interface AuthSetting {
  readonly store: Store;
  readonly secret: string;
  /** The server's own address, as `https://verdad.example.org`. */
  readonly url: string | undefined;
  readonly now: () => number;
  readonly log: { error(detail: unknown, message: string): void; warn(detail: unknown, message: string): void };
}

/** What the sign-in page gets as `error` where it has to wait: the seconds follow. */
export const WAIT_PREFIX = "wait:";

/** Only addresses of this server are gone to after signing in or out. */
export function safeRedirect(url: string, baseUrl: string): string {
  try {
    const target = new URL(url, baseUrl);
    return target.origin === new URL(baseUrl).origin ? target.href : baseUrl;
  } catch {
    return baseUrl;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function authOptions(setting: AuthSetting): NextAuthOptions {
  const names = cookieNames(setting.url);
  const options = sessionCookieOptions(setting.url);
  return {
    secret: sessionKey(setting.secret),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    // Every page that next-auth would draw itself, in its own words, whether or not anything here leads to it.
    pages: { signIn: "/sign-in", signOut: "/account", error: "/sign-in", verifyRequest: "/sign-in" },
    useSecureCookies: options.secure,
    cookies: {
      sessionToken: { name: names.session, options },
      csrfToken: { name: names.csrf, options },
      callbackUrl: { name: names.callback, options },
    },
    providers: [
      {
        id: "credentials",
        name: "credentials",
        type: "credentials",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const result = await attempt(setting, text(credentials?.email), text(credentials?.password), request.headers ?? {});
          if (result.outcome === "wait") throw new Error(`${WAIT_PREFIX}${result.seconds}`);
          if (result.outcome === "wrong") return null;
          return { id: String(result.user.id), sessionVersion: result.user.sessionVersion };
        },
      },
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => safeRedirect(url, baseUrl),
      jwt({ token, user }) {
        // Signing in: the provider's user. Later: the token itself, which is worth nothing once the user is out.
        const version = user && "sessionVersion" in user ? user.sessionVersion : token.version;
        const claims = { userId: Number(token.sub), sessionVersion: Number(version) };
        if (!viewerFrom(setting.store, claims)) throw new Error("the session has ended");
        return { sub: String(claims.userId), version: claims.sessionVersion };
      },
      session({ session, token }) {
        const viewer = viewerFrom(setting.store, { userId: Number(token.sub), sessionVersion: Number(token.version) });
        return { expires: session.expires, user: { name: viewer?.name ?? null, email: viewer?.email ?? null } };
      },
    },
    logger: {
      error(code, metadata) {
        // A session that has ended is no fault; its cookie is removed.
        if (code !== "JWT_SESSION_ERROR") setting.log.error({ code, error: errorOf(metadata) }, "signing in failed");
      },
      warn: (code) => setting.log.warn({ code }, "signing in"),
      debug: () => undefined,
    },
  };
}

/** next-auth's own endpoints: sign-in, sign-out, session, CSRF token. */
export async function handleAuth(
  setting: AuthSetting,
  request: NextRequest,
  context: { readonly params: Promise<{ readonly nextauth: string[] }> },
): Promise<Response> {
  // Where next-auth's browser code reports its own errors: it would let anybody write into the server's log.
  if ((await context.params).nextauth[0] === "_log") return new Response(null, { status: 204 });
  const response: Response = await NextAuth(request, context, authOptions(setting));
  return response;
}

function errorOf(metadata: unknown): unknown {
  return typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;
}

async function attempt(setting: AuthSetting, email: string, password: string, headers: Record<string, unknown>) {
  try {
    const address = text(headers[ADDRESS_HEADER]) || null;
    return await signInWithPassword(setting.store, setting.secret, { email, password, address, now: setting.now() });
  } catch (error) {
    // next-auth shows an error's message to the visitor.
    setting.log.error({ error }, "signing in failed");
    throw new Error("unavailable");
  }
}
