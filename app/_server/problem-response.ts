/** Expected failures and bugs as HTTP (RFC 9457, problem details). The one place that maps a problem to a status. */
import { randomUUID } from "node:crypto";
import { describeProblem, type Problem } from "#domain/problem.ts";
import { log } from "./log.ts";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  415: "Unsupported media type",
  429: "Too many requests",
  500: "Internal error",
  503: "Not available",
};

export function statusOf(problem: Problem): number {
  switch (problem.code) {
    case "not-signed-in":
      return 401;
    case "not-allowed":
    case "foreign-origin":
      return 403;
    case "unknown-journey":
    case "unknown-report":
    case "unknown-visit":
    case "unknown-team":
    case "unknown-path":
    case "unknown-moment":
    case "unknown-comment":
    case "unknown-change":
      return 404;
    case "stale":
    case "journey-taken":
    case "not-undone":
      return 409;
    case "bad-parameter":
    case "bad-journey":
      return 400;
    case "wrong-media-type":
      return 415;
    case "too-many-tries":
    case "too-busy":
      return 429;
    case "took-too-long":
    case "rebuilding":
    case "store-busy":
      return 503;
  }
}

/** `{type, title, status, detail, code}`, and what the problem names: `parameter`, `value`, `key`, `action`, `seconds`, `errors` … */
export function problemResponse(problem: Problem): Response {
  const wait = problem.code === "too-busy" || problem.code === "too-many-tries" ? problem.seconds : null;
  return respond(statusOf(problem), { ...namedBy(problem), code: problem.code, detail: describeProblem(problem) }, wait);
}

function namedBy(problem: Problem): Record<string, unknown> {
  switch (problem.code) {
    case "bad-parameter":
      return { parameter: problem.parameter, value: problem.value };
    case "unknown-journey":
    case "unknown-team":
    case "unknown-moment":
    case "journey-taken":
      return { key: problem.key };
    case "bad-journey":
      return { errors: problem.errors };
    case "not-undone":
      return { reason: problem.reason };
    case "store-busy":
      return { job: problem.job };
    case "stale":
      return { version: problem.version };
    case "not-allowed":
      return { action: problem.action };
    case "too-many-tries":
    case "too-busy":
    case "took-too-long":
      return { seconds: problem.seconds };
    default:
      return {};
  }
}

/** A bug, or a store that cannot be read: the visitor gets an id, the log has the rest. */
export function failureResponse(error: unknown, request: Request): Response {
  const id = randomUUID();
  log.error({ id, err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
  return respond(500, { code: "internal", id, detail: `Something went wrong. The log has more under ${id}.` }, null);
}

function respond(status: number, members: Record<string, unknown>, wait: number | null): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (wait !== null) headers.set("retry-after", String(wait));
  const body = { type: `urn:verdad:problem:${String(members.code)}`, title: TITLES[status] ?? "Error", status, ...members };
  return new Response(JSON.stringify(body), { status, headers });
}
