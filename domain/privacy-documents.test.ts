import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flawlessStrata, funnelChanges, momentChanges, survivalChanges } from "./change.ts";
import { toClustering } from "./clustering.ts";
import type { FunnelDocument, MomentScoresDocument, SurvivalDocument, TrendDocument } from "./documents.ts";
import { toFunnel } from "./funnel.ts";
import { anyVisit, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { type Hides, hideInFunnel, hideInMomentScores, hideInSurvival, hideInTrend } from "./privacy-documents.ts";
import { toMomentScores } from "./scores.ts";
import { missing } from "./share.ts";
import { toSurvival } from "./survival.ts";
import type { ScoreTally } from "./tally.ts";
import { toTrend } from "./trend.ts";

const steps = plainSteps(4);
const period = { from: "2026-01-01", to: "2026-01-31", timeZone: "UTC" };
const names = { segments: new Map<number, string>(), channels: new Map<number, string>() };
const nobody: Hides = () => false;
const stepTwo: Hides = (moment) => moment === "step 2";

const tally = (index: number, answers: number[]): ScoreTally => ({
  momentId: 100 + index,
  segmentId: 0,
  entryChannelId: 0,
  touched: 50,
  answers,
});
const scores = (tallies: ScoreTally[]): MomentScoresDocument => ({
  period,
  moments: toMomentScores(steps, tallies, new Map()),
  repeated: missing("no-visits"),
  unweighted: false,
});

describe("moment scores", () => {
  const before = [tally(0, [10, 0, 0, 0, 20]), tally(1, [10, 0, 0, 0, 20]), tally(2, [1, 0, 0, 0, 2]), tally(3, [5, 5, 0, 0, 5])];
  const now = [tally(0, [1, 0, 0, 0, 3]), tally(1, [10, 0, 5, 0, 20]), tally(2, [5, 5, 0, 0, 5]), tally(3, [0, 3, 0, 2, 4])];
  const document: MomentScoresDocument = {
    ...scores(now),
    compare: scores(before),
    change: momentChanges({ tallies: now }, { tallies: before }, steps, names),
  };

  it("four ratings: n stays; share, zones, distribution, mean go; 35 ratings stay as they are", () => {
    const told = hideInMomentScores(document, nobody);
    expect(told.moments[0]).toMatchObject({
      rated: 4,
      touched: 50,
      minus: null,
      standard: null,
      plus: null,
      histogram: null,
      mean: null,
      meanSe: null,
      nps: null,
      satisfaction: { value: null, n: 4, reason: "too-few" },
      broken: { value: null, n: 4, reason: "too-few" },
    });
    expect(told.moments[1]).toEqual(document.moments[1]);
    expect(told.moments[3]).toEqual(document.moments[3]);
  });

  it("nobody satisfied among nine: below 10 percent, and no zone that says so; the broken share stays", () => {
    const told = hideInMomentScores(scores([tally(0, [3, 0, 6, 0, 0])]), nobody).moments[0];
    expect(told).toMatchObject({
      plus: null,
      minus: null,
      standard: null,
      histogram: null,
      mean: null,
      satisfaction: { reason: "below-10-percent" },
    });
    expect(told?.broken.value).toBe(3 / 9);
  });

  it("a moment that the caller hides goes, and so does every change with a hidden side", () => {
    const told = hideInMomentScores(document, stepTwo);
    expect(told.moments[1]).toMatchObject({ rated: 35, plus: null, histogram: null, satisfaction: { n: 35, reason: "too-few" } });
    expect(told.change?.map((row) => row.difference.value === null)).toEqual([true, true, true, false]);
    expect(told.change?.[2]).toMatchObject({ before: null, rate: null, mix: null, p: null, detectable: null, clear: false });
    expect(told.compare?.moments[2]).toMatchObject({ rated: 3, plus: null });
  });

  it("the caller is asked about each period by itself", () => {
    const told = hideInMomentScores(document, (moment, side) => moment === "step 4" && side === "before");
    expect(told.moments[3]?.plus).toBe(6);
    expect(told.compare?.moments[3]?.plus).toBeNull();
  });
});

const survivalOf = (visits: readonly PlainVisit[]): SurvivalDocument => {
  const scan = scanOf(steps, visits);
  return { period, ...toSurvival(steps, scan), clustering: toClustering(steps, scan, { seed: 1, replicates: 10 }), unweighted: false };
};
const rate = (n: number, ...ratings: (number | null)[]): PlainVisit[] =>
  Array.from({ length: n }, () => ({ touches: ratings.flatMap((rating, i) => (rating === null ? [] : [{ at: i + 1, rating }])) }));

describe("survival", () => {
  // At risk 64, 3, 61, 52; broke 5, 1, 9, 3.
  const visits = [
    ...rate(47, 5, null, 5, 5),
    ...rate(3, 5, null, 5, 1),
    ...rate(5, 1, null, 5),
    ...rate(9, 5, null, 1),
    ...rate(2, null, 5, 5, 5),
    ...rate(1, null, 1, 5, 5),
  ];

  it("a step with three at risk takes the next along, so that neither division nor subtraction gives it; the curve goes on behind them", () => {
    const document = survivalOf(visits);
    const told = hideInSurvival(document, nobody);
    expect(document.steps.map((step) => step.atRisk)).toEqual([64, 3, 61, 52]);
    expect(told.steps.map((step) => step.broke)).toEqual([5, null, null, 3]);
    expect(told.steps.map((step) => step.survival === null)).toEqual([false, true, true, false]);
    expect(told.steps[1]).toMatchObject({ atRisk: 3, se: null, low: null, high: null, reason: "too-few" });
    expect(told.journeyScore).toEqual(document.journeyScore);
    expect(told.flawlessVisits).toBe(document.flawlessVisits);
  });

  it("the product of met shares would tell the hidden step, and so would the mean of a single one", () => {
    expect(hideInSurvival(survivalOf(visits), nobody)).toMatchObject({ meanMet: null, independentProduct: null });
    expect(hideInSurvival(survivalOf(rate(40, 5, 5, 5, 1)), nobody).meanMet).toBeCloseTo(3 / 4, 12);
  });

  it("the last step takes the one before along", () => {
    const told = hideInSurvival(survivalOf([...rate(50, 5, 5, 5), ...rate(10, 5, 1, 5), ...rate(1, null, null, null, 5)]), nobody);
    expect(told.steps.map((step) => step.broke)).toEqual([0, 10, null, null]);
  });

  it("one and two at risk are only three together: the next step goes along too", () => {
    const told = hideInSurvival(survivalOf([...rate(50, 5, null, null, 1), ...rate(1, null, 5), ...rate(2, null, null, 5)]), nobody);
    expect(told.steps.map((step) => step.atRisk)).toEqual([50, 1, 2, 50]);
    expect(told.steps.map((step) => step.broke)).toEqual([0, null, null, null]);
  });

  it("four rated visits, or none flawless among nine: nothing about the journey is told but n", () => {
    for (const few of [rate(4, 5, 5, 5, 1), rate(9, 5, 1)]) {
      const told = hideInSurvival(survivalOf(few), nobody);
      expect(told).toMatchObject({
        ratedVisits: few.length,
        flawlessVisits: null,
        bounds: [null, null],
        meanMet: null,
        journeyScoreSe: null,
      });
      expect([told.journeyScore.value, told.asTravelled.value, told.flawless.value, told.clustering.observed]).toEqual([
        null,
        null,
        null,
        null,
      ]);
      expect(told.steps.every((step) => step.atRisk === 0 || (step.broke === null && step.survival === null))).toBe(true);
    }
  });

  it("where the caller hides every step, the journey's figures go too", () => {
    const told = hideInSurvival(survivalOf(visits), () => true);
    expect(told).toMatchObject({ flawlessVisits: null, journeyScore: { value: null, reason: "too-few" }, clustering: { observed: null } });
  });

  it("hidden steps stand in runs of at least two with at least five at risk together, or the whole journey is hidden", () => {
    fc.assert(
      fc.property(fc.array(anyVisit(4), { minLength: 1, maxLength: 40 }), fc.subarray(["step 1", "step 3"]), (list, chosen) => {
        const document = survivalOf(list);
        const told = hideInSurvival(document, (moment) => chosen.includes(moment));
        document.steps.forEach((step, i) => {
          expect(told.steps[i]?.atRisk).toBe(step.atRisk);
          if (step.atRisk > 0 && step.atRisk < 5) expect(told.steps[i]).toMatchObject({ broke: null, survival: null });
        });
        if (told.flawlessVisits === null) return;
        const live = told.steps.filter((step) => step.atRisk > 0);
        const runs = live.map((step) => (step.broke === null ? `${step.atRisk},` : " ")).join("");
        for (const run of runs.split(" ").filter(Boolean)) {
          const sizes = run.split(",").filter(Boolean).map(Number);
          expect(sizes.length).toBeGreaterThanOrEqual(2);
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(5);
        }
      }),
    );
  });

  it("changes go with what they compare", () => {
    const side = (list: readonly PlainVisit[]) => {
      const scan = scanOf(steps, list);
      return { survival: toSurvival(steps, scan), strata: flawlessStrata(steps, scan) };
    };
    const full = rate(60, 5, 5, 5, 5);
    const document = { ...survivalOf(full), compare: survivalOf(visits), change: survivalChanges(side(full), side(visits), names) };
    const told = hideInSurvival(document, nobody);
    expect(told.change?.map((row) => row.difference.value === null)).toEqual([false, true, true, false, false, false, false]);
    const gone = hideInSurvival({ ...document, compare: survivalOf(rate(4, 5, 5, 5, 5)) }, nobody);
    expect(gone.change?.every((row) => row.difference.value === null && row.before === null)).toBe(true);
  });
});

describe("funnel", () => {
  const touch = (n: number, ...at: number[]): PlainVisit[] =>
    Array.from({ length: n }, () => ({ touches: at.map((position) => ({ at: position, rating: 5 })) }));
  const funnelOf = (visits: readonly PlainVisit[]): FunnelDocument => ({
    period,
    window: "7d",
    asOf: null,
    mode: "touches",
    unweighted: false,
    ...toFunnel("touches", steps, scanOf(steps, visits)),
  });
  const bad: PlainVisit[] = Array.from({ length: 6 }, () => ({ touches: [{ at: 1, rating: 1 }] }));

  it("100, 40, 3, 3 reach: the steps of three keep their counts and lose who left, who broke and the rates over three", () => {
    const document = funnelOf([...bad, ...touch(54, 1), ...touch(37, 1, 2), ...touch(3, 1, 2, 3, 4)]);
    const told = hideInFunnel(document, nobody);
    expect(told.steps.map((step) => step.reached)).toEqual([100, 40, 3, 3]);
    expect(told.steps.map((step) => step.left)).toEqual([60, 37, null, null]);
    expect(told.steps.map((step) => step.brokenSoFar)).toEqual([6, 0, null, null]);
    expect(told.steps[2]?.fromPrevious.value).toBe(3 / 40);
    expect(told.steps[3]?.fromPrevious).toMatchObject({ value: null, reason: "too-few", n: 3 });
  });

  it("a step that the caller hides keeps its counts of visits only; its change goes", () => {
    const now = funnelOf([...touch(50, 1), ...touch(50, 1, 2)]);
    const told = hideInFunnel({ ...now, compare: now, change: funnelChanges(now, now) }, stepTwo);
    expect(told.steps[1]).toMatchObject({
      reached: 50,
      touched: 50,
      left: null,
      open: null,
      flawlessSoFar: null,
      fromFirst: { value: null, n: 100 },
    });
    expect(told.steps[0]).toEqual(now.steps[0]);
    expect(told.change?.map((row) => row.difference.value)).toEqual([null, null, 0, null]);
    expect(told.compare?.steps[1]?.left).toBeNull();
  });

  it("a break's cost goes with its step", () => {
    const rated = (n: number, rating: number, ...at: number[]): PlainVisit[] =>
      Array.from({ length: n }, () => ({ touches: at.map((position) => ({ at: position, rating })) }));
    const document = funnelOf([...rated(40, 1, 1), ...rated(40, 5, 1, 2)]);
    expect(document.steps[0]?.breakCost.value).toBe(1);
    expect(hideInFunnel(document, nobody).steps[0]?.breakCost).toEqual(document.steps[0]?.breakCost);
    expect(hideInFunnel(document, (moment) => moment === "step 1").steps[0]?.breakCost).toMatchObject({
      value: null,
      raw: null,
      lost: null,
      n: 40,
    });
  });
});

describe("trend", () => {
  const buckets = [0, 1, 2, 3].map((day) => ({ fromDay: day, toDay: day, complete: true }));
  const trendOf = (...rated: number[]): TrendDocument => ({
    period,
    grain: "day",
    series: toTrend(
      steps.slice(0, 2),
      buckets,
      rated.map((n, day) => ({ momentId: 100, day, touched: n, answers: [n > 0 ? 1 : 0, 0, 0, 0, Math.max(n - 1, 0)] })),
    ),
  });
  const values = (document: TrendDocument) => document.series[0]?.points.map((point) => point.satisfaction.value !== null);

  it("40, 3, 60, 50: the three would be the period less the other days, so the smallest other day goes too", () => {
    const told = hideInTrend(trendOf(40, 3, 60, 50), nobody);
    expect(values(told)).toEqual([false, false, true, true]);
    expect(told.series[0]?.points.map((point) => point.rated)).toEqual([40, 3, 60, 50]);
    expect(told.series[0]?.points[0]?.broken).toMatchObject({ value: null, reason: "too-few", n: 40 });
  });

  it("3 and 4 hide each other; a gap stays a gap with its own reason", () => {
    const told = hideInTrend(trendOf(40, 3, 0, 4), nobody);
    expect(values(told)).toEqual([true, false, false, false]);
    expect(told.series[0]?.points[2]?.satisfaction).toMatchObject({ reason: "no-ratings" });
  });

  it("a series that the caller hides goes as a whole, on the side asked for", () => {
    const document: TrendDocument = { ...trendOf(40, 50, 60, 70), compare: trendOf(40, 50, 60, 70) };
    const told = hideInTrend(document, (moment, side) => moment === "step 1" && side === "before");
    expect(values(told)).toEqual([true, true, true, true]);
    expect(told.compare && values(told.compare)).toEqual([false, false, false, false]);
  });
});
