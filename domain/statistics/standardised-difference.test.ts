import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newcombe } from "./newcombe.ts";
import { standardisedDifference } from "./standardised-difference.ts";

describe("standardised difference", () => {
  const side = fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, rate]) => ({ hits: Math.round(n * rate), n }));

  it("one stratum is plain Newcombe", () => {
    fc.assert(
      fc.property(side, side, (a, b) => {
        const difference = standardisedDifference([{ exposedHits: a.hits, exposed: a.n, otherHits: b.hits, other: b.n }]);
        const plain = newcombe(a.hits, a.n, b.hits, b.n);
        expect(difference?.value).toBeCloseTo(plain.value, 12);
        expect(difference?.low).toBeCloseTo(plain.low, 10);
        expect(difference?.high).toBeCloseTo(plain.high, 10);
      }),
    );
  });

  it("30 of 40 + 10 of 10 exposed against 50 of 100 + 45 of 50: 0.8 - (0.8 x 0.5 + 0.2 x 0.9) = 0.22; raw it would be 0.8 - 95/150", () => {
    const difference = standardisedDifference([
      { exposedHits: 30, exposed: 40, otherHits: 50, other: 100 },
      { exposedHits: 10, exposed: 10, otherHits: 45, other: 50 },
    ]);
    expect(difference?.value).toBeCloseTo(0.22, 12);
    // Effective size: 0.58 x 0.42 / (0.64 x 0.25/100 + 0.04 x 0.09/50) = 145.69, below the 150 seen.
    const size = (0.58 * 0.42) / ((0.64 * 0.25) / 100 + (0.04 * 0.09) / 50);
    const asIf = newcombe(40, 50, 0.58 * size, size);
    expect(difference?.low).toBeCloseTo(asIf.low, 12);
    expect(difference?.high).toBeCloseTo(asIf.high, 12);
  });

  it("exposed x value is what each stratum lost, and strata without others are left out and counted", () => {
    const stratum = fc.tuple(fc.option(side, { nil: { hits: 0, n: 0 } }), fc.option(side, { nil: { hits: 0, n: 0 } }));
    fc.assert(
      fc.property(fc.array(stratum, { maxLength: 6 }), (pairs) => {
        const difference = standardisedDifference(
          pairs.map(([a, b]) => ({ exposedHits: a.hits, exposed: a.n, otherHits: b.hits, other: b.n })),
        );
        const both = pairs.filter(([a, b]) => a.n > 0 && b.n > 0);
        expect(difference === null).toBe(both.length === 0);
        if (difference === null) return;
        const lost = both.reduce((sum, [a, b]) => sum + a.hits - (a.n * b.hits) / b.n, 0);
        expect(difference.exposed * difference.value).toBeCloseTo(lost, 8);
        expect(difference.unmatched).toBe(pairs.reduce((sum, [a, b]) => sum + (b.n === 0 ? a.n : 0), 0));
        expect(difference.low).toBeLessThanOrEqual(difference.value + 1e-12);
        expect(difference.high).toBeGreaterThanOrEqual(difference.value - 1e-12);
      }),
    );
  });
});
