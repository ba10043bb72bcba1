import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toClustering } from "./clustering.ts";
import { anyJourney, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { seededRandom } from "./statistics/rng.ts";

const rate = (...ratings: number[]): PlainVisit => ({ touches: ratings.map((rating, i) => ({ at: i + 1, rating })) });

/** Visits to ten steps; `chance` gives the chance of a bad rating for one visit. */
function surveyed(count: number, seed: number, chance: (uniform: () => number) => number): PlainVisit[] {
  const random = seededRandom(seed);
  const uniform = () => random() / 2 ** 32;
  return Array.from({ length: count }, () => {
    const bad = chance(uniform);
    const touches = Array.from({ length: 10 }, (_, i) => ({ at: i + 1, rating: uniform() < 0.2 ? null : uniform() < bad ? 1 : 5 }));
    return { touches };
  });
}

describe("clustering", () => {
  it("observed and expected agree with the definition over plain lists, for any chosen steps", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const positions = chosen.map((moment) => moment.position ?? 0);
        const ratedBy = (visit: PlainVisit) =>
          positions.filter((at) => visit.touches.some((touch) => touch.at === at && touch.rating !== null));
        const broke = (visit: PlainVisit, at: number) => visit.touches.some((touch) => touch.at === at && (touch.rating ?? 5) < 3);
        const met = new Map(
          positions.map((at) => {
            const raters = visits.filter((visit) => ratedBy(visit).includes(at));
            return [at, raters.filter((visit) => !broke(visit, at)).length / raters.length];
          }),
        );
        const several = visits.filter((visit) => ratedBy(visit).length >= 2);
        const clustering = toClustering(chosen, scanOf(steps, visits), { seed: 1, replicates: 2 });
        expect(clustering.difference.n).toBe(several.length);
        if (several.length === 0) {
          expect(clustering).toMatchObject({ observed: null, expected: null });
          return;
        }
        const flawless = several.filter((visit) => ratedBy(visit).every((at) => !broke(visit, at))).length;
        const chance = several.reduce((sum, visit) => sum + ratedBy(visit).reduce((product, at) => product * (met.get(at) ?? 0), 1), 0);
        expect(clustering.observed).toBeCloseTo(flawless / several.length, 12);
        expect(clustering.expected).toBeCloseTo(chance / several.length, 12);
      }),
    );
  });

  it("30 visits (5,5) and 30 (1,1): half are flawless where chance would leave 1/2 x 1/2, so the same people", () => {
    const steps = plainSteps(2);
    const visits = Array.from({ length: 60 }, (_, i) => (i < 30 ? rate(5, 5) : rate(1, 1)));
    const clustering = toClustering(steps, scanOf(steps, visits), { seed: 4 });
    expect(clustering).toMatchObject({ observed: 1 / 2, expected: 1 / 4, verdict: "same-people" });
    expect(clustering.difference.value).toBe(1 / 4);
  });

  it("29 visits with two ratings are too few to tell, however clustered; single ratings do not count", () => {
    const steps = plainSteps(2);
    const visits = [...Array.from({ length: 29 }, (_, i) => (i < 15 ? rate(5, 5) : rate(1, 1))), rate(5), rate(1)];
    const clustering = toClustering(steps, scanOf(steps, visits), { seed: 4 });
    expect(clustering.difference).toMatchObject({ value: null, n: 29, reason: "under-30" });
    expect(clustering.verdict).toBe("cannot-tell");
  });

  it("breaks that strike at random: the interval holds 0 for about 95 of 100 surveys (at least 88)", () => {
    const steps = plainSteps(10);
    let held = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const scan = scanOf(
        steps,
        surveyed(300, seed, () => 0.12),
      );
      const { difference } = toClustering(steps, scan, { seed });
      if ((difference.low ?? 1) <= 0 && (difference.high ?? -1) >= 0) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88);
  });

  it("the spread of the bootstrap is that of repeated surveys, within a quarter", () => {
    const steps = plainSteps(10);
    const surveys = Array.from({ length: 200 }, (_, i) =>
      toClustering(
        steps,
        scanOf(
          steps,
          surveyed(300, 1000 + i, (uniform) => (uniform() < 0.3 ? 0.4 : 0.02)),
        ),
        { seed: i },
      ),
    );
    const values = surveys.map(({ difference }) => difference.value ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    const widths = surveys.map(({ difference }) => ((difference.high ?? 0) - (difference.low ?? 0)) / 2 / 1.96);
    const ratio = widths.reduce((sum, width) => sum + width, 0) / widths.length / spread;
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.25);
    expect(surveys.every(({ verdict }) => verdict === "same-people")).toBe(true);
  });

  it("places that stand for many visits say what the visits say one by one", () => {
    const steps = plainSteps(10);
    const visits = surveyed(2000, 5, (uniform) => uniform() * 0.3);
    const single = scanOf(steps, visits);
    const halved = scanOf(steps, visits.slice(0, 1000));
    halved.weight.fill(3);
    const tripled = scanOf(steps, [...visits.slice(0, 1000), ...visits.slice(0, 1000), ...visits.slice(0, 1000)]);
    const options = { seed: 1, replicates: 50 };
    expect(toClustering(steps, halved, options)).toEqual(toClustering(steps, tripled, options));
    expect(toClustering(steps, halved, options)).not.toEqual(toClustering(steps, single, options));
  });

  it("the same seed gives the same interval", () => {
    const steps = plainSteps(10);
    const scan = scanOf(
      steps,
      surveyed(200, 9, () => 0.1),
    );
    expect(toClustering(steps, scan, { seed: 3 })).toEqual(toClustering(steps, scan, { seed: 3 }));
    expect(toClustering(steps, scan, { seed: 3 })).not.toEqual(toClustering(steps, scan, { seed: 4 }));
  });
});
