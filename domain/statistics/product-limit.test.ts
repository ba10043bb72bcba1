import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastPoint, productLimit } from "./product-limit.ts";
import { wilson } from "./wilson.ts";

/** 6-MP arm of Freireich et al. (1963): at risk and relapsed at each week of a relapse. */
const SIX_MP = [
  { atRisk: 21, broke: 3 },
  { atRisk: 17, broke: 1 },
  { atRisk: 15, broke: 1 },
  { atRisk: 12, broke: 1 },
  { atRisk: 11, broke: 1 },
  { atRisk: 7, broke: 1 },
  { atRisk: 6, broke: 1 },
];

describe("product-limit estimator", () => {
  it("Freireich 1963, 6-MP, as printed by R's survfit: survival, standard error, log(-log) limits", () => {
    const points = productLimit(SIX_MP);
    expect(points.map((point) => point?.survival.toFixed(4))).toEqual([
      "0.8571",
      "0.8067",
      "0.7529",
      "0.6902",
      "0.6275",
      "0.5378",
      "0.4482",
    ]);
    expect(points.map((point) => point?.se.toFixed(4))).toEqual(["0.0764", "0.0869", "0.0963", "0.1068", "0.1141", "0.1282", "0.1346"]);
    expect(points.map((point) => point?.low.toFixed(3))).toEqual(["0.620", "0.563", "0.503", "0.432", "0.368", "0.268", "0.188"]);
    expect(points.map((point) => point?.high.toFixed(3))).toEqual(["0.952", "0.923", "0.889", "0.849", "0.805", "0.747", "0.680"]);
  });

  it("with nobody lost it is the plain share, with the binomial standard error", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 500 }),
        fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (n, rates) => {
          let atRisk = n;
          const steps = rates.map((rate) => {
            const step = { atRisk, broke: Math.floor(atRisk * rate) };
            atRisk -= step.broke;
            return step;
          });
          const last = lastPoint(productLimit(steps));
          expect(last?.survival).toBeCloseTo(atRisk / n, 12);
          expect(last?.se).toBeCloseTo(Math.sqrt(((atRisk / n) * (1 - atRisk / n)) / n), 12);
        },
      ),
    );
  });

  it("never rises, stays within its limits, and these within 0..1", () => {
    const step = fc
      .tuple(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([atRisk, rate]) => ({ atRisk, broke: Math.round(atRisk * rate) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let previous = 1;
        for (const point of productLimit(steps)) {
          if (point === null) continue;
          expect(point.survival).toBeLessThanOrEqual(previous);
          expect(point.low).toBeLessThanOrEqual(point.survival);
          expect(point.high).toBeGreaterThanOrEqual(point.survival);
          expect(point.low).toBeGreaterThanOrEqual(0);
          expect(point.high).toBeLessThanOrEqual(1);
          previous = point.survival;
        }
      }),
    );
  });

  it("survival 1: from Wilson's lower limit of all of the smallest at risk (7 of 9, 7, 8) to 1", () => {
    const last = lastPoint(productLimit([9, 7, 8].map((atRisk) => ({ atRisk, broke: 0 }))));
    expect(last).toEqual({ survival: 1, se: 0, low: wilson(7, 7).low, high: 1 });
  });

  it("survival 0: from 0 to Wilson's upper limit of none of the smallest at risk (3 of 9, 3)", () => {
    const last = lastPoint(
      productLimit([
        { atRisk: 9, broke: 2 },
        { atRisk: 3, broke: 3 },
        { atRisk: 4, broke: 0 },
      ]),
    );
    expect(last).toEqual({ survival: 0, se: 0, low: 0, high: wilson(0, 3).high });
  });

  it("a step with nobody at risk is no point and changes nothing", () => {
    const points = productLimit([
      { atRisk: 4, broke: 1 },
      { atRisk: 0, broke: 0 },
      { atRisk: 2, broke: 1 },
    ]);
    expect(points[1]).toBeNull();
    expect(lastPoint(points)?.survival).toBe((3 / 4) * (1 / 2));
    expect(lastPoint(productLimit([{ atRisk: 0, broke: 0 }]))).toBeNull();
  });
});
