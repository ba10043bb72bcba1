import { expect, test } from "vitest";
import type { Change, TrendDocument } from "#domain/documents.ts";
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

test("figures leave as files, visits and choices do not", () => {
  expect((["moment-scores", "survival", "funnel", "trend", "choices", "visits", "visit"] as const).map(isExported)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
