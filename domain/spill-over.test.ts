import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { anyJourney, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { toSpillOver } from "./spill-over.ts";
import { clusteredShare } from "./statistics/clustered-share.ts";
import { seededRandom } from "./statistics/rng.ts";
import { wilson } from "./statistics/wilson.ts";

const rate = (...ratings: number[]): PlainVisit => ({ touches: ratings.map((rating, i) => ({ at: i + 1, rating })) });
const times = (count: number, visit: PlainVisit): PlainVisit[] => Array.from({ length: count }, () => visit);

describe("spill-over", () => {
  it("agrees with the definition read over plain lists, for any chosen steps", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const positions = chosen.map(({ position }) => position ?? 0);
        const rated = (visit: PlainVisit, at: number) => visit.touches.some((touch) => touch.at === at && touch.rating !== null);
        const broken = (visit: PlainVisit, at: number) => visit.touches.some((touch) => touch.at === at && (touch.rating ?? 5) < 3);
        toSpillOver(chosen, scanOf(steps, visits)).forEach((found, index) => {
          const at = positions[index] ?? 0;
          const later = positions.filter((other) => other > at);
          for (const isBroken of [true, false]) {
            const side = visits.filter(
              (visit) => rated(visit, at) && broken(visit, at) === isBroken && later.some((other) => rated(visit, other)),
            );
            const ratings = side.flatMap((visit) => later.filter((other) => rated(visit, other)).map((other) => broken(visit, other)));
            const share = isBroken ? found.afterBreak : found.afterMet;
            expect(isBroken ? found.brokenVisits : found.metVisits).toBe(side.length);
            expect(share.n).toBe(ratings.length);
            if (ratings.length === 0) expect(share.value).toBeNull();
            else expect(share.value).toBeCloseTo(ratings.filter(Boolean).length / ratings.length, 12);
          }
        });
      }),
      { numRuns: runs(100) },
    );
  });

  it("40 broken first, 10 of them broken later, 60 not, 6 of them: 1/4 - 1/10, limits of 40 and 60 single answers", () => {
    const visits = [...times(10, rate(1, 1)), ...times(30, rate(1, 5)), ...times(6, rate(5, 1)), ...times(54, rate(5, 5))];
    const [first, last] = toSpillOver(plainSteps(2), scanOf(plainSteps(2), visits));
    expect(first).toMatchObject({ brokenVisits: 40, metVisits: 60, afterBreak: { value: 0.25, n: 40 }, afterMet: { value: 0.1, n: 60 } });
    expect(first?.difference.value).toBeCloseTo(0.15, 12);
    expect(first?.difference.n).toBe(40);
    // Σ(h - Rn)² = n R(1 - R), so the size is (m - 1): one answer is lost to the estimated share.
    expect(first?.afterBreak.low).toBeCloseTo(wilson(0.25 * 39, 39).low, 12);
    expect(last?.difference).toMatchObject({ value: null, reason: "last-step", n: 0 });
  });

  it("29 broken are too few; nobody rated later: no ratings", () => {
    const visits = [...times(29, rate(1, 5, 5)), ...times(100, rate(5, 5))];
    const found = toSpillOver(plainSteps(3), scanOf(plainSteps(3), visits));
    expect(found[0]?.difference).toMatchObject({ value: null, reason: "under-30", n: 29 });
    expect(found[0]?.afterBreak).toMatchObject({ value: 0, n: 58 });
    expect(found[1]?.difference).toMatchObject({ value: null, reason: "no-ratings" });
  });

  it("answers that only repeat each other count once: 50 visits of five alike answers are 50, not 250", () => {
    const alike = clusteredShare({ members: 50, n: 250, hits: 100, nSquares: 50 * 25, hitSquares: 20 * 25, products: 20 * 25 });
    const { low, high } = wilson(0.4 * 49, 49);
    expect(alike?.low).toBeCloseTo(low, 12);
    expect(alike?.high).toBeCloseTo(high, 12);
    expect(clusteredShare({ members: 0, n: 0, hits: 0, nSquares: 0, hitSquares: 0, products: 0 })).toBeNull();
  });

  it("where the same people find everything worse the interval of the later share holds the truth 88 times in 100 or more", () => {
    const steps = plainSteps(8);
    let held = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const uniform = () => random() / 2 ** 32;
      const visits = Array.from({ length: 400 }, () => {
        const chance = uniform() < 0.2 ? 0.5 : 0.05;
        return rate(5, ...Array.from({ length: 7 }, () => (uniform() < chance ? 1 : 5)));
      });
      const after = toSpillOver(steps, scanOf(steps, visits))[0]?.afterMet;
      if ((after?.low ?? 1) <= 0.14 && (after?.high ?? 0) >= 0.14) held++;
    }
    expect(held).toBeGreaterThanOrEqual(88);
  });
});
