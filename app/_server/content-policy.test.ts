import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy.ts";

test("scripts run by nonce only, nothing may frame the page, nothing is loaded from elsewhere", () => {
  const policy = new Map(
    contentPolicy({ nonce: "N", https: false, development: false })
      .split("; ")
      .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1).join(" ")]),
  );
  expect(policy.get("script-src")).toBe("'self' 'nonce-N' 'strict-dynamic'");
  expect(policy.get("style-src-elem")).toBe("'self' 'nonce-N'");
  for (const name of ["frame-ancestors", "base-uri", "object-src", "script-src-attr"]) expect(policy.get(name), name).toBe("'none'");
  for (const name of ["default-src", "form-action", "connect-src", "font-src"]) expect(policy.get(name), name).toBe("'self'");
  expect(policy.has("upgrade-insecure-requests")).toBe(false);
});

test("over https what is asked for without it is asked for with it; only development may eval", () => {
  expect(contentPolicy({ nonce: "N", https: true, development: false })).toContain("; upgrade-insecure-requests");
  expect(contentPolicy({ nonce: "N", https: true, development: false })).not.toContain("unsafe-eval");
  expect(contentPolicy({ nonce: "N", https: false, development: true })).toContain("'strict-dynamic' 'unsafe-eval'");
});
