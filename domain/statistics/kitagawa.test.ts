import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kitagawa } from "./kitagawa.ts";

describe("Kitagawa's decomposition", () => {
  it("80/100 + 30/100 against 160/200 + 15/50: no rate changed, so 0.55 - 0.70 = -0.15 is all mix", () => {
    const split = kitagawa(
      [
        { key: "business", hits: 80, n: 100 },
        { key: "other", hits: 30, n: 100 },
      ],
      [
        { key: "business", hits: 160, n: 200 },
        { key: "other", hits: 15, n: 50 },
      ],
    );
    expect(split?.difference).toBeCloseTo(-0.15, 12);
    expect(split?.rate).toBeCloseTo(0, 12);
    expect(split?.mix).toBeCloseTo(-0.15, 12);
    expect(split?.oneSided).toEqual([]);
  });

  it("rates 0.6 and 0.2 from 0.5 and 0.4, shares 0.75 and 0.25 from 0.5 and 0.5: rate 0.1 x 0.625 - 0.2 x 0.375, mix 0.25 x (0.55 - 0.3)", () => {
    const split = kitagawa(
      [
        { key: 1, hits: 45, n: 75 },
        { key: 2, hits: 5, n: 25 },
      ],
      [
        { key: 1, hits: 25, n: 50 },
        { key: 2, hits: 20, n: 50 },
      ],
    );
    expect(split?.rate).toBeCloseTo(-0.0125, 12);
    expect(split?.mix).toBeCloseTo(0.0625, 12);
  });

  it("strata of one period go wholly to the mix and are named: + 10/50 now, - 8/40 before", () => {
    const split = kitagawa(
      [
        { key: "both", hits: 20, n: 40 },
        { key: "new", hits: 10, n: 10 },
        { key: "empty", hits: 0, n: 0 },
      ],
      [
        { key: "both", hits: 16, n: 32 },
        { key: "gone", hits: 8, n: 8 },
        { key: "new", hits: 0, n: 0 },
      ],
    );
    expect(split?.rate).toBe(0);
    expect(split?.mix).toBeCloseTo(10 / 50 - 8 / 40, 12);
    expect(split?.oneSided).toEqual([
      { key: "new", period: "now" },
      { key: "gone", period: "before" },
    ]);
  });

  it("rate and mix add up to the difference, whatever the strata", () => {
    const strata = fc.uniqueArray(
      fc.tuple(fc.nat(6), fc.nat(50), fc.nat(50)).map(([key, hits, misses]) => ({ key, hits, n: hits + misses })),
      { selector: (stratum) => stratum.key },
    );
    fc.assert(
      fc.property(strata, strata, (now, before) => {
        const split = kitagawa(now, before);
        if (split === null) return;
        expect(split.rate + split.mix).toBeCloseTo(split.difference, 12);
      }),
    );
  });

  it("an empty period has no difference", () => {
    expect(kitagawa([], [{ key: 1, hits: 1, n: 2 }])).toBeNull();
  });
});
