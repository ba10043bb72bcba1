/** What signed-in people change about themselves. */
import { changeOwnPassword } from "#auth/own-password.ts";
import { mintSession, sessionCookieHeader } from "#auth/session-token.ts";
import { changeOwnLocale } from "#db/users.ts";
import { whenFree } from "#db/when-free.ts";
import { badParameter } from "#domain/problem.ts";
import { ownUrl, secret } from "./environment.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { store } from "./store.ts";

export async function changePassword(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (!post.ok) return problemResponse(post.problem);
  const { viewer, body } = post.value;
  const { current, next } = body;
  if (typeof current !== "string") return problemResponse(badParameter("current", "", "is missing.").problem);
  if (typeof next !== "string") return problemResponse(badParameter("next", "", "is missing.").problem);
  const changed = await changeOwnPassword(store(), secret(), viewer, { current, next, now: Date.now() });
  if (!changed.ok) return problemResponse(changed.problem);
  const cookie = await mintSession({ secret: secret(), userId: viewer.id, sessionVersion: changed.value, url: ownUrl() });
  return new Response(null, { status: 204, headers: { "set-cookie": sessionCookieHeader(cookie, ownUrl()), "cache-control": "no-store" } });
}

export async function changeLocale(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (!post.ok) return problemResponse(post.problem);
  const { locale } = post.value.body;
  if (locale !== "en" && locale !== "ko" && locale !== null) {
    return problemResponse(badParameter("locale", String(locale), 'must be "en", "ko" or null.').problem);
  }
  const { id } = post.value.viewer;
  await whenFree(() => changeOwnLocale(store(), id, locale));
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
