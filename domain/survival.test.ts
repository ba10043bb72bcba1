import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Moment } from "./journey.ts";
import { anyJourney, anyVisit, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { wilson } from "./statistics/wilson.ts";
import { type Survival, toSurvival } from "./survival.ts";

/** The definitions, read out loud over lists of touches. */
function slowSurvival(chosen: readonly Moment[], visits: readonly PlainVisit[]) {
  const positions = chosen.map((moment) => moment.position ?? 0);
  const rated = (visit: PlainVisit, at: number) => visit.touches.some((touch) => touch.at === at && touch.rating !== null);
  const broke = (visit: PlainVisit, at: number) =>
    visit.touches.some((touch) => touch.at === at && touch.rating !== null && touch.rating < 3);
  const unbroken = (visit: PlainVisit, before: number) => positions.every((at) => at >= before || !broke(visit, at));
  const isNotMet = (visit: PlainVisit, at: number) => (visit.notMet ?? []).includes(at);
  const count = (test: (visit: PlainVisit) => boolean) => visits.filter(test).length;
  const steps = positions.map((at) => ({
    touched: count((visit) => visit.touches.some((touch) => touch.at === at)),
    notMet: count((visit) => isNotMet(visit, at)),
    rated: count((visit) => rated(visit, at)),
    atRisk: count((visit) => rated(visit, at) && unbroken(visit, at)),
    broke: count((visit) => broke(visit, at) && unbroken(visit, at)),
    known: count((visit) => (rated(visit, at) || isNotMet(visit, at)) && unbroken(visit, at)),
    met: count((visit) => rated(visit, at) && !broke(visit, at)),
  }));
  const someRating = (visit: PlainVisit) => positions.some((at) => rated(visit, at));
  const flawless = (visit: PlainVisit) => someRating(visit) && positions.every((at) => !broke(visit, at));
  return {
    steps,
    ratedVisits: count(someRating),
    flawlessVisits: count(flawless),
    complete: count((visit) => flawless(visit) && positions.every((at) => rated(visit, at))),
    score: steps.reduce((product, step) => (step.atRisk > 0 ? product * (1 - step.broke / step.atRisk) : product), 1),
    travelled: steps.reduce((product, step) => (step.known > 0 ? product * (1 - step.broke / step.known) : product), 1),
    met: steps.filter((step) => step.rated > 0).map((step) => step.met / step.rated),
  };
}

const rate = (...ratings: (number | null)[]): PlainVisit => ({
  touches: ratings.flatMap((rating, i) => (rating === null ? [] : [{ at: i + 1, rating }])),
});

describe("survival", () => {
  it("agrees with the definitions read over plain lists of touches, for any chosen steps", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const fast = toSurvival(chosen, scanOf(steps, visits));
        const slow = slowSurvival(chosen, visits);
        expect(
          fast.steps.map(({ touched, notMet, rated, atRisk, broke, known }) => ({ touched, notMet, rated, atRisk, broke, known })),
        ).toEqual(slow.steps.map(({ met, ...counts }) => counts));
        expect(fast).toMatchObject({ visits: visits.length, ratedVisits: slow.ratedVisits, flawlessVisits: slow.flawlessVisits });
        if (slow.ratedVisits === 0) {
          expect(fast.journeyScore.value).toBeNull();
          expect(fast.asTravelled.value).toBeNull();
          expect(fast.meanMet).toBeNull();
          expect(fast.bounds).toEqual([null, null]);
          return;
        }
        expect(fast.journeyScore.value).toBeCloseTo(slow.score, 12);
        expect(fast.asTravelled.value).toBeCloseTo(slow.travelled, 12);
        expect(fast.flawless.value).toBe(slow.flawlessVisits / slow.ratedVisits);
        expect(fast.bounds).toEqual([slow.complete / slow.ratedVisits, slow.flawlessVisits / slow.ratedVisits]);
        expect(fast.selective).toBe(slow.score < slow.complete / slow.ratedVisits);
        expect(fast.meanMet).toBeCloseTo(slow.met.reduce((sum, share) => sum + share, 0) / slow.met.length, 12);
        expect(fast.independentProduct).toBeCloseTo(
          slow.met.reduce((product, share) => product * share, 1),
          12,
        );
      }),
    );
  });

  it("equals the flawless share where every visit rated every step", () => {
    const complete = fc
      .integer({ min: 1, max: 8 })
      .chain((count) =>
        fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: count, maxLength: count }), { minLength: 1, maxLength: 40 }),
      );
    fc.assert(
      fc.property(complete, (visits) => {
        const steps = plainSteps(visits[0]?.length ?? 0);
        const survival = toSurvival(
          steps,
          scanOf(
            steps,
            visits.map((ratings) => rate(...ratings)),
          ),
        );
        expect(survival.journeyScore.value).toBeCloseTo(survival.flawless.value ?? -1, 12);
        expect(survival.asTravelled.value).toBeCloseTo(survival.flawless.value ?? -1, 12);
        expect(survival.bounds[0]).toBe(survival.bounds[1]);
      }),
    );
  });

  it("as travelled equals the flawless share where every visit rated, or is known not to have met, every step", () => {
    const journeys = fc.integer({ min: 1, max: 8 }).chain((count) =>
      fc.array(
        fc
          .array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: count, maxLength: count })
          .filter((ratings) => ratings.some((rating) => rating !== null)),
        { minLength: 1, maxLength: 40 },
      ),
    );
    fc.assert(
      fc.property(journeys, (visits) => {
        const steps = plainSteps(visits[0]?.length ?? 0);
        const plain = visits.map((ratings) => ({
          ...rate(...ratings),
          notMet: ratings.flatMap((rating, i) => (rating === null ? [i + 1] : [])),
        }));
        const survival = toSurvival(steps, scanOf(steps, plain));
        expect(survival.asTravelled.value).toBeCloseTo(survival.flawless.value ?? -1, 12);
      }),
    );
  });

  it("never rises from step to step", () => {
    fc.assert(
      fc.property(fc.array(anyVisit(7), { maxLength: 30 }), (visits) => {
        const steps = plainSteps(7);
        const curve = toSurvival(steps, scanOf(steps, visits)).steps.flatMap((step) => step.survival ?? []);
        for (const [i, value] of curve.entries()) expect(value).toBeLessThanOrEqual(curve[i - 1] ?? 1);
      }),
    );
  });

  it("four visits, (5,1,5) (4,4,-) (2,5,5) (5,-,1): 3/4 x 1/2 x 0/1 with breaks 1, 1, 1", () => {
    const steps = plainSteps(3);
    const survival = toSurvival(steps, scanOf(steps, [rate(5, 1, 5), rate(4, 4, null), rate(2, 5, 5), rate(5, null, 1)]));
    expect(survival.steps.map((step) => [step.atRisk, step.broke, step.survival])).toEqual([
      [4, 1, 3 / 4],
      [2, 1, 3 / 8],
      [1, 1, 0],
    ]);
    expect(survival.journeyScore).toEqual({ value: 0, low: 0, high: wilson(0, 1).high, n: 4 });
    expect(survival.bounds).toEqual([0, 1 / 4]);
    expect(survival.meanMet).toBeCloseTo((3 / 4 + 2 / 3 + 2 / 3) / 3, 12);
    expect(survival.independentProduct).toBeCloseTo((3 / 4) * (2 / 3) * (2 / 3), 12);
  });

  it("a step nobody rated is marked and skipped: 1/2, no rating, 1/2 x 1/1", () => {
    const steps = plainSteps(3);
    const survival = toSurvival(steps, scanOf(steps, [rate(5, null, 5), rate(1, null, 5)]));
    expect(survival.steps[1]).toMatchObject({ atRisk: 0, survival: null, se: null, reason: "no-ratings" });
    expect(survival.steps[2]?.survival).toBe(1 / 2);
  });

  it("a score below the lower bound is selective: 4/6 x 4/10 although 4 of 12 rated everything and broke nowhere", () => {
    const steps = plainSteps(2);
    // At risk at step 2: the four complete flawless ones and six who rated nothing else and broke: S = 4/10, lower bound 4/10.
    const even = [...Array<PlainVisit>(4).fill(rate(5, 5)), ...Array<PlainVisit>(6).fill(rate(null, 1))];
    expect(toSurvival(steps, scanOf(steps, even)).selective).toBe(false);
    // Two more break at step 1 and had not rated step 2: S = 4/6 x 4/10 = 0.267, lower bound 4/12 = 0.333.
    const survival = toSurvival(steps, scanOf(steps, [...even, rate(1, null), rate(1, null)]));
    expect(survival.journeyScore.value).toBeCloseTo((4 / 6) * (4 / 10), 12);
    expect(survival.selective).toBe(true);
  });

  it("as travelled is missing where a source cannot tell not met from not answered, and everything where there is nothing", () => {
    const steps = plainSteps(2);
    const blank = toSurvival(steps, scanOf(steps, [rate(5, 5), { ...rate(5), cannotTell: true }]));
    expect(blank.asTravelled).toMatchObject({ value: null, reason: "cannot-tell-not-met", n: 2 });
    const reason = (survival: Survival) => (survival.journeyScore.value === null ? survival.journeyScore.reason : "");
    expect(reason(toSurvival(steps, scanOf(steps, [])))).toBe("no-visits");
    expect(reason(toSurvival(steps, scanOf(steps, [{ touches: [{ at: 1, rating: null }], notMet: [2] }])))).toBe("no-ratings");
  });

  it("coverage is ratings over touches: 2 of 3", () => {
    const steps = plainSteps(2);
    const visit: PlainVisit = {
      touches: [
        { at: 1, rating: 5 },
        { at: 2, rating: null },
      ],
    };
    expect(toSurvival(steps, scanOf(steps, [visit, rate(5)])).coverage).toMatchObject({ value: 2 / 3, n: 3 });
  });
});
