import { describe, expect, it } from "vitest";
import type { Moment } from "./journey.ts";
import { plainSteps } from "./plain-visits.fixture.ts";
import { countZones, toMomentScores } from "./scores.ts";
import { wilson } from "./statistics/wilson.ts";
import type { ScoreTally } from "./tally.ts";
import { toTrend } from "./trend.ts";

const steps = plainSteps(2);
const recommend: Moment = {
  id: 7,
  key: "recommend",
  name: { en: "Recommend", ko: "추천" },
  stage: "umot",
  role: "outcome",
  position: null,
  bit: 3,
  scale: { min: 0, max: 10, step: 1, best: "high" },
  standardFrom: 7,
  plusFrom: 9,
  recommend: true,
};
const tally = (momentId: number, touched: number, answers: number[], segmentId = 0): ScoreTally => ({
  momentId,
  segmentId,
  entryChannelId: 0,
  touched,
  answers,
});

describe("moment scores", () => {
  it("strata add up: 1, 2, 3, 4, 5 given 1, 2, 3, 4, 10 times is 14 of 20 satisfied, 3 broken, mean 80/20, squares 30", () => {
    const [score] = toMomentScores(
      steps,
      [tally(100, 15, [1, 0, 3, 1, 5], 1), tally(100, 10, [0, 2, 0, 3, 5], 2), tally(999, 5, [5, 5, 5, 5, 5])],
      new Map([[100, 4]]),
    );
    expect(score).toMatchObject({
      moment: "step 1",
      touched: 25,
      rated: 20,
      minus: 3,
      standard: 3,
      plus: 14,
      notMet: 4,
      mean: 4,
      nps: null,
    });
    expect(score?.histogram).toEqual([1, 2, 3, 4, 10]);
    expect(score?.satisfaction).toEqual({ value: 14 / 20, ...wilson(14, 20), n: 20 });
    expect(score?.broken).toEqual({ value: 3 / 20, ...wilson(3, 20), n: 20 });
    expect(score?.coverage).toEqual({ value: 20 / 25, ...wilson(20, 25), n: 25 });
    // 1 x 9 + 2 x 4 + 3 x 1 + 4 x 0 + 10 x 1 = 30
    expect(score?.meanSe).toBeCloseTo(Math.sqrt(30 / 19 / 20), 12);
  });

  it("NPS on a recommend scale: 5 of 9 or 10, 3 of 0..6, 2 between: 100 x (5 - 3)/10 = 20", () => {
    const [score] = toMomentScores([recommend], [tally(7, 10, [1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3])], null);
    expect(score).toMatchObject({ nps: 20, notMet: null, position: null, role: "outcome" });
  });

  it("nothing rated is missing, never 0; unanswered answers count 0", () => {
    const [first, second] = toMomentScores(steps, [tally(100, 2, [])], new Map());
    expect(first).toMatchObject({ rated: 0, mean: null, meanSe: null, notMet: 0, histogram: [0, 0, 0, 0, 0] });
    expect(first?.satisfaction).toMatchObject({ value: null, reason: "no-ratings" });
    expect(first?.coverage).toMatchObject({ value: 0, n: 2 });
    expect(second?.coverage).toMatchObject({ value: null });
  });

  it("touchpoints come in journey order, then outcomes", () => {
    const scores = toMomentScores([recommend, ...steps.toReversed()], [], null);
    expect(scores.map((score) => score.moment)).toEqual(["step 1", "step 2", "recommend"]);
  });

  it("0–10 recommend: 6 is minus, 7 and 8 standard, 9 plus", () => {
    expect(countZones(recommend, [0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16])).toEqual({ rated: 31, minus: 1, standard: 6, plus: 24 });
  });
});

describe("trend", () => {
  const buckets = [
    { fromDay: 20_000, toDay: 20_006, complete: false },
    { fromDay: 20_007, toDay: 20_013, complete: true },
    { fromDay: 20_014, toDay: 20_020, complete: true },
  ];
  const day = (momentId: number, at: number, answers: number[]) => ({ momentId, day: at, touched: 9, answers });

  it("days fall into their buckets, edges included: 2 + 1 ratings, none, 1; days outside are not counted", () => {
    const [first, second] = toTrend(steps, buckets, [
      day(100, 20_000, [1, 0, 0, 0, 1]),
      day(100, 20_006, [0, 0, 0, 1, 0]),
      day(100, 20_014, [0, 0, 1, 0, 0]),
      day(100, 20_021, [9, 9, 9, 9, 9]),
      day(100, 19_999, [9, 9, 9, 9, 9]),
      day(101, 20_007, [1, 0, 0, 0, 0]),
    ]);
    expect(first?.points.map(({ rated, satisfaction, broken }) => [rated, satisfaction.value, broken.value])).toEqual([
      [3, 2 / 3, 1 / 3],
      [0, null, null],
      [1, 0, 0],
    ]);
    expect(first?.points[1]?.satisfaction).toMatchObject({ reason: "no-ratings", n: 0 });
    expect(second?.points.map(({ rated }) => rated)).toEqual([0, 1, 0]);
  });

  it("points carry their days and whether they are whole: day 20,000 is 2024-10-04", () => {
    const [series] = toTrend(steps, buckets, []);
    expect(series?.points[0]).toMatchObject({ from: "2024-10-04", to: "2024-10-10", complete: false });
    expect(toTrend(steps, [], [])[0]?.points).toEqual([]);
  });
});
