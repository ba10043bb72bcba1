/**
 * Runs before each page: gives it a content policy with a fresh nonce, tells it its own path, and prolongs the session in use. It decides
 * nothing about access: that is checked next to the data.
 */
import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "#app/_server/content-policy.ts";
import { ownUrl } from "#app/_server/environment.ts";
import { NONCE_HEADER, PATH_HEADER } from "#app/_server/page-headers.ts";
import { keepSession } from "#app/_server/session-cookie.ts";

export const config = {
  matcher: [{ source: "/((?!api/|api$|_next/static/|_next/image|favicon.ico$|icon.svg$|robots.txt$).*)" }],
};

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy({
    nonce,
    https: ownUrl()?.startsWith("https://") ?? false,
    development: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // Next.js takes the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  const prefetch = request.headers.has("next-router-prefetch") || request.headers.get("purpose") === "prefetch";
  if (!prefetch) await keepSession(request, response);
  return response;
}
