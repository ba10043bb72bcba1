import { describe, expect, test } from "vitest";
import { checkPassword, hashPassword, verifyPassword } from "./password.ts";

describe("passwords", () => {
  test("are argon2id with 19 MiB, 2 passes and 1 lane, salted", async () => {
    const [one, two] = await Promise.all([hashPassword("correct horse battery"), hashPassword("correct horse battery")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, "correct horse battery")).toBe(true);
    expect(await verifyPassword(one, "correct horse batterz")).toBe(false);
  });

  test("are the same however the keyboard composes them: é as one character or as two", async () => {
    expect(await verifyPassword(await hashPassword("caf\u00e9 au lait"), "cafe\u0301 au lait")).toBe(true);
  });

  test("an unknown account says no to everything, its own stand-in's password too, and takes about as long", async () => {
    const hash = await hashPassword("correct horse battery");
    expect(await verifyPassword(null, "the password of nobody")).toBe(false);
    const timed = async (of: string | null) => {
      const start = performance.now();
      for (let n = 0; n < 5; n += 1) await verifyPassword(of, "wrong password");
      return performance.now() - start;
    };
    const [unknown, known] = [await timed(null), await timed(hash)];
    expect(unknown).toBeGreaterThan(known / 5);
  });

  test.each([
    ["123456789", "must have at least 10 characters."],
    ["비밀번호는아홉글자", "must have at least 10 characters."],
    ["x".repeat(1001), "must have at most 1000 characters."],
    [" Ann.Lee@Example.org", "must not be the e-mail address."],
  ])("%s will not do", (password, sentence) => {
    expect(checkPassword(password, "ann.lee@example.org", "next")).toEqual({
      ok: false,
      problem: { code: "bad-parameter", parameter: "next", value: "", sentence },
    });
  });

  test("ten characters will do", () => {
    expect(checkPassword("열글자짜리비밀번호다", "ann@example.org").ok).toBe(true);
  });
});
