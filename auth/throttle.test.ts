import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "#db/open.ts";
import { runs } from "#scripts/property-runs.ts";
import { afterFailure, delayAfter, type Failures, remembered, subjectsOf, succeeded, takenBack, takeTry, waitOf } from "./throttle.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const T = 1_800_000_000_000;

describe("the arithmetic", () => {
  test("delays: none before the fifth failure, then 30, 60, 120, 240, 480, 900 s, and 900 s for ever", () => {
    expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 5000].map((n) => delayAfter(n) / SECOND)).toEqual([
      0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  test("five failures a second apart: the fifth blocks for 30 s, the sixth, made after it, for 60 s", () => {
    let state: Failures | undefined;
    for (let n = 0; n < 4; n += 1) state = afterFailure(state, T + n * SECOND);
    expect(waitOf(state, T + 4 * SECOND)).toBe(0);
    state = afterFailure(state, T + 4 * SECOND);
    expect(waitOf(state, T + 4 * SECOND)).toBe(30 * SECOND);
    expect(waitOf(state, T + 33 * SECOND)).toBe(SECOND);
    expect(waitOf(state, T + 34 * SECOND)).toBe(0);
    expect(waitOf(afterFailure(state, T + 34 * SECOND), T + 34 * SECOND)).toBe(60 * SECOND);
  });

  test("a failure is forgotten 15 minutes after it, or after the end of its delay", () => {
    const four = { failures: 4, blockedUntil: T, lastAt: T };
    expect(remembered(four, T + 15 * MINUTE - 1)).toBe(four);
    expect(remembered(four, T + 15 * MINUTE)).toBeNull();
    expect(afterFailure(four, T + 15 * MINUTE)).toEqual({ failures: 1, blockedUntil: T + 15 * MINUTE, lastAt: T + 15 * MINUTE });
    const many = { failures: 12, blockedUntil: T + 15 * MINUTE, lastAt: T };
    expect(afterFailure(many, T + 20 * MINUTE).failures).toBe(13);
    expect(remembered(many, T + 30 * MINUTE)).toBeNull();
  });

  test("property: however impatient, ten tries in the first half hour: 5, then one after 30, 60, 120, 240, 480 s; 900 more make 1830 s", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 * MINUTE }), { minLength: 20, maxLength: 60 }), (pauses) => {
        let state: Failures | undefined;
        let now = T;
        let tries = 0;
        for (const pause of pauses) {
          now += waitOf(state, now) + (pause % (10 * SECOND));
          if (now >= T + 30 * MINUTE) break;
          state = afterFailure(state, now);
          tries += 1;
        }
        expect(tries).toBeLessThanOrEqual(10);
      }),
      { numRuns: runs(200) },
    );
  });

  test("taking the last failure back lifts its delay; the first one leaves nothing", () => {
    expect(takenBack({ failures: 5, blockedUntil: T + 30 * SECOND, lastAt: T })).toEqual({ failures: 4, blockedUntil: 0, lastAt: T });
    expect(takenBack({ failures: 1, blockedUntil: T, lastAt: T })).toBeNull();
  });
});

describe("in the store", () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "verdad-throttle-"));
    store = openStore(`file:${join(folder, "t.db")}`);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  test("subjects are keyed hashes: case and blanks of the address do not matter, the key does", () => {
    const one = subjectsOf("key", " Ann@Example.org ", "10.0.0.1");
    expect(one).toEqual(subjectsOf("key", "ann@example.org", "10.0.0.1"));
    expect(one.account).toMatch(/^[0-9a-f]{64}$/);
    expect(one.account).not.toBe(one.address);
    expect(one.account).not.toBe(subjectsOf("other", "ann@example.org", null).account);
  });

  test("of a hundred tries at once five are let through", () => {
    const subjects = subjectsOf("key", "ann@example.org", null);
    const waits = Array.from({ length: 100 }, () => takeTry(store, subjects, T));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(waits.at(-1)).toBe(30 * SECOND);
  });

  test("one address on many accounts is slowed too; another address is not", () => {
    const from = (n: number, address: string) => subjectsOf("key", `user${n}@example.org`, address);
    for (let n = 0; n < 5; n += 1) expect(takeTry(store, from(n, "10.0.0.1"), T)).toBe(0);
    expect(takeTry(store, from(6, "10.0.0.1"), T)).toBe(30 * SECOND);
    expect(takeTry(store, from(6, "10.0.0.2"), T)).toBe(0);
  });

  test("success clears the account and gives the address its try back", () => {
    const ann = subjectsOf("key", "ann@example.org", "10.0.0.1");
    const bob = subjectsOf("key", "bob@example.org", "10.0.0.1");
    for (let n = 0; n < 3; n += 1) takeTry(store, bob, T);
    takeTry(store, ann, T);
    succeeded(store, ann);
    // The address has bob's three failures left: the second further one is its fifth.
    expect([takeTry(store, bob, T), takeTry(store, bob, T), takeTry(store, ann, T)]).toEqual([0, 0, 30 * SECOND]);
  });

  test("being refused does not prolong the wait, and the wait outlives a restart", () => {
    const ann = subjectsOf("key", "ann@example.org", null);
    for (let n = 0; n < 5; n += 1) takeTry(store, ann, T);
    expect(takeTry(store, ann, T + 10 * SECOND)).toBe(20 * SECOND);
    store.close();
    store = openStore(`file:${join(folder, "t.db")}`);
    expect(takeTry(store, ann, T + 29 * SECOND)).toBe(SECOND);
    expect(takeTry(store, ann, T + 30 * SECOND)).toBe(0);
  });
});
