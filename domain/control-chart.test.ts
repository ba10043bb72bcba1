import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { type ChartBucket, toControlChart } from "./control-chart.ts";
import { controlLimits, laneyBaseline } from "./statistics/p-chart.ts";
import { seededRandom } from "./statistics/rng.ts";

const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);
const bucket = (i: number, hits: number, n: number, complete = true): ChartBucket => ({ from: day(i), to: day(i), hits, n, complete });
const chartOf = (hits: readonly number[], n: number) => toControlChart(hits.map((count, i) => bucket(i, count, n)));

describe("Laney's p'", () => {
  /** Defective cans of 50, thirty samples: D. C. Montgomery, Introduction to Statistical Quality Control, p-chart; NIST handbook 6.3.3.2. */
  const CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];

  it("Montgomery's cans: centre 0.2313, three-sigma limits 0.0524 and 0.4102, samples 15 and 23 outside", () => {
    const baseline = laneyBaseline(CANS.map((hits) => ({ hits, n: 50 })));
    expect(baseline?.centre).toBeCloseTo(0.2313, 4);
    const { low, high } = controlLimits({ centre: baseline?.centre ?? 0, sigmaZ: 1 }, 50);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.4102, 4);
    expect(CANS.flatMap((hits, i) => (hits / 50 < low || hits / 50 > high ? [i + 1] : []))).toEqual([15, 23]);
  });

  it("without 15 and 23: centre 301/1400 = 0.2150, limits 0.0407 and 0.3893", () => {
    const centre = CANS.filter((_, i) => i !== 14 && i !== 22).reduce((sum, hits) => sum + hits, 0) / 1400;
    expect(centre).toBe(301 / 1400);
    expect(controlLimits({ centre, sigmaZ: 1 }, 50).low).toBeCloseTo(0.0407, 4);
    expect(controlLimits({ centre, sigmaZ: 1 }, 50).high).toBeCloseTo(0.3893, 4);
  });

  it("sigma z by hand: 20, 40, 20, 40 of 100 at p = 0.3 jump 0.2/sqrt(0.21/100) = 4.3644, over 1.128 is 3.8691", () => {
    const baseline = laneyBaseline([20, 40, 20, 40].map((hits) => ({ hits, n: 100 })));
    expect(baseline?.centre).toBeCloseTo(0.3, 14);
    expect(baseline?.sigmaZ).toBeCloseTo(3.86913, 4);
  });

  it("never narrower than chance: points that hardly move have sigma z 1, and the limits are the p-chart's", () => {
    expect(laneyBaseline([30, 31, 30, 31].map((hits) => ({ hits, n: 100 })))?.sigmaZ).toBe(1);
  });

  it("large samples: of 40 points of 100,000 that wander by 2 % the p-chart calls most outside, p' hardly any", () => {
    const random = seededRandom(3);
    const hits = Array.from({ length: 40 }, () => Math.round(100_000 * (0.3 + ((random() / 2 ** 32) * 0.04 - 0.02))));
    const chart = chartOf(hits, 100_000);
    expect(chart.sigmaZ).toBeGreaterThan(4);
    expect(chart.points.filter(({ signals }) => signals.includes("outside")).length).toBeLessThanOrEqual(1);
    const plain = controlLimits({ centre: chart.centre ?? 0, sigmaZ: 1 }, 100_000);
    expect(hits.filter((count) => count / 100_000 > plain.high || count / 100_000 < plain.low).length).toBeGreaterThan(20);
  });
});

describe("control chart", () => {
  const around = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 18 : 22));

  it("20 points are enough, 19 and 12 provisional, 11 too few", () => {
    expect(chartOf(around(20), 100)).toMatchObject({ provisional: false, reason: null, baselinePoints: 20, centre: 0.2 });
    expect(chartOf(around(19), 100)).toMatchObject({ provisional: true, reason: null });
    expect(chartOf(around(12), 100)).toMatchObject({ provisional: true, reason: null });
    const few = chartOf(around(11), 100);
    expect(few).toMatchObject({ provisional: false, reason: "under-12", centre: null, sigmaZ: null });
    expect(few.points[0]).toMatchObject({ value: 0.18, low: null, high: null, signals: [] });
  });

  it("a point outside: 20 of 100 scattered by 4 points, limits 0.2 ± 3 x 0.04 x 1, so 33 is outside and 31 is not", () => {
    const baseline = { from: day(0), to: day(19) };
    const buckets = around(20).map((hits, i) => bucket(i, hits, 100));
    const chart = toControlChart([...buckets, bucket(20, 33, 100), bucket(21, 31, 100), bucket(22, 7, 100)], baseline);
    expect(chart.sigmaZ).toBe(1);
    expect(chart.points[20]?.high).toBeCloseTo(0.32, 12);
    expect(chart.points.slice(20).map(({ signals }) => signals)).toEqual([["outside"], [], ["outside"]]);
  });

  it("eight in a row on one side: the eighth and ninth are signals, a point on the centre ends the run, and eight there are none", () => {
    const baseline = { from: day(0), to: day(19) };
    const later = [...Array(8).fill(20), 21, 21, 21, 21, 21, 21, 21, 21, 21, 20, 21, 19, 19, 19, 19, 19, 19, 19, 19];
    const chart = toControlChart(
      [...around(20), ...later].map((hits, i) => bucket(i, hits, 100)),
      baseline,
    );
    expect(chart.points.flatMap(({ signals }, i) => (signals.includes("run") ? [i - 20] : []))).toEqual([15, 16, 26]);
  });

  it("a frozen baseline stays as it is whatever comes later", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 50, max: 99 }))), (later) => {
        const buckets = around(20).map((hits, i) => bucket(i, hits, 100));
        const more = later.map(([hits, n], i) => bucket(20 + i, hits, n, i < later.length - 1));
        const baseline = { from: day(0), to: day(19) };
        const { points, ...before } = toControlChart(buckets, baseline);
        const after = toControlChart([...buckets, ...more], baseline);
        expect(after).toMatchObject(before);
        expect(after.points.slice(0, 20)).toEqual(points);
      }),
      { numRuns: runs(100) },
    );
  });

  it("the unfinished bucket takes part in nothing: 90 of 100 on the last day changes no figure and is no signal", () => {
    const buckets = around(20).map((hits, i) => bucket(i, hits, 100));
    const { points, ...whole } = toControlChart(buckets);
    const more = toControlChart([...buckets, bucket(20, 90, 100, false)]);
    expect(more).toMatchObject(whole);
    expect(more.points.at(-1)).toMatchObject({ value: 0.9, complete: false, inBaseline: false, signals: [] });
  });

  it("days of 10 at 20 % expect 2 each: three make a point, and two left over wait until the third comes", () => {
    const days = (count: number) => Array.from({ length: count }, (_, i) => bucket(i, [1, 2, 3][i % 3] ?? 0, 10));
    const chart = toControlChart(days(62));
    expect(chart.points).toHaveLength(21);
    expect(chart.points[0]).toMatchObject({ from: day(0), to: day(2), buckets: 3, hits: 6, n: 30, complete: true });
    expect(chart.points.at(-1)).toMatchObject({ from: day(60), to: day(61), n: 20, complete: false, signals: [] });
    expect(chart).toMatchObject({ baselinePoints: 20, baselineTo: day(59) });
    expect(toControlChart(days(63)).baselinePoints).toBe(21);
  });

  it("no point lies across the baseline's edge: what is left over there joins the point before", () => {
    const days = Array.from({ length: 80 }, (_, i) => bucket(i, [1, 2, 3][i % 3] ?? 0, 10));
    const chart = toControlChart(days, { from: day(0), to: day(61) });
    expect(chart.points[19]).toMatchObject({ from: day(57), to: day(61), buckets: 5, inBaseline: true });
    expect(chart.points[20]).toMatchObject({ from: day(62), to: day(64), inBaseline: false });
  });

  it("ratings are neither lost nor counted twice, days stay in order, and limits lie in 0..1 around the centre", () => {
    const buckets = fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(buckets, fc.option(fc.tuple(fc.nat(59), fc.nat(59))), (days, frozen) => {
        const all = days.map(([hits, misses, complete], i) => bucket(i, hits, hits + misses, complete));
        const chart = toControlChart(all, frozen ? { from: day(Math.min(...frozen)), to: day(Math.max(...frozen)) } : undefined);
        const sum = (of: readonly { hits: number; n: number }[]) => of.reduce((total, { hits, n }) => total + hits * 1000 + n, 0);
        expect(sum(chart.points)).toBe(sum(all));
        expect(chart.points.reduce((total, point) => total + point.buckets, 0)).toBe(all.length);
        for (const [i, point] of chart.points.entries()) {
          expect(point.from <= point.to && (chart.points[i - 1]?.to ?? "") < point.from).toBe(true);
          if (point.low === null || point.high === null || chart.centre === null) continue;
          expect(point.low >= 0 && point.low <= chart.centre && chart.centre <= point.high && point.high <= 1).toBe(true);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it("nothing rated, or everybody content: no limits, and why", () => {
    expect(toControlChart([])).toMatchObject({ points: [], reason: "no-ratings", centre: null });
    const content = chartOf(Array(20).fill(0), 50);
    expect(content).toMatchObject({ reason: "no-spread", centre: null });
    expect(content.points).toHaveLength(20);
    expect(content.points[0]).toMatchObject({ value: 0, complete: true });
  });
});
