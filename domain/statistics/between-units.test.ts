import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { betweenUnits } from "./between-units.ts";
import { binomialLimits } from "./binomial.ts";
import { chiSquareQuantile, chiSquareUpperTail } from "./chi-square.ts";
import { twoSidedP } from "./normal.ts";

describe("chi-square", () => {
  it.each([
    [3.841458820694124, 1, 0.05],
    [10, 4, 0.04042768199451279],
    [0.5, 7, 0.9994464813904249],
    [30, 30, 0.4656537089440098],
    [250, 200, 0.009379131668826098],
  ])("scipy 1.17.1: P(X > %f), %i degrees = %f", (x, df, tail) => {
    expect(chiSquareUpperTail(x, df)).toBeCloseTo(tail, 10);
  });

  it("far tails keep their digits: P(X > 152.233), 12 degrees = 1.9967721e-26", () => {
    expect(chiSquareUpperTail(152.233, 12) / 1.9967721373353058e-26).toBeCloseTo(1, 9);
    expect(chiSquareUpperTail(0, 3)).toBe(1);
  });

  it("one degree is the square of a normal, two are exp(-x/2), and the quantile leads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 150 }), (hundredths, df) => {
        const x = hundredths / 100;
        expect(chiSquareUpperTail(x, 1)).toBeCloseTo(twoSidedP(Math.sqrt(x)), 12);
        expect(chiSquareUpperTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 12);
        const tail = (hundredths % 99) / 100 + 0.005;
        expect(chiSquareUpperTail(chiSquareQuantile(tail, df), df)).toBeCloseTo(tail, 9);
      }),
      { numRuns: runs(200) },
    );
  });

  it.each([
    [0.025, 12, 23.33666415864534],
    [0.975, 12, 4.403788506981702],
    [0.975, 1, 0.0009820691171752583],
    [0.025, 99, 128.4219886438403],
  ])("scipy 1.17.1: the x with %f above it, %i degrees = %f", (tail, df, x) => {
    expect(chiSquareQuantile(tail, df)).toBeCloseTo(x, 8);
  });
});

describe("binomial limits", () => {
  it.each([
    [1, 0.3, 0, 0.9166666666666666, 0, 0.9966666666666667],
    [20, 0.1, 0, 0.22846760702992439, 0, 0.3351718216852823],
    [100, 0.06, 0.012371743447651747, 0.10604514242364234, 0, 0.13953953960739182],
    [2500, 0.38, 0.36081985068888234, 0.39887268160899264, 0.3499437284499515, 0.40993068581794284],
    [50_000, 0.02, 0.018771909285702833, 0.021226257992588517, 0.018082770741955353, 0.021952069307072213],
  ])("scipy 1.17.1 (binom.ppf, binom.cdf): n = %i, p = %f", (n, p, low, high, wideLow, wideHigh) => {
    const usual = binomialLimits(n, p, 0.95);
    const wide = binomialLimits(n, p, 0.998);
    [usual.low, usual.high, wide.low, wide.high].forEach((limit, i) => {
      expect(limit).toBeCloseTo([low, high, wideLow, wideHigh][i] ?? -1, 9);
    });
  });

  it("hits and misses mirror each other, and ten million are no trouble: 0.5 ± 1.96 x 0.5/sqrt(1e7)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
        const { low, high } = binomialLimits(n, percent / 100, 0.95);
        expect(low).toBeLessThanOrEqual(percent / 100);
        expect(high).toBeGreaterThanOrEqual(percent / 100 - 1 / n);
      }),
      { numRuns: runs(100) },
    );
    expect(binomialLimits(1e7, 0.5, 0.95).high).toBeCloseTo(0.5 + (1.96 * 0.5) / Math.sqrt(1e7), 6);
  });
});

describe("between-unit variance", () => {
  it("BCG vaccine, 13 trials (G. A. Colditz et al., 1994): Q = 152.2330, tau² = 0.3088, Q profile 0.1197 to 1.1115 (W. Viechtbauer, metafor)", () => {
    const trials = [
      [4, 119, 11, 128],
      [6, 300, 29, 274],
      [3, 228, 11, 209],
      [62, 13536, 248, 12619],
      [33, 5036, 47, 5761],
      [180, 1361, 372, 1079],
      [8, 2537, 10, 619],
      [505, 87886, 499, 87892],
      [29, 7470, 45, 7232],
      [17, 1699, 65, 1600],
      [186, 50448, 141, 27197],
      [5, 2493, 3, 2338],
      [27, 16886, 29, 17825],
    ];
    const found = betweenUnits(
      trials.map(([a = 0, b = 0, c = 0, d = 0]) => ({
        value: Math.log(a / (a + b) / (c / (c + d))),
        variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
      })),
    );
    expect(found?.q).toBeCloseTo(152.233, 3);
    expect(found?.variance).toBeCloseTo(0.3088, 4);
    expect(found?.low).toBeCloseTo(0.1197, 4);
    expect(found?.high).toBeCloseTo(1.1115, 4);
  });

  it("two units 0 and 4 with variance 2: Q = 4, tau² = (4 - 1)/(1 - 0.5) = 6; alike: 0 from 0", () => {
    const found = betweenUnits([
      { value: 0, variance: 2 },
      { value: 4, variance: 2 },
    ]);
    expect(found?.q).toBeCloseTo(4, 12);
    expect(found?.variance).toBeCloseTo(6, 12);
    expect(betweenUnits(Array.from({ length: 5 }, () => ({ value: 3, variance: 1 })))).toMatchObject({ q: 0, p: 1, variance: 0, low: 0 });
    expect(betweenUnits([{ value: 3, variance: 1 }])).toBeNull();
  });
});
