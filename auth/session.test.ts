import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listAudit } from "#db/audit.ts";
import { openStore, type Store } from "#db/open.ts";
import { addUser, disableUser, setPassword } from "#db/users.ts";
import { authOptions, safeRedirect } from "./next-auth.ts";
import { changeOwnPassword } from "./own-password.ts";
import { hashPassword } from "./password.ts";
import { sessionKey } from "./secret.ts";
import { cookieNames, mintSession, readSession, SESSION_SECONDS, sessionCookieHeader } from "./session-token.ts";
import { signInWithPassword } from "./sign-in.ts";
import { viewerOf } from "./viewer.ts";

const SECRET = "a secret of the tests, long enough";
const NOW = 1_800_000_000_000;
let folder: string;
let store: Store;
let userId: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "verdad-session-"));
  store = openStore(`file:${join(folder, "t.db")}`);
  const user = addUser(store, {
    email: "ann@example.org",
    name: "Ann Lee",
    passwordHash: await hashPassword("correct horse battery"),
    role: "lead",
    teams: [],
    sample: false,
    createdAt: NOW,
  });
  if (!user.ok) throw new Error("no user");
  userId = user.value.id;
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const minted = (version = 1, secret = SECRET) => mintSession({ secret, userId, sessionVersion: version, url: "http://127.0.0.1:3000" });
const ann = () => ({ id: userId, email: "ann@example.org", name: "Ann Lee", role: "lead", teams: [], locale: null });

describe("a session", () => {
  test("names the user, and everything else comes from the store", async () => {
    const cookie = await minted();
    expect(cookie.name).toBe("verdad-session");
    expect(await viewerOf(store, SECRET, cookie.value)).toEqual(ann());
  });

  test("ends with a new password, with disabling, with another secret; damaged, foreign or missing it is none", async () => {
    const { value } = await minted();
    const other = await minted(1, "another secret, just as long as it");
    const bare = await encode({ token: { sub: String(userId) }, secret: sessionKey(SECRET) });
    const late = await encode({ token: { sub: String(userId), version: 1 }, secret: sessionKey(SECRET), maxAge: -60 });
    for (const token of [undefined, "", "x", "a.b.c.d.e", `${value.slice(0, -3)}AAA`, other.value, bare, late]) {
      expect(await viewerOf(store, SECRET, token), String(token)).toBeNull();
    }
    setPassword(store, userId, "x");
    expect(await viewerOf(store, SECRET, value)).toBeNull();
    const second = await minted(2);
    expect(await viewerOf(store, SECRET, second.value)).toEqual(ann());
    disableUser(store, userId);
    expect(await viewerOf(store, SECRET, second.value)).toBeNull();
    expect(await viewerOf(store, SECRET, (await minted(3)).value)).toBeNull();
  });

  test("lasts 12 hours", async () => {
    const { value } = await minted();
    const session = await readSession(SECRET, value);
    expect(session).toMatchObject({ userId, sessionVersion: 1 });
    expect(sessionCookieHeader({ name: "n", value: "v" }, undefined)).toBe("n=v; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax");
  });

  test("ends when its token runs out, also where the token was read before, and is none under another secret", async () => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    try {
      const { value } = await minted();
      const read = () => readSession(SECRET, value);
      expect(await read()).toEqual({ userId, sessionVersion: 1, issuedAt: NOW / 1000 });
      vi.setSystemTime(NOW + SESSION_SECONDS * 1000 - 1);
      expect(await read()).not.toBeNull();
      expect(await readSession("another secret, just as long as it", value)).toBeNull();
      // jose grants 15 seconds for clocks that differ.
      vi.setSystemTime(NOW + (SESSION_SECONDS + 16) * 1000);
      expect(await read()).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  test("over https its cookie is Secure and bound to the host", () => {
    expect(cookieNames("https://x.example")).toEqual({
      session: "__Host-verdad-session",
      csrf: "__Host-verdad-csrf",
      callback: "__Host-verdad-callback",
    });
    expect(sessionCookieHeader({ name: "n", value: "v" }, "https://x.example")).toContain("; Secure");
  });
});

describe("signing in", () => {
  const attempt = (password: string, email = "ann@example.org", now = NOW) =>
    signInWithPassword(store, SECRET, { email, password, address: null, now });

  test("with the right password, whatever the case of the address", async () => {
    expect(await attempt("correct horse battery", " ANN@example.org")).toMatchObject({ outcome: "user", user: { id: userId } });
    expect(listAudit(store)[0]).toMatchObject({ at: NOW, actor: "ann@example.org", action: "sign-in" });
  });

  test("a wrong password, an unknown account and a disabled one get the same answer, and the same wait after five", async () => {
    disableUser(store, userId);
    for (const [email, password] of [
      ["ann@example.org", "correct horse battery"],
      ["bob@example.org", "correct horse battery"],
    ] as const) {
      const answers = [];
      for (let n = 0; n < 6; n += 1) answers.push(await attempt(password, email));
      expect(answers).toEqual([...Array.from({ length: 5 }, () => ({ outcome: "wrong" })), { outcome: "wait", seconds: 30 }]);
    }
  });

  test("while waiting even the right password is refused; afterwards it clears the count", async () => {
    for (let n = 0; n < 5; n += 1) await attempt("wrong password");
    expect(await attempt("correct horse battery")).toEqual({ outcome: "wait", seconds: 30 });
    expect(await attempt("correct horse battery", undefined, NOW + 30_000)).toMatchObject({ outcome: "user" });
    expect(await attempt("wrong password", undefined, NOW + 31_000)).toEqual({ outcome: "wrong" });
  });
});

describe("the own password", () => {
  test("changes with the current one, ends sessions, and is slowed down like signing in", async () => {
    const viewer = { ...ann(), role: "lead" as const };
    const change = (current: string, next: string, now = NOW) => changeOwnPassword(store, SECRET, viewer, { current, next, now });
    expect(await change("correct horse battery", "short")).toMatchObject({ ok: false, problem: { parameter: "next" } });
    expect(await change("wrong", "another long password")).toMatchObject({ ok: false, problem: { parameter: "current" } });
    expect(await change("correct horse battery", "another long password")).toEqual({ ok: true, value: 2 });
    expect(await viewerOf(store, SECRET, (await minted(1)).value)).toBeNull();
    for (let n = 0; n < 5; n += 1) await change("wrong", "yet another password");
    expect(await change("another long password", "yet another password")).toEqual({
      ok: false,
      problem: { code: "too-many-tries", seconds: 30 },
    });
  });
});

describe("next-auth's options", () => {
  const base = "https://x.example";
  test.each([
    ["/journeys/a?b=c", `${base}/journeys/a?b=c`],
    [`${base}/x`, `${base}/x`],
    ["https://evil.example/x", base],
    ["//evil.example", base],
    ["/\\evil.example", base],
    ["https://x.example.evil.example", base],
    ["javascript:alert(1)", base],
    ["http://x.example/", base],
    ["https://[", base],
  ])("after signing in %s leads to %s", (url, expected) => {
    expect(safeRedirect(url, base)).toBe(expected);
  });

  const quiet = { error: () => undefined, warn: () => undefined };
  const options = () => authOptions({ store, secret: SECRET, url: base, now: () => NOW, log: quiet });

  test("the token holds the user's id and version and nothing else, and dies with the session", async () => {
    const jwt = options().callbacks?.jwt;
    const user = { id: String(userId), sessionVersion: 1, email: "ann@example.org" };
    const token = await jwt?.({ token: { sub: String(userId), email: "ann@example.org", name: "Ann" }, user, account: null });
    expect(token).toEqual({ sub: String(userId), version: 1 });
    disableUser(store, userId);
    await expect(async () => jwt?.({ token: { ...token }, user, account: null })).rejects.toThrow("the session has ended");
  });

  test("cookies cannot be read by scripts, are sent to this host alone, and only over https", () => {
    const { cookies, useSecureCookies } = options();
    expect(useSecureCookies).toBe(true);
    for (const cookie of [cookies?.sessionToken, cookies?.csrfToken, cookies?.callbackUrl]) {
      expect(cookie?.name).toMatch(/^__Host-/);
      expect(cookie?.options).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
    }
  });
});
