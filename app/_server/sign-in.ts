import type { NextRequest } from "next/server";
import { handleAuth } from "#auth/next-auth.ts";
import { badParameter } from "#domain/problem.ts";
import { route } from "./endpoint.ts";
import { ownUrl, secret } from "./environment.ts";
import { log } from "./log.ts";
import { LARGEST_BODY } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { store } from "./store.ts";

export function handleSignIn(
  request: NextRequest,
  context: { readonly params: Promise<{ readonly nextauth: string[] }> },
): Promise<Response> {
  return route(request, () => {
    if (!isSmall(request)) return problemResponse(badParameter("body", "", "must say its length, at most 16 KiB.").problem);
    return handleAuth({ store: store(), secret: secret(), url: ownUrl(), now: Date.now, log }, request, context);
  });
}

/** next-auth reads a body to its end, however long: anybody may send one. */
export function isSmall(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const length = request.headers.get("content-length");
  return length !== null && /^\d+$/.test(length) && Number(length) <= LARGEST_BODY;
}
