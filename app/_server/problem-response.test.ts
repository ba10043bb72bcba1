import { expect, test, vi } from "vitest";
import type { Problem } from "#domain/problem.ts";
import { log } from "./log.ts";
import { failureResponse, problemResponse, statusOf } from "./problem-response.ts";

const EVERY: { readonly [C in Problem["code"]]: readonly [number, Extract<Problem, { code: C }>] } = {
  "not-signed-in": [401, { code: "not-signed-in" }],
  "not-allowed": [403, { code: "not-allowed", action: "export", sentence: "No." }],
  "unknown-journey": [404, { code: "unknown-journey", key: "a" }],
  "unknown-report": [404, { code: "unknown-report", name: "a" }],
  "unknown-visit": [404, { code: "unknown-visit", id: "1" }],
  "unknown-team": [404, { code: "unknown-team", key: "a" }],
  "unknown-moment": [404, { code: "unknown-moment", key: "a" }],
  "unknown-comment": [404, { code: "unknown-comment" }],
  rebuilding: [503, { code: "rebuilding" }],
  "bad-journey": [400, { code: "bad-journey", errors: [{ path: "moments", fault: "no-moment", sentence: "None." }] }],
  "journey-taken": [409, { code: "journey-taken", key: "a" }],
  "unknown-change": [404, { code: "unknown-change", id: 7 }],
  "not-undone": [409, { code: "not-undone", reason: "changed-since" }],
  "store-busy": [503, { code: "store-busy", job: "import 7" }],
  stale: [409, { code: "stale", version: 3 }],
  "unknown-path": [404, { code: "unknown-path" }],
  "bad-parameter": [400, { code: "bad-parameter", parameter: "from", value: "x", sentence: "is no day." }],
  "foreign-origin": [403, { code: "foreign-origin" }],
  "wrong-media-type": [415, { code: "wrong-media-type", wanted: "application/json" }],
  "too-many-tries": [429, { code: "too-many-tries", seconds: 30 }],
  "too-busy": [429, { code: "too-busy", seconds: 2 }],
  "took-too-long": [503, { code: "took-too-long", seconds: 30 }],
};

test.each(Object.values(EVERY))("%i is the status of %j", (status, problem) => {
  expect(statusOf(problem)).toBe(status);
  expect(problemResponse(problem).status).toBe(status);
});

test("a problem says what is wrong and names it", async () => {
  const response = problemResponse({ code: "bad-parameter", parameter: "from", value: "x", sentence: "is no day." });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toEqual({
    type: "urn:verdad:problem:bad-parameter",
    title: "Bad request",
    status: 400,
    detail: "from: is no day.",
    code: "bad-parameter",
    parameter: "from",
    value: "x",
  });
});

test("whoever has to wait is told for how long", () => {
  expect(problemResponse({ code: "too-busy", seconds: 2 }).headers.get("retry-after")).toBe("2");
  expect(problemResponse({ code: "too-many-tries", seconds: 30 }).headers.get("retry-after")).toBe("30");
  expect(problemResponse({ code: "unknown-path" }).headers.has("retry-after")).toBe(false);
});

test("a bug shows an id, and the log has the rest under it", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const error = new Error("SQL: select password_hash …");
  const body = await failureResponse(error, new Request("http://x.example/api/a?secret=1")).json();
  expect(body).toMatchObject({ status: 500, code: "internal" });
  expect(JSON.stringify(body)).not.toContain("SQL");
  expect(logged.mock.calls[0]?.[0]).toEqual({ id: body.id, err: error, method: "GET", path: "/api/a" });
});
