import { expect, test } from "vitest";
import type { Change, MotChartDocument, TrendDocument } from "#domain/documents.ts";
import { REPORT_NAMES } from "#domain/question.ts";
import { missing } from "#domain/share.ts";
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
    edits: [{ n: 1, at: "2026-07-01T00:00:00.000Z", actor: "ann@example.org", kind: "add", factors: ["slow"] }],
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

test("figures leave as files; visits, comments and choices do not", () => {
  expect(REPORT_NAMES.filter(isExported)).toEqual([
    "moment-scores",
    "survival",
    "funnel",
    "trend",
    "ledger",
    "mot-chart",
    "control-chart",
    "units",
  ]);
});
