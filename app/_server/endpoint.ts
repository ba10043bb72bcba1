/** What all routes share: problems and bugs as HTTP, keys out of the path, reports with their ETag, sessions prolonged by use. */
import { answerPermitted, permit } from "./answer.ts";
import { failureResponse, problemResponse } from "./problem-response.ts";
import { Abandoned } from "./report-pool.ts";
import { keepSession } from "./session-cookie.ts";
import { requestViewer } from "./viewer.ts";

/** Status of an answer to somebody who has gone (as nginx has it in its logs). */
const GONE = 499;

/** Runs a route; whatever it throws becomes a 500 with an id. */
export async function route(request: Request, run: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    // Nobody will read it.
    if (error instanceof Abandoned) return new Response(null, { status: GONE });
    return failureResponse(error, request);
  }
}

/**
 * The segments of the request's path after `/api/`, percent-decoded once: a key may hold any character, `/` and `%` among them. null
 * where a segment is no percent-encoded UTF-8.
 */
export function pathSegments(request: Request): string[] | null {
  try {
    return new URL(request.url).pathname
      .split("/")
      .slice(2)
      .map((segment) => decodeURIComponent(segment));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** A JSON answer that only its viewer may keep, and must ask about again. */
export function jsonResponse(json: string, headers: Record<string, string> = {}): Response {
  return new Response(json, { headers: { "content-type": "application/json", "cache-control": "private, no-cache", ...headers } });
}

/** Whether an If-None-Match header names this tag. */
export function matches(header: string | null, etag: string): boolean {
  return (header ?? "").split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** A report over HTTP. An unchanged answer is not computed again: its tag is known before. */
export async function reportEndpoint(request: Request, report: string, journey: string, params: URLSearchParams): Promise<Response> {
  const viewer = await requestViewer(request);
  const permitted = permit(viewer, report, journey, params);
  if (!permitted.ok) return problemResponse(permitted.problem);
  const { etag } = permitted.value;
  if (matches(request.headers.get("if-none-match"), etag)) {
    return keepSession(request, new Response(null, { status: 304, headers: { etag, "cache-control": "private, no-cache" } }));
  }
  const answered = await answerPermitted(permitted.value, request.signal);
  return answered.ok ? keepSession(request, jsonResponse(answered.value.json, { etag })) : problemResponse(answered.problem);
}
