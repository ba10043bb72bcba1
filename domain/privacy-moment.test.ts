import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { type ChartBucket, toControlChart } from "./control-chart.ts";
import { toControlChartDocument, unmerged } from "./control-points.ts";
import type { BucketSiblings } from "./privacy.ts";
import { hideInControlChart, hideInUnits } from "./privacy-moment.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import { toUnitSpread } from "./unit-spread.ts";
import type { DimensionUnits, UnitsDocument } from "./unit-spread-document.ts";

const period = { from: "2026-01-01", to: "2026-01-31", timeZone: "UTC" };
const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);

describe("control chart", () => {
  const head = { period, ...({ moment: "a", measure: "broken", grain: "day", frozen: false, unweighted: false } as const) };
  const bucket = (i: number, hits: number, n: number, complete = true): ChartBucket => ({ from: day(i), to: day(i), hits, n, complete });
  const told = (buckets: readonly ChartBucket[], all = false, siblings: readonly BucketSiblings[] = []) =>
    hideInControlChart(
      toControlChartDocument(head, toControlChart(buckets)),
      toControlChartDocument(head, unmerged(buckets)),
      all,
      siblings,
    );
  const full = Array.from({ length: 20 }, (_, i) => bucket(i, i % 2 === 0 ? 18 : 22, 100));

  it("large days are told as they are", () => {
    const buckets = [...full, bucket(20, 20, 60, false)];
    expect(told(buckets)).toEqual(toControlChartDocument(head, toControlChart(buckets)));
  });

  it("three ratings of today would be the period less the baseline: the centre and one day go too, and no day is merged", () => {
    const found = told([...full, bucket(20, 1, 3, false)]);
    expect(found).toMatchObject({ centre: null, sigmaZ: null, reason: "too-few", baselinePoints: 0 });
    expect(found.points.filter(({ share }) => share.value === null).map(({ share }) => share.n)).toEqual([100, 3]);
    expect(found.points.every(({ lowerLimit, signals }) => lowerLimit === null && signals.length === 0)).toBe(true);
    const days = Array.from({ length: 63 }, (_, i) => bucket(i, [1, 2, 3][i % 3] ?? 0, 10));
    expect(told(days).points).toHaveLength(21);
    expect(told([...days, bucket(63, 0, 2, false)]).points).toHaveLength(64);
  });

  it("hidden by the caller: days with their n, and nothing else, not even that all are alike", () => {
    const none = full.map((one) => ({ ...one, hits: 0 }));
    expect(told(none)).toMatchObject({ reason: "no-spread" });
    for (const buckets of [full, none]) {
      const found = told(buckets, true);
      expect(found).toMatchObject({ centre: null, reason: "too-few", provisional: false });
      expect(found.points.map(({ share }) => [share.value, share.n])).toEqual(full.map(() => [null, 100]));
    }
    expect(told([], true).reason).toBe("no-ratings");
  });

  it("a channel of two in one day: that day goes with the next smallest, and with them the centre", () => {
    const siblings = {
      chosen: [1],
      buckets: full.map(
        (_, i) =>
          new Map([
            [1, 100],
            [2, i === 3 ? 2 : 40],
          ]),
      ),
    };
    const found = told(full, false, [siblings]);
    expect(found.centre).toBeNull();
    expect(found.points[3]?.share).toMatchObject({ value: null, reason: "too-few", n: 100 });
    expect(found.points.filter(({ share }) => share.value === null).length).toBeGreaterThan(1);
  });

  it("whatever the counts: where a finished point is hidden there is neither centre nor limit nor signal nor merged day", () => {
    const days = fc.array(fc.tuple(fc.nat(9), fc.nat(60)), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(days, (counts) => {
        const buckets = counts.map(([hits, misses], i) => bucket(i, hits, hits + misses, i < counts.length - 1));
        const found = told(buckets);
        for (const { share } of found.points) if (share.n > 0 && share.n < 5) expect(share.value).toBeNull();
        if (!found.points.some(({ complete, share }) => complete && share.n > 0 && share.value === null)) return;
        expect(found).toMatchObject({ centre: null, sigmaZ: null });
        expect(found.points).toHaveLength(buckets.length);
        expect(found.points.every(({ lowerLimit, signals }) => lowerLimit === null && signals.length === 0)).toBe(true);
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("units", () => {
  const unitsOf = (counts: Readonly<Record<string, readonly [number, number]>>, withoutUnit = 0): UnitsDocument => {
    const list = Object.entries(counts).map(([unit, [hits, n]]) => ({ unit, hits, n }));
    const { units, ...spread } = toUnitSpread(list);
    const shares = units.map(({ limits: _, ...one }, i) => ({
      ...one,
      broken: one.share,
      satisfaction: wilsonShare(0, list[i]?.n ?? 0, "no-ratings"),
    }));
    const dimension: DimensionUnits = { dimension: "team", withoutUnit, ...spread, units: shares };
    return { period, moment: "a", measure: "broken", dimensions: [dimension], unweighted: false };
  };
  const told = (document: UnitsDocument, all = false, hidden: readonly string[] = []) =>
    hideInUnits(document, all, (_, unit) => hidden.includes(unit)).dimensions[0];
  const values = (one: DimensionUnits | undefined) => one?.units.map(({ share }) => share.value);

  it("large teams are told as they are", () => {
    const document = unitsOf({ a: [20, 100], b: [30, 100] }, 40);
    expect(told(document)).toEqual(document.dimensions[0]);
  });

  it("3 of 203: the three are all less the others, so the smallest other goes too, and the spread that it is in", () => {
    const found = told(unitsOf({ a: [20, 100], b: [40, 100], c: [1, 3], d: [30, 101] }));
    expect(values(found)).toEqual([null, 0.4, null, 30 / 101]);
    expect(found?.units.map(({ position }) => position === null)).toEqual([true, false, true, false]);
    expect(found).toMatchObject({ spread: { value: null, reason: "too-few" }, p: null, verdict: "cannot-tell" });
    expect(found?.centre).toBeCloseTo(91 / 304, 12);
  });

  it("three and four hide each other, and large teams keep their spread", () => {
    const found = told(unitsOf({ a: [20, 100], b: [40, 100], c: [1, 3], d: [1, 4] }));
    expect(values(found)).toEqual([0.2, 0.4, null, null]);
    expect(found?.spread.value).toBeGreaterThan(0);
  });

  it("two ratings without a team are the moment less the centre: the centre and the limits go", () => {
    const found = told(unitsOf({ a: [20, 100], b: [40, 100] }, 2));
    expect(found).toMatchObject({ centre: null, curve: [], withoutUnit: 2 });
    expect(values(found)).toEqual([null, 0.4]);
  });

  it("a team that the caller hides takes the centre along; hidden as a whole nothing is left but n", () => {
    const document = unitsOf({ a: [20, 100], b: [40, 100], c: [30, 100] });
    expect(told(document, false, ["b"])).toMatchObject({ centre: null, spread: { reason: "too-few" } });
    expect(values(told(document, false, ["b"]))).toEqual([0.2, null, 0.3]);
    const none = told(document, true);
    expect(values(none)).toEqual([null, null, null]);
    expect(none?.units.map(({ share, satisfaction, broken, position }) => [share.n, satisfaction.value, broken.value, position])).toEqual(
      [100, 100, 100].map((n) => [n, null, null, null]),
    );
  });

  it("whatever the teams: those told, the centre and the moment's total never leave a difference of one to four", () => {
    const team = fc.tuple(fc.nat(6), fc.nat(12));
    fc.assert(
      fc.property(fc.array(team, { minLength: 1, maxLength: 6 }), fc.nat(8), (teams, withoutUnit) => {
        const document = unitsOf(
          Object.fromEntries(teams.map(([hits, misses], i) => [`t${i}`, [hits, hits + misses] as const])),
          withoutUnit,
        );
        const found = told(document);
        const hidden = found?.units.filter(({ share }) => share.value === null && share.n > 0 && share.reason === "too-few") ?? [];
        const sum = hidden.reduce((total, { share }) => total + share.n, 0);
        // The moment's total is always told; without the centre it leaves the hidden teams and those without one together.
        const left = found?.centre === null ? sum + withoutUnit : sum;
        expect(left === 0 || left >= 5 || teams.every(([hits, misses]) => hits + misses < 5)).toBe(true);
        if (found?.centre !== null && withoutUnit > 0) expect(withoutUnit).toBeGreaterThanOrEqual(5);
      }),
      { numRuns: runs(300) },
    );
  });
});
