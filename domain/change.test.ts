import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flawlessStrata, funnelChanges, momentChanges, survivalChanges } from "./change.ts";
import type { Change } from "./documents.ts";
import { toFunnel } from "./funnel.ts";
import type { Moment } from "./journey.ts";
import { anyVisit, type PlainVisit, plainSteps, scanOf } from "./plain-visits.fixture.ts";
import { detectableDifference } from "./statistics/detectable.ts";
import { newcombe } from "./statistics/newcombe.ts";
import { scoreTestP } from "./statistics/score-test.ts";
import { toSurvival } from "./survival.ts";
import type { ScoreTally } from "./tally.ts";

const names = { segments: new Map([[1, "business"]]), channels: new Map([[2, "app"]]) };
const tally = (moment: Moment, plus: number, rated: number, segmentId = 1, entryChannelId = 2): ScoreTally => ({
  momentId: moment.id,
  segmentId,
  entryChannelId,
  touched: rated,
  answers: [rated - plus, 0, 0, 0, plus],
});
const steps = plainSteps(3);
const [one, two, three] = steps as [Moment, Moment, Moment];
const changes = (now: ScoreTally[], before: ScoreTally[], moments: Moment[] = steps) =>
  momentChanges({ tallies: now }, { tallies: before }, moments, names);

describe("change of satisfaction", () => {
  it("80 of 100 after 60 of 100: 0.2 with Newcombe's interval, p of chi² = 200 (80 x 40 - 20 x 60)²/(100 x 100 x 140 x 60) = 9.52, clear", () => {
    const [change] = changes([tally(one, 80, 100)], [tally(one, 60, 100)]);
    expect(change?.difference).toEqual({ ...newcombe(80, 100, 60, 100), n: 100 });
    expect(change).toMatchObject({
      before: 0.6,
      clear: true,
      p: scoreTestP(80, 100, 60, 100),
      detectable: detectableDifference(80, 100, 60, 100),
    });
    expect(change?.rate).toBeCloseTo(0.2, 12);
    expect(change?.mix).toBeCloseTo(0, 12);
  });

  it("p = 0.032 passes 0.10/3 among three touchpoints and p = 0.046 does not; as an outcome it passes its own 0.05", () => {
    const now = [tally(one, 65, 100), tally(two, 50, 100), tally(three, 51, 100)];
    const before = [tally(one, 50, 100), tally(two, 51, 100), tally(three, 50, 100)];
    expect(scoreTestP(65, 100, 50, 100)).toBeCloseTo(0.0319, 3);
    expect(changes(now, before).map((change) => change.clear)).toEqual([true, false, false]);
    const weaker = [tally(one, 64, 100), ...now.slice(1)];
    expect(scoreTestP(64, 100, 50, 100)).toBeCloseTo(0.0455, 3);
    expect(changes(weaker, before).map((change) => change.clear)).toEqual([false, false, false]);
    const outcome: Moment = { ...one, role: "outcome", position: null };
    expect(changes(weaker, before, [outcome, two, three]).map((change) => change.clear)).toEqual([true, false, false]);
  });

  it("never clear under 30 on a side: 29 of 29 after 0 of 29, though the interval excludes 0", () => {
    expect(changes([tally(one, 29, 29)], [tally(one, 0, 29)])[0]).toMatchObject({ clear: false, difference: { value: 1 } });
    expect(changes([tally(one, 30, 30)], [tally(one, 0, 30)])[0]).toMatchObject({ clear: true });
  });

  it("a stratum of one period is named by its keys, or its number where it has none", () => {
    const [change] = changes([tally(one, 10, 20), tally(one, 5, 5, 9, 2)], [tally(one, 10, 20)]);
    expect(change?.oneSided).toEqual([{ segment: "9", channel: "app", period: "now" }]);
    expect(change?.rate).toBe(0);
    expect(change?.mix).toBeCloseTo(15 / 25 - 10 / 20, 12);
  });

  it("nothing now is no rating, nothing before is no comparison", () => {
    const [gone, fresh, neither] = changes([tally(two, 3, 9)], [tally(one, 3, 9)]);
    expect(gone).toMatchObject({ difference: { value: null, reason: "no-ratings", n: 0 }, before: 1 / 3, p: null, clear: false });
    expect(fresh).toMatchObject({ difference: { value: null, reason: "no-comparison" }, before: null });
    expect(neither).toMatchObject({ difference: { value: null, reason: "no-ratings" }, rate: null, mix: null });
  });

  it("rate and mix add up to the difference", () => {
    const tallies = fc.array(
      fc.tuple(fc.nat(30), fc.nat(30), fc.nat(2), fc.nat(2)).map(([plus, other, s, c]) => tally(one, plus, plus + other, s, c)),
    );
    fc.assert(
      fc.property(tallies, tallies, (now, before) => {
        const change = changes(now, before)[0];
        if (!change || change.difference.value === null) return;
        expect((change.rate ?? 0) + (change.mix ?? 0)).toBeCloseTo(change.difference.value, 12);
      }),
    );
  });
});

const side = (visits: readonly PlainVisit[]) => {
  const scan = scanOf(steps, visits);
  return { survival: toSurvival(steps, scan), strata: flawlessStrata(steps, scan) };
};
const rate = (n: number, ...ratings: number[]): PlainVisit[] =>
  Array.from({ length: n }, () => ({ touches: ratings.map((rating, i) => ({ at: i + 1, rating })) }));
const find = (rows: readonly Change[], measure: string) => rows.find((row) => row.measure === measure);

describe("change of survival", () => {
  it("60 of 80 flawless after 40 of 80: every score moves by 0.25, and the step where they broke by 20/80 - 40/80", () => {
    const now = side([...rate(60, 5, 5, 5), ...rate(20, 5, 1, 5)]);
    const before = side([...rate(40, 5, 5, 5), ...rate(40, 5, 1, 5)]);
    const rows = survivalChanges(now, before, names);
    expect(rows.map((row) => [row.moment, row.measure, row.clear])).toEqual([
      ["step 1", "broken-at-risk", false],
      ["step 2", "broken-at-risk", true],
      ["step 3", "broken-at-risk", false],
      [null, "journey-score", true],
      [null, "as-travelled", true],
      [null, "flawless", true],
    ]);
    expect(rows[1]?.difference).toEqual({ ...newcombe(20, 80, 40, 80), n: 80 });
    const flawless = find(rows, "flawless");
    expect(flawless?.difference).toEqual({ ...newcombe(60, 80, 40, 80), n: 80 });
    expect((flawless?.rate ?? 0) + (flawless?.mix ?? 0)).toBeCloseTo(0.25, 12);
    const score = find(rows, "journey-score");
    const [a, b] = [now.survival.journeyScore, before.survival.journeyScore];
    expect(score?.difference.value).toBeCloseTo(0.25, 12);
    expect(score?.difference.low).toBeCloseTo(0.25 - Math.hypot((a.value ?? 0) - (a.low ?? 0), (b.high ?? 0) - (b.value ?? 0)), 12);
    // Half the interval stands for 1.96 standard errors, and 2.80 of them are visible.
    const se = ((score?.difference.high ?? 0) - (score?.difference.low ?? 0)) / 2 / 1.959963984540054;
    expect(score?.detectable).toBeCloseTo(2.8 * se, 12);
    expect(score?.p).toBeLessThan(0.01);
  });

  it("a source that cannot tell what was not met has no change as travelled, for that reason", () => {
    const visits = rate(40, 5, 5, 1);
    const rows = survivalChanges(side(visits), side(visits.map((visit) => ({ ...visit, cannotTell: true }))), names);
    expect(find(rows, "as-travelled")?.difference).toMatchObject({ value: null, reason: "cannot-tell-not-met" });
    expect(find(rows, "journey-score")?.difference).toMatchObject({ value: 0 });
    expect(find(rows, "journey-score")?.clear).toBe(false);
  });

  it("the flawless share over strata is that of the survival document, and the split adds up", () => {
    const visits = fc.array(anyVisit(3), { maxLength: 25 });
    fc.assert(
      fc.property(visits, visits, (a, b) => {
        const [now, before] = [side(a), side(b)];
        expect(now.strata.reduce((sum, stratum) => sum + stratum.hits, 0)).toBe(now.survival.flawlessVisits);
        expect(now.strata.reduce((sum, stratum) => sum + stratum.n, 0)).toBe(now.survival.ratedVisits);
        const row = find(survivalChanges(now, before, names), "flawless");
        if (row && row.difference.value !== null) expect((row.rate ?? 0) + (row.mix ?? 0)).toBeCloseTo(row.difference.value, 12);
      }),
    );
  });
});

describe("change of the funnel", () => {
  const touch = (n: number, at: number): PlainVisit[] => Array.from({ length: n }, () => ({ touches: [{ at, rating: null }] }));
  const funnel = (visits: readonly PlainVisit[], mode: "touches" | "questionnaire" = "touches") =>
    toFunnel(mode, steps, scanOf(steps, visits));

  it("80 of 100 go on after 50 of 100: step 2 is clear, step 3 (40 of 80 after 25 of 50) is not, step 1 has no step before", () => {
    const rows = funnelChanges(
      funnel([...touch(20, 1), ...touch(40, 2), ...touch(40, 3)]),
      funnel([...touch(50, 1), ...touch(25, 2), ...touch(25, 3)]),
    );
    expect(rows.map((row) => [row.measure, row.clear])).toEqual([
      ["from-previous", false],
      ["from-previous", true],
      ["from-previous", false],
    ]);
    expect(rows[0]?.difference).toMatchObject({ value: null, reason: "first-step" });
    expect(rows[1]?.difference).toEqual({ ...newcombe(80, 100, 50, 100), n: 100 });
    expect(rows[2]?.difference).toMatchObject({ value: 0, n: 50 });
  });

  it("a questionnaire has no leaving to compare", () => {
    const asked = funnel(touch(5, 3), "questionnaire");
    expect(funnelChanges(asked, asked).every((row) => row.difference.value === null && row.difference.reason === "questionnaire")).toBe(
      true,
    );
  });
});
