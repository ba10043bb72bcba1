import { expect, test } from "vitest";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import type { Change, TrendDocument } from "#domain/documents.ts";
import type { DriversAnswer, WhatIfAnswer } from "#domain/improvement-documents.ts";
import { REPORT_NAMES } from "#domain/question.ts";
import { missing } from "#domain/share.ts";
import type { UnitsDocument } from "#domain/unit-spread-document.ts";
import { documentRows, isExported } from "./csv-documents.ts";

const head = { journey: "air", filter: "July 2026", nameOf: (key: string) => key.toUpperCase() };
const period = { from: "2026-07-01", to: "2026-07-02", timeZone: "Asia/Seoul" };
const share = { value: 0.5, low: 0.1, high: 0.9, n: 4 };

function trend(days: readonly string[]): TrendDocument {
  const points = days.map((day) => ({ from: day, to: day, complete: true, rated: 4, satisfaction: share, broken: missing("too-few", 3) }));
  return { period, grain: "day", series: [{ moment: "call", points }] };
}

const change: Change = {
  moment: "call",
  measure: "satisfaction",
  difference: { value: -0.1, low: -0.2, high: -0.05, n: 40 },
  before: 0.6,
  rate: -0.1,
  mix: 0,
  oneSided: [{ segment: "a", channel: "b", period: "now" }],
  detectable: 0.08,
  p: 0.01,
  clear: true,
};

test("a trend of 2 days compared with 1: one row for the journey and one a point on each side, 5 in all", () => {
  const rows = documentRows(
    { ...trend(["2026-07-01", "2026-07-02"]), comparison: "previous", compare: trend(["2026-06-30"]), change: [change] },
    head,
  );
  const of = (name: string) => rows.map((row) => row.get(name) ?? null);
  expect(of("side")).toEqual(["now", "now", "now", "before", "before"]);
  expect(of("level")).toEqual(["journey", "moment", "moment", "journey", "moment"]);
  expect(of("moment")).toEqual([null, "call", "call", null, "call"]);
  expect(of("momentName")).toEqual([null, "CALL", "CALL", null, "CALL"]);
  expect(of("from")).toEqual([null, "2026-07-01", "2026-07-02", null, "2026-06-30"]);
  expect(of("filter")).toEqual(Array.from({ length: 5 }, () => "July 2026"));
  expect(of("change.satisfaction.difference.value")).toEqual([null, -0.1, -0.1, null, null]);
  expect(of("broken.reason")).toEqual([null, "too-few", "too-few", null, "too-few"]);
  expect(of("broken.value")).toEqual([null, null, null, null, null]);
  expect(of("satisfaction.n")).toEqual([null, 4, 4, null, 4]);
});

test("a chart: a row for the moment and one for each line that is not archived, without the history", () => {
  const evidence = {
    ...{ mentioned: 3, unrated: 1, share, satisfaction: share, broken: share, restSatisfaction: share, restBroken: share },
    ...{ satisfactionDifference: missing("no-ratings"), brokenDifference: share, behaves: "minus" as const, disagrees: true, points: [] },
  };
  const line = { factor: "slow", column: "standard" as const, archived: false, text: { en: "Slow", ko: "느리다" }, ...evidence };
  const chart: MotChartDocument = {
    ...{ period, moment: "call", version: 1, canUndo: true, canRedo: false, rated: 4, satisfaction: share, broken: share, grain: "month" },
    factors: [line, { ...line, factor: "old", archived: true }],
    edits: [{ n: 1, at: "2026-07-01T00:00:00.000Z", actor: "ann@example.org", kind: "add", of: null, factors: ["slow"], changes: [] }],
    unweighted: false,
  };
  const rows = documentRows(chart, head);
  const of = (name: string) => rows.map((row) => row.get(name) ?? null);
  expect(of("moment")).toEqual(["call", "call"]);
  expect(of("factor")).toEqual([null, "slow"]);
  expect(of("text.ko")).toEqual([null, "느리다"]);
  expect(of("brokenDifference.low")).toEqual([null, 0.1]);
  expect(of("satisfactionDifference.reason")).toEqual([null, "no-ratings"]);
  expect(of("disagrees")).toEqual([null, true]);
  expect(JSON.stringify(rows.map((row) => [...row]))).not.toContain("ann@");
});

// As it is 0.6 x (1 - 10/60) = 0.5; a at 0.1 lifts 3/4 of its breaks: 0.9 x (1 - (10 + 0.75 x 3) / (60 + 30)) = 0.7775.
test("a what-if: the scenario's score 0.7775 beside 0.5 in the journey's row, a row a moment, and none of the chains", () => {
  const basis: WhatIfAnswer = {
    ...{
      period,
      visits: 100,
      yearlyVisits: 365,
      unweighted: false,
      moments: ["a", "b"],
      cut: 0,
      reason: null,
      sample: { used: 100, of: 100 },
    },
    chains: [
      { after: [], atRisk: [100, 60], broke: [40, 10] },
      { after: [0], atRisk: [40], broke: [3] },
    ],
  };
  const rows = documentRows(basis, head, { name: "No queue", changes: [{ moment: "a", hazard: 0.1 }] });
  const of = (name: string) => rows.map((row) => row.get(name) ?? null);
  expect(of("moment")).toEqual([null, "a", "b"]);
  expect(of("scenario")).toEqual(["No queue", null, null]);
  expect(rows[0]?.get("score")).toBeCloseTo(0.7775, 12);
  expect(rows[0]?.get("present")).toBeCloseTo(0.5, 12);
  expect(rows[0]?.get("difference")).toBeCloseTo(0.2775, 12);
  expect(of("hazard").slice(0, 2)).toEqual([null, 0.1]);
  expect(rows[1]?.get("present")).toBe(0.4);
  expect([...(rows[0]?.keys() ?? [])].filter((name) => name.startsWith("chains"))).toEqual([]);
});

test("drivers: contrast, weight and place of a moment in one row, a line of its chart in another", () => {
  const none = { value: null, low: null, high: null, n: 3, reason: "under-30" as const };
  const effects = {
    penalty: { ...share, value: -0.4 },
    reward: share,
    difference: none,
    class: "cannot-tell" as const,
    reason: "under-30" as const,
  };
  const drivers: DriversAnswer = {
    ...{ period, outcome: "overall", outcomeMean: 4, outcomeSd: 1, negligible: 0.1, rSquared: 0.3, replicates: 200, unweighted: false },
    contrasts: [{ moment: "call", minus: 3, standard: 40, plus: 50, notRated: 7, ...effects, unadjusted: effects }],
    factors: [
      {
        ...{ moment: "call", factor: "slow", text: { en: "Slow", ko: "느리다" }, column: "standard" as const, present: 31, absent: 49 },
        ...{ effect: share, behaves: "minus" as const, reason: null, disagrees: true },
      },
    ],
    importance: {
      ...{ method: "complete" as const, reason: null, rSquared: 0.4, n: 90, used: 0.9 },
      weights: [{ moment: "call", weight: share, share: 1 }],
    },
    sample: { used: 100, of: 100 },
    map: {
      ...{ importanceLine: 0.5, performanceLine: 0.5 },
      points: [{ moment: "call", importance: share, performance: share, quadrant: "keep", clear: false }],
    },
  };
  const rows = documentRows(drivers, head);
  const of = (name: string) => rows.map((row) => row.get(name) ?? null);
  expect(of("momentName")).toEqual([null, "CALL", "CALL"]);
  expect(of("outcome")).toEqual(["overall", null, null]);
  expect(of("importance.n")).toEqual([90, null, null]);
  expect(of("penalty.value")).toEqual([null, -0.4, null]);
  expect(of("importance.weight.low")).toEqual([null, 0.1, null]);
  expect(of("map.quadrant")).toEqual([null, "keep", null]);
  expect(of("map.importanceLine")).toEqual([0.5, null, null]);
  expect(of("factor")).toEqual([null, null, "slow"]);
  expect(of("effect.value")).toEqual([null, null, 0.5]);
  expect(of("disagrees")).toEqual([null, null, true]);
});

test("a control chart: a row for the moment and one a point; units: one a dimension and one a unit, without what is drawn", () => {
  const chart: ControlChartDocument = {
    ...{ period, moment: "call", measure: "broken", grain: "day", frozen: true, centre: 0.2, sigmaZ: 1, baselineFrom: "2026-07-01" },
    ...{ baselineTo: "2026-07-02", baselinePoints: 2, provisional: false, reason: null, unweighted: false },
    points: ["2026-07-01", "2026-07-02"].map((day) => ({
      ...{ from: day, to: day, buckets: 1, inBaseline: true, complete: true, signals: ["outside", "run"] as const },
      ...{ share, lowerLimit: 0.1, upperLimit: 0.3 },
    })),
  };
  const rows = documentRows(chart, head);
  const of = (name: string) => rows.map((row) => row.get(name) ?? null);
  expect(of("level")).toEqual(["journey", "moment", "moment"]);
  expect(of("centre")).toEqual([0.2, null, null]);
  expect(of("upperLimit")).toEqual([null, 0.3, 0.3]);
  expect(of("signals")).toEqual([null, "outside run", "outside run"]);
  expect(of("share.n")).toEqual([null, 4, 4]);

  const limits = { n: 4, usual: { low: 0.1, high: 0.9 }, wide: { low: 0, high: 1 } };
  const units: UnitsDocument = {
    ...{ period, moment: "call", measure: "broken", unweighted: false },
    dimensions: [
      {
        ...{ dimension: "team", centre: 0.5, withoutUnit: 3, curve: [limits], spread: share, p: 0.2, verdict: "cannot-tell" },
        units: [{ unit: "gate", share, satisfaction: share, broken: share, position: "inside" }],
      },
    ],
  };
  const lines = documentRows(units, head);
  expect(lines.map((row) => [row.get("dimension") ?? null, row.get("unit") ?? null])).toEqual([
    [null, null],
    ["team", null],
    ["team", "gate"],
  ]);
  expect(lines[1]?.get("spread.high")).toBe(0.9);
  expect([...new Set(lines.flatMap((row) => [...row.keys()]))].some((name) => name.includes("curve"))).toBe(false);
});

test("figures leave as files; visits, comments and choices do not", () => {
  expect(REPORT_NAMES.filter(isExported)).toEqual([
    "moment-scores",
    "survival",
    "funnel",
    "trend",
    "ledger",
    "fix-first",
    "what-if",
    "drivers",
    "mot-chart",
    "control-chart",
    "units",
  ]);
});
