import { expect, test } from "vitest";
import { isSmall } from "./sign-in.ts";

test.each([
  ["GET", null, true],
  ["POST", "16384", true],
  ["POST", "16385", false],
  ["POST", null, false],
  ["POST", "-1", false],
  ["POST", "1e9", false],
])("%s of %j bytes: %j", (method, length, small) => {
  const headers = length === null ? undefined : { "content-length": length };
  expect(isSmall(new Request("http://x.example/", { method, ...(headers ? { headers } : {}) }))).toBe(small);
});
