import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectableDifference } from "./detectable.ts";
import { fisherP } from "./fisher.ts";
import { normalCdf, normalUpperTail, twoSidedP, Z95 } from "./normal.ts";
import { scoreTestP } from "./score-test.ts";

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1n; i <= BigInt(k); i++) result = (result * (BigInt(n) - i + 1n)) / i;
  return result;
}

/** Fisher's definition with exact whole numbers. */
function slowFisher(x1: number, n1: number, x2: number, n2: number): number {
  const ways = (k: number) => (k > n1 || x1 + x2 - k > n2 || k < 0 || k > x1 + x2 ? 0n : choose(n1, k) * choose(n2, x1 + x2 - k));
  let extreme = 0n;
  for (let k = 0; k <= x1 + x2; k++) if (ways(k) <= ways(x1)) extreme += ways(k);
  return Number((extreme * 10n ** 18n) / choose(n1 + n2, x1 + x2)) / 1e18;
}

describe("normal distribution", () => {
  it("the 97.5 % quantile leaves 0.025 above it and 0.05 on both sides", () => {
    expect(normalUpperTail(Z95)).toBeCloseTo(0.025, 15);
    expect(twoSidedP(-Z95)).toBeCloseTo(0.05, 15);
  });

  it("Abramowitz & Stegun, table 26.1: P(1) = 0.841344746068543, P(2.5) = 0.993790334674224, P(3) = 0.998650101968370", () => {
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(2.5)).toBeCloseTo(0.993790334674224, 14);
    expect(normalCdf(3)).toBeCloseTo(0.99865010196837, 14);
  });

  it("far tails keep their digits: P(Z > 6) = 9.865876450376981e-10", () => {
    expect(normalUpperTail(6) / 9.865876450376981e-10).toBeCloseTo(1, 12);
    expect(normalUpperTail(40)).toBe(0);
  });
});

describe("Fisher's exact test", () => {
  it("the lady tasting tea (Fisher 1935): 3 of 4 against 1 of 4 is 34/70", () => {
    expect(fisherP(3, 4, 1, 4)).toBeCloseTo(34 / 70, 12);
  });

  it("A. Agresti's and R's convictions of twins (Fisher 1962): 2 of 17 against 10 of 13 is 0.0005367", () => {
    expect(fisherP(2, 17, 10, 13)).toBeCloseTo(0.0005367241, 9);
  });

  it("agrees with exact whole-number arithmetic on any small table, whichever side is first", () => {
    const side = fc.nat(40).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(side, side, ([x1, n1], [x2, n2]) => {
        expect(fisherP(x1, n1, x2, n2)).toBeCloseTo(slowFisher(x1, n1, x2, n2), 10);
        expect(fisherP(x2, n2, x1, n1)).toBeCloseTo(fisherP(x1, n1, x2, n2), 10);
      }),
    );
  });

  it("does not overflow: 3 of 5,000,000 against 1 of 5,000,000 is (1 + 4 + 4 + 1)/16 to five digits", () => {
    expect(fisherP(3, 5_000_000, 1, 5_000_000)).toBeCloseTo(10 / 16, 5);
  });
});

describe("test of two proportions", () => {
  it("is the chi-square test: 15/50 against 5/50 is chi² = 100 (15 x 45 - 35 x 5)² / (50 x 50 x 20 x 80) = 6.25, p = P(|Z| > 2.5)", () => {
    expect(scoreTestP(15, 50, 5, 50)).toBeCloseTo(twoSidedP(2.5), 14);
    expect(twoSidedP(2.5)).toBeCloseTo(0.012419330651552, 13);
  });

  it("turns to Fisher where an expected count is under 5: 4 + 5 hits of 50 + 50 expect 4.5 a side, 5 + 5 expect 5", () => {
    expect(scoreTestP(4, 50, 5, 50)).toBe(fisherP(4, 50, 5, 50));
    expect(scoreTestP(5, 50, 5, 50)).toBe(1);
    expect(scoreTestP(46, 50, 45, 50)).toBe(fisherP(46, 50, 45, 50));
  });

  it("has nothing to say with an empty side, and sees no difference where everybody agrees", () => {
    expect(scoreTestP(0, 0, 3, 9)).toBeNull();
    expect(scoreTestP(9, 9, 40, 40)).toBe(1);
  });
});

describe("smallest visible difference", () => {
  it("100 + 300 of 500 + 500: p = (400 + z²/2)/(1000 + z²) = 0.4003827, so 2.80 sqrt(p q 2/500) = 0.0867686", () => {
    expect(detectableDifference(100, 500, 300, 500)).toBeCloseTo(0.0867686, 6);
  });

  it("is not 0 where nobody was satisfied, and unknown for an empty side", () => {
    expect(detectableDifference(0, 50, 0, 50)).toBeGreaterThan(0);
    expect(detectableDifference(0, 0, 0, 50)).toBeNull();
  });
});
