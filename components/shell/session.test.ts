import { describe, expect, test } from "vitest";
import { readSignInError, safePath } from "./session.ts";

describe("where to go after signing in", () => {
  test.each([
    [
      "/journeys/%EC%B6%9C%EB%B0%9C/funnel?from=2026-07-01&channel=a%26b#x",
      "/journeys/%EC%B6%9C%EB%B0%9C/funnel?from=2026-07-01&channel=a%26b#x",
    ],
    ["/", "/"],
    ["/account", "/account"],
  ])("%s is a path of this server", (wanted, path) => {
    expect(safePath(wanted)).toBe(path);
  });

  test.each([
    null,
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "journeys/a",
    "/sign-in?callbackUrl=/sign-in",
  ])("%j is not gone to", (wanted) => {
    expect(safePath(wanted)).toBe("/");
  });
});

test("every cause of a refused sign-in reads the same, except having to wait", () => {
  expect(readSignInError(null)).toEqual({ outcome: "in" });
  expect(readSignInError("CredentialsSignin")).toEqual({ outcome: "wrong" });
  expect(readSignInError("wait:60")).toEqual({ outcome: "wait", seconds: 60 });
  expect(readSignInError("unavailable")).toEqual({ outcome: "unavailable" });
});
