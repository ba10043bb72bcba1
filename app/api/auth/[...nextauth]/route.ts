import type { NextRequest } from "next/server";
import { handleSignIn } from "#app/_server/sign-in.ts";

export const dynamic = "force-dynamic";

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** Signing in and out, and the session's own endpoint: next-auth's. */
function handle(request: NextRequest, context: Context): Promise<Response> {
  return handleSignIn(request, context);
}

export { handle as GET, handle as POST };
