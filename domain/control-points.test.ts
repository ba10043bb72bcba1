import { expect, test } from "vitest";
import { type ChartBucket, toControlChart } from "./control-chart.ts";
import { chartGrain, toControlChartDocument, unmerged } from "./control-points.ts";

const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
const head = {
  period: { from: day(0), to: day(61), timeZone: "UTC" },
  ...({ moment: "a", measure: "broken", grain: "day", frozen: false, unweighted: false } as const),
};
/** Days of ten ratings, one to three bad: three days make a point. */
const DAYS: ChartBucket[] = Array.from({ length: 62 }, (_, i) => ({
  ...{ from: day(i), to: day(i), hits: [1, 2, 3][i % 3] ?? 0, n: 10 },
  complete: true,
}));

test("20 weeks are 140 days: below them days, from 1,401 days on months", () => {
  expect([1, 139, 140, 366, 1_400, 1_401].map(chartGrain)).toEqual(["day", "day", "week", "week", "week", "month"]);
});

test("62 days, three a point: 20 points of 6 in 30 with limits 0.2 ± 3 x 0.073, and two days that wait outside the baseline", () => {
  const { points, ...chart } = toControlChartDocument(head, toControlChart(DAYS));
  expect(chart).toMatchObject({ ...head, centre: 0.2, sigmaZ: 1, baselinePoints: 20, reason: null });
  expect(points).toHaveLength(21);
  expect(points[0]).toMatchObject({ buckets: 3, inBaseline: true, complete: true, signals: [], share: { value: 0.2, n: 30 } });
  expect(points[0]?.upperLimit).toBeCloseTo(0.2 + 3 * Math.sqrt(0.16 / 30), 12);
  expect(points[0]?.lowerLimit).toBe(0);
  expect(points[20]).toMatchObject({ buckets: 2, inBaseline: false, complete: false, share: { n: 20 } });
});

test("unmerged each day is a point, and nothing is said of limits", () => {
  const { points, centre, baselinePoints } = toControlChartDocument(
    head,
    unmerged([...DAYS, { from: day(62), to: day(62), hits: 0, n: 0, complete: false }]),
  );
  expect([points.length, centre, baselinePoints]).toEqual([63, null, 0]);
  expect(points[2]).toMatchObject({ from: day(2), buckets: 1, lowerLimit: null, share: { value: 0.3, n: 10 } });
  expect(points[62]).toMatchObject({ complete: false, share: { value: null, reason: "no-ratings" } });
});
