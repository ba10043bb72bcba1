import { expect, test } from "vitest";
import type { DriverContrast, PenaltyAndReward } from "./drivers-document.ts";
import type { DriversAnswer, WhatIfAnswer } from "./improvement-documents.ts";
import { hideInDrivers, hideInWhatIf } from "./privacy-drivers.ts";

const period = { from: "2026-01-01", to: "2026-01-31", timeZone: "UTC" };

test("what-if: a group of 4 at a step goes, and the smallest other with it, so that 4 + 12 are missing and not 4; larger ones stay", () => {
  const basis: WhatIfAnswer = {
    ...{ period, visits: 200, yearlyVisits: 365, unweighted: false, cut: 0, reason: null, sample: { used: 200, of: 200 } },
    moments: ["a", "b", "c"],
    chains: [
      { after: [], atRisk: [200, 150, 120], broke: [50, 30, 20] },
      { after: [0], atRisk: [50, 4], broke: [12, 1] },
      { after: [1], atRisk: [30], broke: [6] },
      { after: [0, 1], atRisk: [12], broke: [3] },
    ],
  };
  expect(hideInWhatIf(basis, false).chains).toEqual([
    { after: [], atRisk: [200, 150, 120], broke: [50, 30, 20] },
    { after: [0], atRisk: [50, 0], broke: [12, 0] },
    { after: [1], atRisk: [30], broke: [6] },
    { after: [0, 1], atRisk: [0], broke: [0] },
  ]);
});

const estimate = (value: number, n: number) => ({ value, low: value - 0.1, high: value + 0.1, n, reason: null });
const effects = (minus: number, plus: number): PenaltyAndReward => ({
  penalty: estimate(-0.5, minus),
  reward: estimate(0.2, plus),
  difference: estimate(0.3, minus),
  class: "dissatisfier",
  reason: null,
});
const contrast = (moment: string, minus: number, standard: number, plus: number): DriverContrast => ({
  ...{ moment, minus, standard, plus, notRated: 5 },
  ...effects(minus, plus),
  unadjusted: effects(minus, plus),
});
const drivers: DriversAnswer = {
  ...{ period, outcome: "overall", outcomeMean: 4, outcomeSd: 1, negligible: 0.1, rSquared: 0.4, replicates: 200, unweighted: false },
  contrasts: [contrast("a", 30, 40, 50), contrast("b", 2, 1, 1)],
  factors: [],
  importance: {
    ...{ method: "complete", reason: null, rSquared: 0.5, n: 100, used: 0.9 },
    weights: [
      { moment: "a", weight: estimate(0.3, 100), share: 0.6 },
      { moment: "b", weight: estimate(0.2, 100), share: 0.4 },
    ],
  },
  sample: { used: 100, of: 100 },
  map: { importanceLine: 0.25, performanceLine: 0.5, points: [] },
};

test("drivers: of 2 minus among 4 no n is told either, hidden with the moment or by itself", () => {
  for (const hides of [() => false, (moment: string | null) => moment === "b"]) {
    const [open, hidden] = hideInDrivers(drivers, hides, false).contrasts;
    expect(open).toEqual(drivers.contrasts[0]);
    expect(hidden).toMatchObject({ minus: null, standard: null, plus: null });
    const ns = [hidden, hidden?.unadjusted].flatMap((row) => [row?.penalty.n, row?.reward.n, row?.difference.n]);
    expect(ns).toEqual([4, 4, 4, 4, 4, 4]);
  }
});

test("drivers: a hidden weight is not what R² and the others leave: R² and all shares go with it", () => {
  expect(hideInDrivers(drivers, () => false, false).importance).toEqual(drivers.importance);
  const { rSquared, weights } = hideInDrivers(drivers, (moment) => moment === "b", false).importance;
  expect(rSquared).toBeNull();
  expect(weights.map(({ weight, share }) => [weight.value, share])).toEqual([
    [0.3, null],
    [null, null],
  ]);
});
