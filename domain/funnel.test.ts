import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toFunnel } from "./funnel.ts";
import type { Moment } from "./journey.ts";
import { anyJourney, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { newcombe } from "./statistics/newcombe.ts";

/** The definitions, read out loud over lists of touches. */
function slowFunnel(chosen: readonly Moment[], visits: readonly PlainVisit[]) {
  const positions = chosen.map((moment) => moment.position ?? 0);
  const touchedAt = (visit: PlainVisit) => positions.filter((at) => visit.touches.some((touch) => touch.at === at));
  const isBroken = (visit: PlainVisit, at: number) =>
    visit.touches.some((touch) => touch.at === at && touch.rating !== null && touch.rating < 3);
  const furthest = (visit: PlainVisit) => Math.max(0, ...touchedAt(visit));
  const last = positions.at(-1) ?? 0;
  const count = (test: (visit: PlainVisit) => boolean) => visits.filter(test).length;
  return positions.map((at) => ({
    touched: count((visit) => touchedAt(visit).includes(at)),
    skipped: count((visit) => furthest(visit) >= at && !touchedAt(visit).includes(at)),
    entered: count((visit) => Math.min(...touchedAt(visit)) === at),
    reached: count((visit) => furthest(visit) >= at),
    left: count((visit) => furthest(visit) === at && at !== last && !visit.young),
    open: count((visit) => furthest(visit) === at && at !== last && visit.young === true),
    flawlessSoFar: count((visit) => furthest(visit) >= at && !positions.some((other) => other <= at && isBroken(visit, other))),
  }));
}

const touch = (...at: number[]): PlainVisit => ({ touches: at.map((position) => ({ at: position, rating: null })) });

describe("reach funnel", () => {
  it("agrees with the definitions read over plain lists of touches, for any chosen steps; bars never rise and add up", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const funnel = toFunnel("touches", chosen, scanOf(steps, visits));
        expect(funnel.visits).toBe(visits.length);
        expect(
          funnel.steps.map(({ touched, skipped, entered, reached, left, open, flawlessSoFar }) => ({
            touched,
            skipped,
            entered,
            reached,
            left,
            open,
            flawlessSoFar,
          })),
        ).toEqual(slowFunnel(chosen, visits));
        funnel.steps.forEach((step, i) => {
          const next = funnel.steps[i + 1];
          if (next) expect(next.reached + (step.left ?? 0) + (step.open ?? 0)).toBe(step.reached);
          expect((step.flawlessSoFar ?? 0) + (step.brokenSoFar ?? 0)).toBe(step.reached);
        });
      }),
    );
  });

  it("search, nothing, payment reaches all three steps: the skipped one is no loss; order in time does not matter", () => {
    const steps = plainSteps(3);
    const funnel = toFunnel("touches", steps, scanOf(steps, [touch(3, 1), touch(1)]));
    expect(funnel.steps.map(({ reached, touched, skipped }) => [reached, touched, skipped])).toEqual([
      [2, 2, 0],
      [1, 0, 1],
      [1, 1, 0],
    ]);
    expect(funnel.steps[0]?.fromPrevious).toMatchObject({ value: null, reason: "first-step" });
    expect(funnel.steps[1]?.fromPrevious).toMatchObject({ value: 1 / 2, n: 2 });
    expect(funnel.steps[2]?.fromFirst).toMatchObject({ value: 1 / 2, n: 2 });
  });

  it("a visit short of the last step is open while young, then it left; at the last step nobody does", () => {
    const steps = plainSteps(2);
    const funnel = toFunnel("touches", steps, scanOf(steps, [touch(1), { ...touch(1), young: true }, { ...touch(2), young: true }]));
    expect(funnel.steps.map(({ left, open }) => [left, open])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it("a visit that touched none of the chosen steps is a visit and reaches nothing", () => {
    const steps = plainSteps(3);
    const funnel = toFunnel("touches", steps.slice(2), scanOf(steps, [touch(1, 2)]));
    expect(funnel.visits).toBe(1);
    expect(funnel.steps[0]).toMatchObject({ reached: 0, entered: 0, fromFirst: { value: null, reason: "no-visits", n: 0 } });
  });

  it("out of order is counted over visits with two touched steps: 1 of 2", () => {
    const steps = plainSteps(3);
    const funnel = toFunnel("touches", steps, scanOf(steps, [{ ...touch(2, 1), outOfOrder: true }, touch(1, 3), touch(2)]));
    expect(funnel.outOfOrder).toMatchObject({ value: 1 / 2, n: 2 });
  });

  it("a questionnaire has no leaving", () => {
    const steps = plainSteps(2);
    const funnel = toFunnel("questionnaire", steps, scanOf(steps, [touch(1, 2), touch(1)]));
    for (const step of funnel.steps) {
      expect(step).toMatchObject({
        left: null,
        open: null,
        fromFirst: { reason: "questionnaire" },
        fromPrevious: { reason: "questionnaire" },
      });
      expect(step.breakCost).toMatchObject({ value: null, lost: null, reason: "questionnaire" });
    }
    expect(funnel.steps.map(({ reached }) => reached)).toEqual([2, 1]);
  });
});

describe("what a break costs", () => {
  const steps = plainSteps(2);
  /** `left` of `n` visits rated step 1 and left there; the others went on. */
  const visits = (n: number, left: number, rating: number, more: Partial<PlainVisit> = {}): PlainVisit[] =>
    Array.from({ length: n }, (_, i) => ({
      ...more,
      touches: [{ at: 1, rating }, ...(i < left ? [] : [{ at: 2, rating: null }])],
    }));
  const cost = (...groups: PlainVisit[][]) => toFunnel("touches", steps, scanOf(steps, groups.flat())).steps[0]?.breakCost;

  it("one stratum, 20 of 40 left after a break, 10 of 100 after none: 0.5 - 0.1 = 0.4 with Newcombe's interval, 40 x 0.4 = 16 lost", () => {
    const known = cost(visits(40, 20, 1), visits(100, 10, 5));
    const plain = newcombe(20, 40, 10, 100);
    expect(known?.value).toBeCloseTo(0.4, 12);
    expect(known?.low).toBeCloseTo(plain.low, 10);
    expect(known?.high).toBeCloseTo(plain.high, 10);
    expect(known).toMatchObject({ n: 40, unmatched: 0 });
    expect(known?.raw).toBeCloseTo(0.4, 12);
    expect(known?.lost).toBeCloseTo(16, 12);
  });

  it("two strata: 30/40 - 50/100 and 10/10 - 45/50 weigh 40 and 10: (40 x 0.25 + 10 x 0.1)/50 = 0.22, raw 40/50 - 95/150", () => {
    const known = cost(
      visits(40, 30, 1, { segment: 1 }),
      visits(100, 50, 5, { segment: 1 }),
      visits(10, 10, 1, { segment: 1, channel: 3 }),
      visits(50, 45, 5, { segment: 1, channel: 3 }),
    );
    expect(known?.value).toBeCloseTo(0.22, 12);
    expect(known?.raw).toBeCloseTo(40 / 50 - 95 / 150, 12);
    expect(known?.lost).toBeCloseTo(40 * 0.25 + 10 * 0.1, 12);
  });

  it("broken visits with nobody to compare with are left out and counted", () => {
    const known = cost(visits(40, 20, 1), visits(100, 10, 5), visits(7, 7, 1, { segment: 2 }));
    expect(known).toMatchObject({ n: 40, unmatched: 7 });
    expect(known?.value).toBeCloseTo(0.4, 12);
    expect(known?.raw).toBeCloseTo(27 / 47 - 0.1, 12);
  });

  it("open visits and those with a recent touch there take no part; young ones that reached the end do", () => {
    const recent = visits(30, 0, 1).map((visit) => ({ ...visit, touches: visit.touches.map((one) => ({ ...one, recent: true })) }));
    const known = cost(visits(30, 15, 1), visits(30, 0, 5, { young: true }), visits(9, 9, 1, { young: true }), recent);
    expect(known).toMatchObject({ value: 0.5, n: 30 });
  });

  it("29 on a side is too few, and nobody leaves at the last step", () => {
    expect(cost(visits(29, 20, 1), visits(100, 10, 5))).toEqual({
      value: null,
      low: null,
      high: null,
      n: 29,
      reason: "under-30",
      raw: null,
      lost: null,
    });
    expect(cost(visits(100, 20, 1), visits(29, 10, 5))).toMatchObject({ value: null, reason: "under-30", n: 100 });
    const funnel = toFunnel("touches", steps, scanOf(steps, visits(40, 20, 1)));
    expect(funnel.steps[1]?.breakCost).toMatchObject({ value: null, reason: "last-step" });
  });
});
