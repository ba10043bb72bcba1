import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { columnsOf, drivers, meanOf, momentsOf, times } from "./driver-rows.fixture.ts";
import { toDrivers } from "./drivers.ts";
import { toImportanceMap } from "./importance-map.ts";
import { seededRandom } from "./statistics/rng.ts";
import { wilsonShare } from "./statistics/wilson.ts";

describe("penalty and reward", () => {
  it("one moment: differences of the zones' mean outcomes, with variances Σe²/(n-1)² of both zones", () => {
    const side = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 50 });
    fc.assert(
      fc.property(side, side, side, fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 }), (bad, fair, good, blank) => {
        const rows = [...bad.map((y) => [y, 1]), ...fair.map((y) => [y, 3]), ...good.map((y) => [y, 5]), ...blank.map((y) => [y, null])];
        const [found] = drivers(rows).contrasts;
        if (found === undefined || found.penalty.value === null || found.reward.value === null || found.difference.value === null) {
          expect(new Set(rows.map(([y]) => y)).size).toBe(1);
          return;
        }
        const [minus, standard, plus] = [meanOf(bad), meanOf(fair), meanOf(good)];
        expect(found).toMatchObject({ minus: bad.length, standard: fair.length, plus: good.length, notRated: blank.length });
        expect(found.penalty.value).toBeCloseTo(minus.mean - standard.mean, 10);
        expect((found.penalty.high - found.penalty.low) / 2 / 1.959963984540054).toBeCloseTo(
          Math.sqrt(minus.variance + standard.variance),
          10,
        );
        expect(found.reward.value).toBeCloseTo(plus.mean - standard.mean, 10);
        // Below the standard both ways: the standard's mean stands in the difference twice, else not at all.
        const sign = minus.mean < standard.mean ? 1 : -1;
        const spread = minus.variance + plus.variance + (1 + sign) ** 2 * standard.variance;
        expect(found.difference.value).toBeCloseTo(Math.abs(minus.mean - standard.mean) - (plus.mean - standard.mean), 10);
        if (Math.abs(minus.mean - standard.mean) > 1e-9) {
          expect((found.difference.high - found.difference.low) / 2 / 1.959963984540054).toBeCloseTo(Math.sqrt(spread), 10);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  /** 40 visits a zone, whose outcomes are the two numbers half and half. */
  const zones = (bad: [number, number], fair: [number, number], good: [number, number], each = 40) => [
    ...times(each / 2, [bad[0], 1]),
    ...times(each / 2, [bad[1], 1]),
    ...times(each / 2, [fair[0], 3]),
    ...times(each / 2, [fair[1], 3]),
    ...times(each / 2, [good[0], 5]),
    ...times(each / 2, [good[1], 5]),
  ];

  it.each([
    ["dissatisfier: minus 1.5, standard 3.5, plus 3.5", zones([1, 2], [3, 4], [3, 4]), "dissatisfier", null],
    ["delighter: minus 2.5, standard 2.5, plus 4.5", zones([2, 3], [2, 3], [4, 5]), "delighter", null],
    ["hybrid: 2.5, 3.5, 4.5 with 4,000 a zone", zones([2, 3], [3, 4], [4, 5], 4000), "hybrid", null],
    [
      "the same with 40 a zone is too wide: 1.96 x sqrt(6 x 0.25/39) = 0.38 > a tenth of 0.95",
      zones([2, 3], [3, 4], [4, 5]),
      "cannot-tell",
      "too-wide",
    ],
    ["bad ratings go with better outcomes", zones([4, 5], [2, 3], [2, 3]), "cannot-tell", "wrong-sign"],
    ["28 a zone are too few", zones([1, 2], [3, 4], [3, 4], 28), "cannot-tell", "under-30"],
    ["everybody equally satisfied", zones([4, 4], [4, 4], [4, 4]), "cannot-tell", "no-spread"],
    ["nobody rated in the standard zone", [...times(40, [1, 1]), ...times(40, [5, 5])], "cannot-tell", "no-standard-zone"],
    ["nobody rated it", [...times(40, [1, null]), ...times(40, [5, null])], "cannot-tell", "no-ratings"],
    ["29 outcomes", times(29, [3, 3]), "cannot-tell", "no-outcome"],
  ] as const)("%s", (_, rows, verdict, reason) => {
    const [found] = drivers(rows).contrasts;
    expect(found).toMatchObject({ class: verdict, reason });
    if (reason !== null && reason !== "too-wide" && reason !== "wrong-sign") {
      expect(found?.difference).toMatchObject({ value: null, low: null, high: null, reason });
    }
  });

  it("a moment without a standard zone has no contrast, and still is kept equal for the others", () => {
    const { outcome, moments } = momentsOf(2);
    const [first, second] = moments;
    if (first === undefined || second === undefined) throw new Error("two moments");
    // The outcome is 5 less 2 for a bad second moment; bad first moments come with bad second ones, and are nothing in themselves.
    const rows = [1, 3, 5].flatMap((a) => [...times(30, [3, a, 1]), ...times(a === 1 ? 10 : 90, [5, a, 5])]);
    const found = toDrivers(outcome, [first, { ...second, standardFrom: 4 }], columnsOf(rows), { seed: 1, replicates: 2 });
    expect(found.contrasts[1]).toMatchObject({ class: "cannot-tell", reason: "no-standard-zone", minus: 90, plus: 190 });
    expect(found.contrasts[0]?.penalty.value).toBeCloseTo(0, 10);
  });

  it("two moments that everybody rated alike cannot be told apart, a third can", () => {
    const random = seededRandom(2);
    const rows = Array.from({ length: 400 }, () => {
      const [a, b, y] = [1 + (random() % 5), 1 + (random() % 5), 1 + (random() % 5)];
      return [y, a, a, b];
    });
    const found = drivers(rows);
    expect(found.contrasts.map(({ reason }) => reason)).toEqual(["collinear", "collinear", expect.not.stringMatching("collinear")]);
    expect(found.importance).toMatchObject({ method: null, reason: "collinear", rSquared: null });
    expect(found.contrasts[2]?.penalty.value).not.toBeNull();
  });

  it("a bad first moment comes with a bad second one, which alone matters: 4 - 14/3 unadjusted, 0 with the second equal", () => {
    const rows = [
      ...times(50, [3, 1, 1]),
      ...times(50, [5, 1, 5]),
      ...times(25, [3, 3, 1]),
      ...times(75, [5, 3, 5]),
      ...times(50, [5, 5, 3]),
      ...times(50, [5, 3, 3]),
    ];
    const [first] = drivers(rows).contrasts;
    expect(first?.penalty.value).toBeCloseTo(0, 10);
    // Standard at the first: 25 x 3, 75 x 5 and 50 x 5, mean 14/3; minus: mean 4.
    expect(first?.unadjusted.penalty.value).toBeCloseTo(4 - 14 / 3, 10);
    expect(first?.unadjusted.penalty.high).toBeLessThan(0);
  });

  it("blank at two moments together: the blanks cannot be told apart, the zones can", () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 600 }, (_, i) => {
      const rating = () => 1 + (random() % 5);
      return i % 3 === 0 ? [rating(), null, null] : [rating(), rating(), rating()];
    });
    expect(drivers(rows).contrasts.every(({ penalty, reward }) => penalty.value !== null && reward.value !== null)).toBe(true);
  });

  it("too many visits: a draw that says so; no outcome at all: nothing, and why", () => {
    const rows = zones([1, 2], [3, 4], [3, 4], 400);
    const some = drivers(rows, { mostVisits: 300 });
    expect(some.sample.of).toBe(1200);
    expect(some.sample.used).toBeLessThanOrEqual(300);
    const none = drivers(rows.map(([, rating]) => [null, rating ?? null]));
    expect(none).toMatchObject({ outcomeMean: null, outcomeSd: null, negligible: null, rSquared: null, sample: { used: 0, of: 0 } });
    expect(none.importance).toMatchObject({ method: null, reason: "no-outcome", n: 0, used: null });
    expect(JSON.parse(JSON.stringify(none))).toEqual(none);
  });
});

describe("importance", () => {
  const noisy = (count: number, seed: number, blank = 0): (number | null)[][] => {
    const random = seededRandom(seed);
    const uniform = () => random() / 2 ** 32;
    return Array.from({ length: count }, () => {
      const [a, b] = [Math.ceil(uniform() * 5), Math.ceil(uniform() * 5)];
      const y = Math.min(5, Math.max(1, Math.round(0.6 * a + 0.3 * b + uniform() * 2 - 0.5)));
      return [y, uniform() < blank ? null : a, uniform() < blank ? null : b];
    });
  };

  it("complete cases where they are half, else pairs; says which, over how many", () => {
    expect(drivers(noisy(200, 1)).importance).toMatchObject({ method: "complete", n: 200, used: 1 });
    const pairs = drivers(noisy(400, 1, 0.5)).importance;
    expect(pairs.method).toBe("pairwise");
    expect(pairs.used).toBeCloseTo(pairs.n / 400, 12);
    expect(pairs.n).toBeGreaterThan(60);
  });

  it("a moment rated by 29, and one without spread, are left out with their reasons; the rest go on", () => {
    const rows = noisy(300, 4).map((row, i) => [...row, i < 29 ? 1 + (i % 5) : null, 4]);
    const { weights, method } = drivers(rows).importance;
    expect(method).toBe("complete");
    expect(weights.slice(2).map(({ weight }) => weight)).toMatchObject([{ reason: "under-30" }, { reason: "no-spread" }]);
    expect(weights.slice(0, 2).reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(1, 10);
  });

  it("two moments that hardly anyone rated together: the one with fewer ratings is left out", () => {
    const rows = noisy(600, 5).map(([y, a], i) => [
      y ?? 3,
      a ?? 3,
      i < 200 ? 1 + ((i * 7) % 5) : null,
      i >= 190 ? 1 + ((i * 3) % 5) : null,
    ]);
    const { weights, method } = drivers(rows).importance;
    expect(method).toBe("pairwise");
    expect(weights.map(({ weight }) => weight.value === null)).toEqual([false, true, false]);
    expect(weights[1]?.weight).toMatchObject({ reason: "under-30" });
  });

  it("the bootstrap spreads as repeated surveys do, within a quarter, drawn one by one (400) and in groups (2,000)", () => {
    for (const size of [400, 2000]) {
      const found = Array.from(
        { length: 60 },
        (_, i) => drivers(noisy(size, 100 + i, 0.1), { replicates: 100 }).importance.weights[0]?.weight,
      );
      const values = found.map((weight) => weight?.value ?? 0);
      const { variance } = meanOf(values);
      const spread = Math.sqrt(variance * (values.length - 1));
      const width = found.reduce((sum, weight) => sum + (weight?.high ?? 0) - (weight?.low ?? 0), 0) / found.length / 2 / 1.96;
      expect(width / spread).toBeGreaterThan(0.75);
      expect(width / spread).toBeLessThan(1.25);
    }
  });

  it("the map's lines are the means, (0.3 + 0.1)/2 and (80 + 60)/2 %; a point is clear where no interval crosses a line", () => {
    const weight = (moment: string, value: number, half: number) => ({
      moment,
      weight: { value, low: value - half, high: value + half, n: 500 },
      share: value / 0.4,
    });
    const map = toImportanceMap(
      { method: "complete", reason: null, rSquared: 0.4, n: 500, used: 1, weights: [weight("a", 0.3, 0.05), weight("b", 0.1, 0.15)] },
      new Map([
        ["a", wilsonShare(300, 500, "no-ratings")],
        ["b", wilsonShare(400, 500, "no-ratings")],
      ]),
    );
    expect(map.importanceLine).toBeCloseTo(0.2, 12);
    expect(map.performanceLine).toBeCloseTo(0.7, 12);
    expect(map.points).toMatchObject([
      { moment: "a", quadrant: "act", clear: true },
      { moment: "b", quadrant: "possible-overkill", clear: false },
    ]);
  });

  it("a moment without a weight has no place on the map", () => {
    const weights = [{ moment: "a", weight: { value: null, low: null, high: null, n: 3, reason: "under-30" as const }, share: null }];
    const map = toImportanceMap({ method: null, reason: "under-30", rSquared: null, n: 0, used: 0, weights }, new Map());
    expect(map).toMatchObject({ importanceLine: null, points: [{ quadrant: null, clear: false, performance: { reason: "no-ratings" } }] });
  });
});

const DATA = new URL("../../shared/data/sfo/", import.meta.url);

describe.skipIf(!existsSync(DATA))("airport survey of 2016 against numpy 2.4.6", () => {
  const read = () => {
    const { moments: names, outcome } = JSON.parse(readFileSync(new URL("columns.json", DATA), "utf8"));
    const rows: Record<string, string>[] = parse(readFileSync(new URL("2016.csv", DATA)), { columns: true, trim: true, bom: true });
    const { outcome: last, moments } = momentsOf(names.length);
    const answers = rows.map((row) =>
      [outcome, ...names].map((name: string) => ("12345".includes(row[name] || "?") ? Number(row[name]) : null)),
    );
    const named = moments.map((moment, m) => ({ ...moment, key: String(names[m]) }));
    return toDrivers({ ...last, key: String(outcome) }, named, columnsOf(answers), { seed: 1, replicates: 200 });
  };

  it("penalty, reward and HC3 (X by pinv), relative weights of pairwise correlations (eigh, solve), to nine digits", () => {
    const found = read();
    expect(found.sample).toEqual({ used: 2919, of: 2919 });
    expect(found.outcomeMean).toBeCloseTo(4.038026721479959, 12);
    expect(found.outcomeSd).toBeCloseTo(0.7147661786695598, 12);
    expect(found.rSquared).toBeCloseTo(0.5013577766140065, 9);
    const contrast = (moment: string) => found.contrasts.find((one) => one.moment === moment);
    for (const [moment, penalty, reward, low, high, verdict] of [
      ["Q7ROADS", 0.02740747432697771, 0.18507349890059185, -0.26405918769820574, -0.05127286144902256, "delighter"],
      ["Q14PASSTHRU", -0.12298010251709636, 0.11591962526698853, -0.12806990885933614, 0.1421908633595518, "cannot-tell"],
      ["Q7RENTAL", -0.1784421506514251, 0.09393438946426945, -0.11034718401305262, 0.27936270638736393, "cannot-tell"],
      ["Q7ART", -0.21854410589458578, 0.2070747054687699, -0.13727217453520146, 0.1602109753868332, "cannot-tell"],
    ] as const) {
      const one = contrast(moment);
      expect(one?.penalty.value).toBeCloseTo(penalty, 9);
      expect(one?.reward.value).toBeCloseTo(reward, 9);
      expect(one?.difference.low).toBeCloseTo(low, 9);
      expect(one?.difference.high).toBeCloseTo(high, 9);
      expect(one?.class).toBe(verdict);
    }
    expect(contrast("Q14PASSTHRU")).toMatchObject({ minus: 154, standard: 421, plus: 1942, notRated: 402 });
    expect(found.importance).toMatchObject({ method: "pairwise", n: 577 });
    expect(found.importance.rSquared).toBeCloseTo(0.6422336418173233, 9);
    const weight = (moment: string) => found.importance.weights.find((one) => one.moment === moment)?.weight;
    expect(weight("Q7ART")?.value).toBeCloseTo(0.05819189684127828, 9);
    expect(weight("Q7FOOD")?.value).toBeCloseTo(0.05568915353341674, 9);
    expect(weight("Q14PASSTHRU")?.value).toBeCloseTo(0.02324152034721415, 9);
  });
});
