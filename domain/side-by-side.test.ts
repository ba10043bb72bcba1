import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { missing, type Share } from "./share.ts";
import { compareEstimates, compareProportions } from "./side-by-side.ts";
import { wilsonShare } from "./statistics/wilson.ts";

const of = (hits: number, n: number): Share => wilsonShare(hits, n, "no-ratings");

describe("compareProportions", () => {
  it("56 of 70 against 48 of 80 is 0.2 (0.0524 to 0.3339), Newcombe 1998, table II, and clear on its own", () => {
    const [one] = compareProportions([[of(56, 70), of(48, 80)]]);
    expect(one?.difference.value).toBeCloseTo(0.2, 4);
    expect(one?.difference.low).toBeCloseTo(0.0524, 4);
    expect(one?.difference.high).toBeCloseTo(0.3339, 4);
    expect(one).toMatchObject({ clear: true, difference: { n: 70 } });
  });

  // p = 0.0080 is under 0.1 x 1 / 12 = 0.0083 as the smallest of twelve, and above 0.1 x 1 / 13 = 0.0077 as the smallest of thirteen.
  it("the same among 11 that do not differ is clear, among 12 no more: one family of tests", () => {
    const same: readonly [Share, Share] = [of(40, 80), of(40, 80)];
    const clearAmong = (others: number) =>
      compareProportions([[of(56, 70), of(48, 80)], ...Array.from({ length: others }, () => same)])[0]?.clear;
    expect([clearAmong(11), clearAmong(12)]).toEqual([true, false]);
  });

  it("29 on a side are never clear, 30 may be; what is missing says why", () => {
    expect(compareProportions([[of(29, 29), of(0, 400)]])[0]?.clear).toBe(false);
    expect(compareProportions([[of(30, 30), of(0, 400)]])[0]?.clear).toBe(true);
    expect(compareProportions([[of(3, 9), missing("too-few", 4)]])[0]).toEqual({ difference: missing("too-few", 4), clear: false });
    expect(compareProportions([[missing("no-ratings"), of(3, 9)]])[0]).toEqual({ difference: missing("no-ratings", 0), clear: false });
  });

  it("turned round it says the opposite", () => {
    const count = fc.tuple(fc.nat(200), fc.nat(200)).map(([hits, rest]) => of(hits, hits + rest));
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { maxLength: 8 }), (pairs) => {
        const there = compareProportions(pairs);
        const back = compareProportions(pairs.map(([first, second]) => [second, first] as const));
        expect(back.map(({ clear }) => clear)).toEqual(there.map(({ clear }) => clear));
        back.forEach(({ difference }, i) => {
          expect(-(difference.value ?? 0)).toBeCloseTo(there[i]?.difference.value ?? 0, 12);
        });
      }),
      { numRuns: runs(200) },
    );
  });
});

it("scores by their own limits: 0.5 (0.45 to 0.55) - 0.4 (0.36 to 0.44) = 0.1 -+ sqrt(0.05² + 0.04²) = 0.064, clear; with 0.06 and 0.08 not", () => {
  const score = (value: number, half: number) => ({ value, low: value - half, high: value + half, n: 100 });
  const one = compareEstimates(score(0.5, 0.05), score(0.4, 0.04));
  expect(one.clear).toBe(true);
  expect(one.difference.low).toBeCloseTo(0.1 - Math.sqrt(0.0041), 12);
  expect(compareEstimates(score(0.5, 0.06), score(0.4, 0.08)).clear).toBe(false);
});
