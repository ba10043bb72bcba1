import { describe, expect, it } from "vitest";
import { seededRandom } from "./statistics/rng.ts";
import { toUnitSpread, type UnitCount } from "./unit-spread.ts";

/** Units of 200 ratings; `chance` gives each its own. */
function simulated(count: number, seed: number, chance: (uniform: () => number) => number): UnitCount[] {
  const random = seededRandom(seed);
  const uniform = () => random() / 2 ** 32;
  return Array.from({ length: count }, (_, i) => {
    const own = chance(uniform);
    return { unit: `team ${i}`, hits: Array.from({ length: 200 }, () => (uniform() < own ? 1 : 0)).filter(Boolean).length, n: 200 };
  });
}

describe("units on a funnel plot", () => {
  it("60/100, 40/100: Pearson's chi-square 100 x (0.1² + 0.1²)/0.25 = 8, tau² = (8 - 1) x 0.0025/1 = 0.0175", () => {
    const found = toUnitSpread([
      { unit: "a", hits: 60, n: 100 },
      { unit: "b", hits: 40, n: 100 },
    ]);
    expect(found.centre).toBe(0.5);
    expect(found.p).toBeCloseTo(0.004677734981047, 10);
    // Σw - Σw²/Σw = 800 - 2 x 400²/800 = 400, so tau² = 7/400.
    expect(found.spread.value).toBeCloseTo(Math.sqrt(7 / 400), 12);
    expect(found.spread.n).toBe(2);
    expect(found.verdict).toBe("differ");
  });

  it("of 400 alike teams about 1 in 20 lies outside the usual limits and hardly one outside the wide ones", () => {
    const found = toUnitSpread(simulated(400, 1, () => 0.3));
    const outside = found.units.filter(({ position }) => position !== "inside");
    expect(outside.length).toBeGreaterThan(8);
    expect(outside.length).toBeLessThan(36);
    expect(outside.filter(({ position }) => position === "far-below" || position === "far-above").length).toBeLessThan(5);
  });

  it("alike teams are not said to differ more than 1 time in 20 (at most 10 of 100); teams 8 points apart are, and by 8 points", () => {
    let said = 0;
    const spreads: number[] = [];
    let held = 0;
    for (let seed = 1; seed <= 100; seed++) {
      if (toUnitSpread(simulated(12, seed, () => 0.3)).verdict === "differ") said++;
      const apart = toUnitSpread(simulated(12, seed, (uniform) => (uniform() < 0.5 ? 0.22 : 0.38)));
      expect(apart.verdict).toBe("differ");
      spreads.push(apart.spread.value ?? 0);
      if ((apart.spread.low ?? 1) <= 0.08 && (apart.spread.high ?? 0) >= 0.08) held++;
    }
    expect(said).toBeLessThanOrEqual(10);
    const mean = spreads.reduce((sum, spread) => sum + spread, 0) / spreads.length;
    expect(mean).toBeGreaterThan(0.07);
    expect(mean).toBeLessThan(0.09);
    expect(held).toBeGreaterThanOrEqual(88);
  });

  it("29 ratings stand on the plot and take no part in the spread; no ratings, no place", () => {
    const found = toUnitSpread([
      { unit: "a", hits: 35, n: 100 },
      { unit: "b", hits: 29, n: 29 },
      { unit: "c", hits: 0, n: 0 },
    ]);
    expect(found.units.map(({ position }) => position)).toEqual(["below", "far-above", null]);
    expect(found.spread).toMatchObject({ value: null, reason: "one-unit", n: 1 });
    expect(found.units[2]?.share).toMatchObject({ value: null, reason: "no-ratings" });
    expect(found.curve[0]?.n).toBe(25);
    expect(found.curve.at(-1)?.n).toBe(100);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("nothing rated, or all hits: no limits, and why", () => {
    expect(toUnitSpread([])).toMatchObject({ centre: null, curve: [], spread: { reason: "no-ratings" }, verdict: "cannot-tell" });
    const full = toUnitSpread(["a", "b"].map((unit) => ({ unit, hits: 50, n: 50 })));
    expect(full).toMatchObject({ centre: null, curve: [], p: null, spread: { value: null, reason: "no-spread" } });
  });
});
