import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { toFixFirst } from "./fix-first.ts";
import { anyJourney, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { seededRandom } from "./statistics/rng.ts";
import { toSurvival } from "./survival.ts";
import { type MomentChange, whatIf } from "./what-if.ts";
import { toWhatIfBasis } from "./what-if-basis.ts";

const WHOLE = { mostLongChains: Number.POSITIVE_INFINITY };
const rate = (...ratings: number[]): PlainVisit => ({ touches: ratings.map((rating, i) => ({ at: i + 1, rating })) });
const times = (count: number, visit: PlainVisit): PlainVisit[] => Array.from({ length: count }, () => visit);
const scoreOf = (steps: ReturnType<typeof plainSteps>, all: ReturnType<typeof plainSteps>, visits: readonly PlainVisit[]) =>
  toSurvival(steps, scanOf(all, visits)).journeyScore.value;

function expectScore(found: number | null, expected: number | null): void {
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 10);
}

/** A journey, and for each of its steps whether it is left alone, set to a share, or removed. */
const changedJourney = anyJourney.chain(({ steps, visits }) =>
  fc.record({
    steps: fc.constant(steps),
    visits: fc.constant(visits),
    changes: fc.array(
      fc.oneof(
        fc.constant(null),
        fc
          .integer({ min: 0, max: 20 })
          .map((twentieths) => twentieths / 20)
          .map((hazard) => ({ hazard })),
        fc.constant({ removed: true as const }),
      ),
      { minLength: steps.length, maxLength: steps.length },
    ),
  }),
);

describe("what if", () => {
  it("nothing changed is the journey score", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const basis = toWhatIfBasis(chosen, scanOf(steps, visits));
        const found = whatIf(basis, []);
        const expected = visits.length === 0 ? null : scoreOf(chosen, steps, visits);
        expectScore(found.score, expected);
        expect(found.score).toBe(found.present);
        expect(whatIf(basis, [{ moment: "elsewhere", removed: true }])).toEqual(found);
      }),
      { numRuns: runs(100) },
    );
  });

  it("a share of 0 at any steps is a recount with their breaks turned into met", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const positions = chosen.map(({ position }) => position);
        const mended = visits.map((visit) => ({
          ...visit,
          touches: visit.touches.map((touch) => (positions.includes(touch.at) && touch.rating !== null ? { ...touch, rating: 5 } : touch)),
        }));
        const changes = chosen.map(({ key }) => ({ moment: key, hazard: 0 }));
        expectScore(whatIf(toWhatIfBasis(steps, scanOf(steps, visits), WHOLE), changes).score, scoreOf(steps, steps, mended));
      }),
      { numRuns: runs(100) },
    );
  });

  it("any removed moments are a recount of the journey without them", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const rest = steps.filter(({ key }) => chosen.every((moment) => moment.key !== key));
        const changes = chosen.map(({ key }) => ({ moment: key, removed: true as const }));
        expectScore(whatIf(toWhatIfBasis(steps, scanOf(steps, visits), WHOLE), changes).score, scoreOf(rest, steps, visits));
      }),
      { numRuns: runs(100) },
    );
  });

  it("several changes at once: as if each visit carried a weight from step to step, times w at each break", () => {
    fc.assert(
      fc.property(changedJourney, ({ steps, visits, changes }) => {
        const weights = visits.map(() => 1);
        let score: number | null = null;
        steps.forEach((_, index) => {
          const rated = (visit: PlainVisit) => visit.touches.some((touch) => touch.at === index + 1 && touch.rating !== null);
          const broken = (visit: PlainVisit) => visit.touches.some((touch) => touch.at === index + 1 && (touch.rating ?? 5) < 3);
          const sum = (test: (visit: PlainVisit) => boolean) =>
            visits.reduce((total, visit, v) => total + (test(visit) ? (weights[v] ?? 0) : 0), 0);
          const atRisk = sum(rated);
          const share = sum(broken) / atRisk;
          const change = changes[index] ?? null;
          const hazard = change !== null && "hazard" in change ? change.hazard : share;
          const w = change !== null && "removed" in change ? 1 : share > 0 ? Math.max(0, 1 - hazard / share) : 0;
          if (atRisk > 0 && !(change !== null && "removed" in change)) score = (score ?? 1) * (1 - hazard);
          visits.forEach((visit, v) => {
            if (broken(visit)) weights[v] = (weights[v] ?? 0) * w;
          });
        });
        const asked = steps.flatMap(({ key }, i): MomentChange[] => {
          const change = changes[i] ?? null;
          return change === null ? [] : [{ moment: key, ...change }];
        });
        expectScore(whatIf(toWhatIfBasis(steps, scanOf(steps, visits), WHOLE), asked).score, score);
      }),
      { numRuns: runs(150) },
    );
  });

  it("one step set to the target is the gain of the ranking", () => {
    fc.assert(
      fc.property(
        anyJourney,
        fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
        ({ steps, visits }, target) => {
          const scan = scanOf(
            steps,
            visits.flatMap((visit) => times(30, visit)),
          );
          const basis = toWhatIfBasis(steps, scan, { mostLongChains: 0 });
          for (const { moment, gain, atTarget } of toFixFirst(steps, scan, { seed: 1, replicates: 1, target }).steps) {
            if (gain.value === null || atTarget) continue;
            const found = whatIf(basis, [{ moment, hazard: target }]);
            expect((found.score ?? 0) - (found.present ?? 0)).toBeCloseTo(gain.value, 10);
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it("100 visits, first step worse from 10 to 40 %: later steps keep their share, 0.6 x (1 - 9/90)", () => {
    const steps = plainSteps(2);
    const visits = [...times(10, rate(1, 5)), ...times(81, rate(5, 5)), ...times(9, rate(5, 1))];
    const found = whatIf(toWhatIfBasis(steps, scanOf(steps, visits)), [{ moment: "step 1", hazard: 0.4 }]);
    expect(found.present).toBeCloseTo(0.81, 12);
    expect(found.score).toBeCloseTo(0.54, 12);
    expect(found.steps).toMatchObject([
      { present: 0.1, hazard: 0.4, survival: 0.6, removed: false },
      { present: 0.1, hazard: 0.1 },
    ]);
  });

  it("chains that are not kept are counted, and a visit with a cut chain stays broken: 5 of 10 broke at 1 and 2 and rated 3", () => {
    const steps = plainSteps(3);
    const visits = [...times(5, rate(1, 1, 5)), ...times(5, rate(5, 5, 5))];
    const cut = toWhatIfBasis(steps, scanOf(steps, visits), { mostLongChains: 0 });
    expect(cut).toMatchObject({ cut: 5, sample: { used: 10, of: 10 } });
    expect(cut.chains.map(({ after }) => after)).toEqual([[], [0]]);
    const whole = toWhatIfBasis(steps, scanOf(steps, visits));
    expect(whole.cut).toBe(0);
    expect(whole.chains.at(-1)).toEqual({ after: [0, 1], atRisk: [5], broke: [0] });
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
  });

  it("stays small: 50 steps and 20,000 visits make a document of under 150 KB", () => {
    const steps = plainSteps(50);
    const random = seededRandom(1);
    const visits = Array.from({ length: 20_000 }, () => rate(...Array.from({ length: 50 }, () => (random() / 2 ** 32 < 0.06 ? 1 : 5))));
    expect(JSON.stringify(toWhatIfBasis(steps, scanOf(steps, visits))).length).toBeLessThan(150_000);
  });
});
