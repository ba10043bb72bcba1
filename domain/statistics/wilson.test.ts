import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Z95 } from "./normal.ts";
import { wilson, wilsonCentre, wilsonShare } from "./wilson.ts";

describe("Wilson's score interval", () => {
  it.each([
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("Newcombe 1998, table I: %i of %i is %f to %f", (hits, n, low, high) => {
    const limits = wilson(hits, n);
    expect(limits.low).toBeCloseTo(low, 4);
    expect(limits.high).toBeCloseTo(high, 4);
  });

  it("its limits p solve (x/n - p)² = z² p (1 - p)/n: the definition, for any x of n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const hits = Math.round(n * share);
        const { low, high } = wilson(hits, n);
        for (const p of [low, high]) expect((hits / n - p) ** 2).toBeCloseTo((Z95 ** 2 * p * (1 - p)) / n, 12);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
      }),
    );
  });

  it("the centre of 1 of 2 is (1 + z²/2)/(2 + z²) = 1/2", () => {
    expect(wilsonCentre(1, 2)).toBeCloseTo(0.5, 15);
  });

  it("none of none is missing with its reason, never 0", () => {
    expect(wilsonShare(0, 0, "no-ratings")).toEqual({ value: null, low: null, high: null, n: 0, reason: "no-ratings" });
  });
});
