import type { NextRequest } from "next/server";
import { handleAuth } from "#auth/next-auth.ts";
import { route } from "./endpoint.ts";
import { ownUrl, secret } from "./environment.ts";
import { log } from "./log.ts";
import { store } from "./store.ts";

export function handleSignIn(
  request: NextRequest,
  context: { readonly params: Promise<{ readonly nextauth: string[] }> },
): Promise<Response> {
  return route(request, () => handleAuth({ store: store(), secret: secret(), url: ownUrl(), now: Date.now, log }, request, context));
}
