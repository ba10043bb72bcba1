import { describe, expect, test } from "vitest";
import { testWords } from "#components/charts/test-words.ts";
import type { DriverContrast, DriverFactor, MapPoint, Quadrant } from "#domain/drivers-document.ts";
import { noEstimate } from "#domain/estimated.ts";
import type { GainStep } from "#domain/fix-first-document.ts";
import type { DriversAnswer, FixFirstAnswer } from "#domain/improvement-documents.ts";
import { missing } from "#domain/share.ts";
import { prepareAddsLittle } from "./adds-little.ts";
import { prepareContrasts } from "./contrast.ts";
import { prepareFactorLines } from "./factor-lines.ts";
import { gainsBeside, prepareGains } from "./fix-first.ts";
import { prepareImportance } from "./importance.ts";
import { LABEL_SIZE } from "./spread-labels.ts";

const en = testWords("drivers");
const period = { from: "2026-07-01", to: "2026-07-31", timeZone: "Asia/Seoul" };
const about = (value: number, half: number, n = 100) => ({ value, low: value - half, high: value + half, n });

function step(moment: string, rank: number | null, gain: GainStep["gain"], hazard = 0.1, more: Partial<GainStep> = {}): GainStep {
  return {
    ...{ moment, atRisk: 100, broke: 10, hazard: about(hazard, 0.02), gain, atTarget: false, rank },
    ...{ visitsAYear: { value: 73, low: 36.5, high: 109.5 }, soleBreaks: about(0.05, 0.01, 400) },
    ...more,
  };
}

function gainsOf(steps: readonly GainStep[], more: Partial<FixFirstAnswer> = {}): FixFirstAnswer {
  return {
    ...{ period, visits: 500, yearlyVisits: 365, unweighted: false, target: 0.02, targetFrom: "quartile", targetSteps: 4 },
    ...{ journeyScore: 0.5, steps, sample: { used: 400, of: 400 }, replicates: 200 },
    ...more,
  };
}

function driversOf(more: Partial<DriversAnswer>): DriversAnswer {
  return {
    ...{ period, outcome: "overall", outcomeMean: 4, outcomeSd: 1, negligible: 0.1, rSquared: 0.3, contrasts: [], factors: [] },
    importance: { method: "complete", reason: null, rSquared: 0.4, n: 90, used: 0.9, weights: [] },
    ...{
      sample: { used: 100, of: 100 },
      replicates: 200,
      map: { importanceLine: null, performanceLine: null, points: [] },
      unweighted: false,
    },
    ...more,
  };
}

describe("gains", () => {
  test("ranked, on an axis from 0 to the highest limit 0.1: a gain of 0.08 ± 0.02 fills 80 % of it, its line stands from 60 to 100", () => {
    const view = prepareGains(gainsOf([step("a", 2, about(0.03, 0.02)), step("b", 1, about(0.08, 0.02))]), en);
    expect(view.rows.map((row) => row.moment)).toEqual(["b", "a"]);
    expect(view.title).toBe("Fix b first: +8.0 pts of the journey score");
    const [bar] = view.rows.map((row) => row.bar);
    for (const [found, wanted] of [
      [bar?.start, 0],
      [bar?.width, 80],
      [bar?.low, 60],
      [bar?.high, 100],
    ] as const)
      expect(found).toBeCloseTo(wanted, 9);
    expect(view.rows[0]).toMatchObject({ gain: "+8.0 pts", year: "about 73 visits a year (37 to 110)" });
    expect(view.table.rows.map((row) => row.cells[0])).toEqual(["1. b", "2. a"]);
  });

  test("beside each other: 0.08 ± 0.02 for one side, at its target for the other; what is hidden cannot be told", () => {
    const priority = gainsOf([step("a", 1, about(0.08, 0.02, 312)), step("b", null, noEstimate("too-few", 4))]);
    const others = gainsOf([{ ...step("a", null, about(0, 0)), atTarget: true }, step("b", 1, about(0.01, 0.02, 1205))], {
      target: 0.03,
    });
    const lines = gainsBeside({ priority, others }, { priority: "Business", others: "all others" }, en);
    expect(lines.get("a")).toEqual([
      "Business: +8.0 pts (+6.0 to +10.0 pts), n = 312, target 2.0%",
      "all others: at the target of 3.0% already",
    ]);
    expect(lines.get("b")).toEqual(["Business: cannot be told", "all others: +1.0 pts (−1.0 to +3.0 pts), n = 1,205, target 3.0%"]);
  });

  test("an interval that reaches 0 is a perhaps; what has no gain is named by its reason, each once", () => {
    const view = prepareGains(
      gainsOf([
        step("a", 1, about(0.01, 0.02)),
        step("b", null, about(0, 0), 0.01, { atTarget: true }),
        step("c", null, noEstimate("under-30", 12)),
        step("d", null, noEstimate("under-30", 9)),
      ]),
      en,
    );
    expect(view.title).toContain("Perhaps a first");
    expect(view.rest).toEqual(["At the target already: b.", "Cannot tell, under 30 unbroken journeys: c, d."]);
  });

  test("without a yardstick it asks for a target and draws nothing", () => {
    const view = prepareGains(gainsOf([step("a", null, noEstimate("no-target", 100))], { target: null, targetFrom: "none" }), en);
    expect(view).toMatchObject({ state: "ready", needsTarget: true, rows: [], rest: [] });
    expect(view.title).toBe("Say what share of breaks is reachable");
  });
});

describe("penalty and reward", () => {
  const contrast = (moment: string, penalty: number, reward: number, kind: DriverContrast["class"]): DriverContrast => {
    const effects = { penalty: about(penalty, 0.1), reward: about(reward, 0.1), difference: about(Math.abs(penalty) - reward, 0.1) };
    const reason = kind === "cannot-tell" ? ("too-wide" as const) : null;
    return {
      moment,
      minus: 40,
      standard: 30,
      plus: 50,
      notRated: 3,
      ...effects,
      class: kind,
      reason,
      unadjusted: { ...effects, class: kind, reason },
    };
  };

  test("an axis from -0.6 to 0.4: zero at 60 %, a penalty of 0.5 from 10 to 60, a reward of 0.3 from 60 to 90", () => {
    const view = prepareContrasts(
      driversOf({ contrasts: [contrast("a", -0.5, 0.3, "dissatisfier"), contrast("b", 0, 0, "cannot-tell")] }),
      en,
    );
    expect(view.zero).toBeCloseTo(60, 9);
    const [row, other] = view.rows;
    expect(row?.penalty?.start).toBeCloseTo(10, 9);
    expect(row?.penalty?.width).toBeCloseTo(50, 9);
    expect(row?.reward?.start).toBeCloseTo(60, 9);
    expect(row?.reward?.width).toBeCloseTo(30, 9);
    expect(row).toMatchObject({ className: "Must not fail", reason: null, penaltyText: "bad: −0.50 (−0.60 to −0.40, n = 100)" });
    expect(other).toMatchObject({ className: "Cannot tell", reason: "the interval is too wide" });
    expect(view.title).toBe("1 must not fail; one moment cannot be told");
  });

  test("some of the visits are said to be some", () => {
    expect(prepareContrasts(driversOf({ sample: { used: 200_000, of: 10_000_000 } }), en).summary).toContain(
      "200,000 of 10,000,000 visits",
    );
  });
});

describe("lines of the charts", () => {
  const line = (factor: string, effect: DriverFactor["effect"], more: Partial<DriverFactor>): DriverFactor => ({
    ...{ moment: "a", factor, text: { en: factor, ko: `한글 ${factor}` }, column: "standard", present: 40, absent: 60, effect },
    ...{ behaves: "neither", reason: null, disagrees: false },
    ...more,
  });
  const lines = [
    line("kind", about(0.3, 0.1), { behaves: "plus", column: "plus" }),
    line("rare", noEstimate("under-30", 3), { behaves: "cannot-tell", reason: "under-30" }),
    line("queue", about(-0.4, 0.1), { behaves: "minus", disagrees: true }),
  ];

  test("worst first, told that it is listed as standard and behaves like a minus; what cannot be told is counted and in the table", () => {
    const view = prepareFactorLines(driversOf({ factors: lines }), en);
    expect(view.rows.map((row) => row.text)).toEqual(["queue", "kind"]);
    expect(view.title).toBe("“queue” goes with −0.40 points of “overall”; one line belies its column");
    expect(view.rows[0]).toMatchObject({
      fill: "minus",
      disagrees: "listed as standard, behaves like a minus",
      counts: "40 mention it, 60 do not",
    });
    expect(view.rows[1]?.disagrees).toBeNull();
    expect(view.rest).toContain("One line is left out");
    expect(view.table.rows.map((row) => row.cells[0])).toEqual(["kind", "rare", "queue"]);
    expect(view.zero).toBeCloseTo((0.5 / 0.9) * 100, 9);
  });

  test("in Korean by its Korean text; where nothing is clear the title says so", () => {
    const ko = testWords("drivers", "ko");
    expect(prepareFactorLines(driversOf({ factors: lines }), ko).title).toContain("한글 queue");
    const unclear = [line("queue", about(-0.05, 0.2), { behaves: "cannot-tell", reason: "too-wide" })];
    expect(prepareFactorLines(driversOf({ factors: unclear }), en).title).toBe("No line of a chart clearly goes with “overall”");
  });
});

describe("importance and performance", () => {
  const point = (moment: string, importance: number, performance: number, quadrant: Quadrant, clear = true): MapPoint => ({
    ...{ moment, importance: about(importance, 0.02), performance: about(performance, 0.05), quadrant, clear },
  });

  test("the more important to the right, the better above; only clear ones are named in the title", () => {
    const points = [point("a", 0.3, 0.5, "act"), point("b", 0.1, 0.9, "possible-overkill"), point("c", 0.25, 0.65, "act", false)];
    const importance = {
      ...driversOf({}).importance,
      weights: points.map(({ moment, importance: weight }) => ({ moment, weight, share: 0.3 })),
    };
    const view = prepareImportance(driversOf({ importance, map: { importanceLine: 0.2, performanceLine: 0.68, points } }), en);
    expect(view.title).toBe("Act on a: important, and below the average");
    const [a, b] = view.plot.points;
    expect((a?.x ?? 0) > (b?.x ?? 0) && (a?.y ?? 0) > (b?.y ?? 0)).toBe(true);
    // Also the lowest and the highest interval keep clear of the quadrants' names.
    const { band, height } = view.plot;
    expect(Math.min(...view.plot.points.flatMap(({ cy, ry, label }) => [cy - ry, label.y - LABEL_SIZE / 2]))).toBeGreaterThanOrEqual(band);
    expect(Math.max(...view.plot.points.flatMap(({ cy, ry, label }) => [cy + ry, label.y + LABEL_SIZE / 2]))).toBeLessThanOrEqual(
      height - band,
    );
    expect(view.plot.down).toBe("↑ satisfaction 45–95%");
    expect(view.plot.across).toBe("importance 8–32% of R² →");
    expect(view.table.rows[2]?.cells.at(-1)).toBe("Act, not clear");
  });

  test("without a method the title says why; a moment without a weight has no place", () => {
    const weights = [{ moment: "a", weight: noEstimate("under-30", 3), share: null } as const];
    const importance = { method: null, reason: "no-outcome" as const, rSquared: null, n: 3, used: null, weights };
    const points = [
      {
        moment: "a",
        importance: weights[0]?.weight ?? noEstimate("under-30", 3),
        performance: missing("no-ratings"),
        quadrant: null,
        clear: false,
      },
    ];
    const view = prepareImportance(driversOf({ importance, map: { importanceLine: null, performanceLine: null, points } }), en);
    expect(view.title).toBe("Importance cannot be told: fewer than 30 answered the overall question");
    expect(view.plot.points).toEqual([]);
    expect(view.left).toEqual(["a has no place: under 30 on a side."]);
  });
});

test("adds little, breaks much: places 1 + 2 of a, 2 + 1 of b, 3 + 3 of c; ties in journey order; under 30 at risk left out", () => {
  const weight = (moment: string, share: number) => ({ moment, weight: about(share / 2, 0.01), share });
  const importance = { ...driversOf({}).importance, weights: [weight("a", 0.1), weight("b", 0.2), weight("c", 0.6), weight("d", 0.05)] };
  const gains = gainsOf([
    step("a", 1, about(0.1, 0.01), 0.1),
    step("b", 2, about(0.1, 0.01), 0.2),
    step("c", 3, about(0.1, 0.01), 0.05),
    step("d", null, noEstimate("under-30", 20), 0.9, { hazard: about(0.9, 0.1, 20) }),
  ]);
  const view = prepareAddsLittle(driversOf({ importance }), gains, en);
  expect(view.table.rows.map((row) => row.key)).toEqual(["a", "b", "c"]);
  expect(view.title).toBe("a adds least for how often it breaks");
});
