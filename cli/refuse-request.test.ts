import { expect, test } from "vitest";
import { refusalOf } from "./refuse-request.ts";

test.each(["TRACE", "CONNECT", "PROPFIND", "get"])("%s is 405 and says what is allowed", (method) => {
  const refusal = refusalOf(method, "/api/journeys");
  expect(refusal).toMatchObject({ status: 405, sentence: `The method ${method} is not allowed.` });
  expect(refusal?.headers.allow?.split(", ")).toContain("POST");
});

test("an address that is no UTF-8 is 400; what stands behind its question mark is the routes' own affair", () => {
  expect(refusalOf("GET", "/journeys/%E0%A4%A/funnel")).toMatchObject({ status: 400 });
  for (const url of ["/journeys/%EC%B6%9C%EB%B0%9C/funnel", "/", "/moments?channel=%E0%A4%A"]) expect(refusalOf("GET", url)).toBe(null);
});
