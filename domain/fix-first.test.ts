import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { toFixFirst } from "./fix-first.ts";
import { anyJourney, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { quantile } from "./statistics/quantile.ts";
import { seededRandom } from "./statistics/rng.ts";
import { toSurvival } from "./survival.ts";

const rate = (...ratings: (number | null)[]): PlainVisit => ({
  touches: ratings.flatMap((rating, i) => (rating === null ? [] : [{ at: i + 1, rating }])),
});
const times = (count: number, visit: PlainVisit): PlainVisit[] => Array.from({ length: count }, () => visit);

/** The definition read out loud: r, d, A, D and sole breaks at the chosen positions. */
function slowCounts(positions: readonly number[], visits: readonly PlainVisit[]) {
  const rated = (visit: PlainVisit, at: number) => visit.touches.some((touch) => touch.at === at && touch.rating !== null);
  const broken = (visit: PlainVisit) => positions.filter((at) => visit.touches.some((touch) => touch.at === at && (touch.rating ?? 5) < 3));
  const before = (visit: PlainVisit, at: number) => broken(visit).filter((other) => other < at);
  const count = (test: (visit: PlainVisit) => boolean) => visits.filter(test).length;
  return {
    r: (j: number) => count((visit) => rated(visit, j) && before(visit, j).length === 0),
    d: (j: number) => count((visit) => broken(visit).includes(j) && before(visit, j).length === 0),
    A: (i: number, j: number) => count((visit) => rated(visit, j) && `${before(visit, j)}` === `${i}`),
    D: (i: number, j: number) => count((visit) => broken(visit).includes(j) && `${before(visit, j)}` === `${i}`),
    sole: (i: number) => count((visit) => `${broken(visit)}` === `${i}`),
    rated: count((visit) => positions.some((at) => rated(visit, at))),
  };
}

describe("what to fix first", () => {
  it("agrees with the definition read over plain lists, for any chosen steps and any target", () => {
    fc.assert(
      fc.property(
        anyJourney,
        fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
        ({ steps, chosen, visits }, target) => {
          const positions = chosen.map((moment) => moment.position ?? 0);
          const many = visits.flatMap((visit) => times(30, visit));
          const { r, d, A, D, sole, rated } = slowCounts(positions, many);
          const found = toFixFirst(chosen, scanOf(steps, many), { seed: 1, replicates: 2, target });
          expect(found.sample).toEqual({ used: rated, of: rated });
          expect(found.journeyScore === null).toBe(rated === 0);
          const score = (hazard: (at: number) => number) =>
            positions.reduce((product, at) => (r(at) > 0 ? product * (1 - hazard(at)) : product), 1);
          found.steps.forEach((step, index) => {
            const i = positions[index] ?? 0;
            expect(step).toMatchObject({ atRisk: r(i), broke: d(i) });
            expect(step.soleBreaks.value ?? 0).toBeCloseTo(rated > 0 ? sole(i) / rated : 0, 12);
            if (r(i) === 0) {
              expect(step.gain).toMatchObject({ value: null, reason: "no-ratings" });
              return;
            }
            const w = Math.max(0, 1 - target / (d(i) / r(i)));
            const lifted = positions.reduce((product, j) => {
              if (j < i) return r(j) > 0 ? product * (1 - d(j) / r(j)) : product;
              if (j === i) return product * (1 - (1 - w) * (d(i) / r(i)));
              const atRisk = r(j) + (w > 0 ? w * A(i, j) : 0);
              return atRisk > 0 ? product * (1 - (d(j) + w * D(i, j)) / atRisk) : product;
            }, 1);
            expect(step.gain.value).toBeCloseTo(d(i) === 0 ? 0 : lifted - score((j) => d(j) / r(j)), 10);
          });
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it("a target of 0 gains what recomputing gains with that step's breaks turned into met", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, visits }) => {
        const many = visits.flatMap((visit) => times(30, visit));
        const found = toFixFirst(steps, scanOf(steps, many), { seed: 1, replicates: 2, target: 0 });
        found.steps.forEach((step, index) => {
          if (step.gain.value === null) return;
          const mended = many.map((visit) => ({
            ...visit,
            touches: visit.touches.map((touch) => (touch.at === index + 1 && touch.rating !== null ? { ...touch, rating: 5 } : touch)),
          }));
          const after = toSurvival(steps, scanOf(steps, mended)).journeyScore.value ?? -1;
          expect(step.gain.value).toBeCloseTo(after - (found.journeyScore ?? -1), 10);
        });
      }),
      { numRuns: runs(60) },
    );
  });

  it("two steps, target 1/10: 100 visits, 40 break first, 10 of these also second; 60 go on, 6 break: h' = (6 + 3/4 x 10)/(60 + 3/4 x 40)", () => {
    const steps = plainSteps(2);
    const visits = [...times(30, rate(1, 5)), ...times(10, rate(1, 1)), ...times(54, rate(5, 5)), ...times(6, rate(5, 1))];
    const [first, second] = toFixFirst(steps, scanOf(steps, visits), { seed: 1, target: 0.1, visitsAYear: 10_000 }).steps;
    const gain = 0.9 * (1 - (6 + 0.75 * 10) / (60 + 0.75 * 40)) - 0.6 * 0.9;
    expect(first).toMatchObject({ atRisk: 100, broke: 40, rank: 1, atTarget: false, soleBreaks: { value: 0.3, n: 100 } });
    expect(first?.gain.value).toBeCloseTo(gain, 12);
    expect(first?.visitsAYear?.value).toBeCloseTo(10_000 * gain, 8);
    expect(second).toMatchObject({ rank: null, atTarget: true, gain: { value: 0 }, soleBreaks: { value: 0.06 } });
  });

  it("the target is the lower quartile of the steps with 30 at risk: of 2, 4, 6, 8 and 10 % it is 4 %, and a step with 29 at risk does not count", () => {
    const steps = plainSteps(6);
    // Every visit rates one step, so at risk is simply who rated it.
    const only = (at: number, rating: number): PlainVisit => ({ touches: [{ at, rating }] });
    const visits = [2, 4, 6, 8, 10].flatMap((bad, i) => [...times(bad, only(i + 1, 1)), ...times(100 - bad, only(i + 1, 5))]);
    const found = toFixFirst(steps, scanOf(steps, [...visits, ...times(29, only(6, 5))]), { seed: 1 });
    expect(found).toMatchObject({ targetFrom: "quartile", targetSteps: 5 });
    expect(found.target).toBeCloseTo(0.04, 12);
    expect(found.steps.map(({ rank }) => rank)).toEqual([null, null, 3, 2, 1, null]);
    expect(found.steps[5]?.gain).toMatchObject({ value: null, reason: "under-30", n: 529 });
  });

  it("three steps with 30 at risk set no yardstick: the target is for a person to set", () => {
    const steps = plainSteps(3);
    const visits = times(40, rate(5, 1, 5));
    expect(toFixFirst(steps, scanOf(steps, visits), { seed: 1 })).toMatchObject({
      target: null,
      targetFrom: "none",
      steps: [{ gain: { value: null, reason: "no-target" } }, { gain: { reason: "no-target" } }, { gain: { reason: "no-ratings" } }],
    });
    expect(toFixFirst(steps, scanOf(steps, visits), { seed: 1, target: 0.5 }).targetFrom).toBe("given");
  });

  it("no visits: no score and no gains", () => {
    const found = toFixFirst(plainSteps(2), scanOf(plainSteps(2), []), { seed: 1 });
    expect(found).toMatchObject({ journeyScore: null, target: null, sample: { used: 0, of: 0 } });
    expect(found.steps[0]?.soleBreaks).toMatchObject({ value: null, reason: "no-ratings" });
  });

  const chances = [0.03, 0.05, 0.2, 0.1, 0.08];
  const surveyed = (count: number, seed: number): PlainVisit[] => {
    const random = seededRandom(seed);
    const uniform = () => random() / 2 ** 32;
    return Array.from({ length: count }, () => {
      const prone = uniform() < 0.3 ? 2 : 0.6;
      return rate(...chances.map((chance) => (uniform() < 0.15 ? null : uniform() < chance * prone ? 1 : 5)));
    });
  };

  it("the bootstrap spreads as repeated surveys do, within a quarter, target and all", () => {
    const steps = plainSteps(chances.length);
    const gains = Array.from(
      { length: 150 },
      (_, i) => toFixFirst(steps, scanOf(steps, surveyed(600, 500 + i)), { seed: i }).steps[2]?.gain,
    );
    const values = gains.map((gain) => gain?.value ?? 0).sort((a, b) => a - b);
    const truth = quantile(values, 0.975) - quantile(values, 0.025);
    const width = gains.reduce((sum, gain) => sum + (gain?.high ?? 0) - (gain?.low ?? 0), 0) / gains.length;
    expect(width / truth).toBeGreaterThan(0.75);
    expect(width / truth).toBeLessThan(1.25);
  });

  it("too many visits: a stable draw that says so, and the same seed gives the same document", () => {
    const steps = plainSteps(chances.length);
    const scan = scanOf(steps, surveyed(2000, 3));
    const found = toFixFirst(steps, scan, { seed: 7, mostVisits: 500 });
    expect(found.sample.of).toBeGreaterThan(1990);
    expect(found.sample.used).toBeLessThanOrEqual(500);
    expect(found.sample.used).toBeGreaterThan(450);
    expect(toFixFirst(steps, scan, { seed: 7, mostVisits: 500 })).toEqual(found);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
