/** Real files through the command line: every figure equals one computed by a separate script straight from the definitions. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FunnelDocument, MomentScoresDocument, SurvivalDocument } from "#domain/documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";

const DATA = join(import.meta.dirname, "../../shared/data");
/** Each test runs several processes. */
const LONG = 300_000;
const absent = !existsSync(DATA);

interface ExpectedMoment {
  readonly n: number;
  readonly mean: number;
  readonly plus: number;
  readonly minus: number;
  readonly met: number;
  readonly satisfaction: number;
  readonly low: number;
  readonly high: number;
  readonly histogram: readonly number[];
  readonly notMet?: number;
  readonly atRisk?: number;
  readonly broke?: number;
  readonly survival?: number;
  readonly survivalSe?: number;
}

interface Expected {
  readonly visits: number;
  readonly moments: Readonly<Record<string, ExpectedMoment>>;
  readonly asTravelled: number | null;
  readonly completeFlawlessVisits: number;
  readonly journeyScore: number;
  readonly journeyScoreSe: number;
  readonly journeyScoreLow: number;
  readonly journeyScoreHigh: number;
  readonly independentProduct: number;
  readonly meanMet: number;
  readonly ratedVisits: number;
  readonly flawlessVisits: number;
}

interface Columns {
  readonly moments: readonly string[];
  readonly blank: readonly string[];
  readonly notMet?: readonly string[];
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(DATA, path), "utf8")) as T;
}

function near(actual: number | null | undefined, expected: number | null | undefined): void {
  if (expected === null || expected === undefined) expect(actual).toBeNull();
  else expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(1e-9);
}

function compare(scores: MomentScoresDocument, survival: SurvivalDocument, expected: Expected): void {
  expect(scores.moments.map((score) => score.moment).sort()).toEqual(
    Object.keys(expected.moments).concat(outcomes(scores, expected)).sort(),
  );
  for (const [key, figures] of Object.entries(expected.moments)) {
    const score = scores.moments.find((other) => other.moment === key);
    expect(score).toMatchObject({ rated: figures.n, plus: figures.plus, minus: figures.minus, histogram: figures.histogram });
    expect((score?.standard ?? 0) + (score?.plus ?? 0)).toBe(figures.met);
    near(score?.mean, figures.mean);
    near(score?.satisfaction.value, figures.satisfaction);
    near(score?.satisfaction.low, figures.low);
    near(score?.satisfaction.high, figures.high);
    if (figures.notMet !== undefined) expect(score?.notMet).toBe(figures.notMet);
    const step = survival.steps.find((other) => other.moment === key);
    if (figures.atRisk === undefined) expect(step).toBeUndefined();
    else {
      expect(step).toMatchObject({ rated: figures.n, atRisk: figures.atRisk, broke: figures.broke, notMet: figures.notMet });
      near(step?.survival, figures.survival);
      near(step?.se, figures.survivalSe);
    }
  }
  expect(survival).toMatchObject({ visits: expected.visits, ratedVisits: expected.ratedVisits, flawlessVisits: expected.flawlessVisits });
  near(survival.journeyScore.value, expected.journeyScore);
  near(survival.journeyScore.low, expected.journeyScoreLow);
  near(survival.journeyScore.high, expected.journeyScoreHigh);
  near(survival.journeyScoreSe, expected.journeyScoreSe);
  near(survival.asTravelled.value, expected.asTravelled);
  near(survival.independentProduct, expected.independentProduct);
  near(survival.meanMet, expected.meanMet);
  near(survival.bounds[0], expected.completeFlawlessVisits / expected.ratedVisits);
  near(survival.bounds[1], expected.flawlessVisits / expected.ratedVisits);
}

/** Outcomes that the expected figures leave out. */
function outcomes(scores: MomentScoresDocument, expected: Expected): string[] {
  return scores.moments.filter((score) => score.role === "outcome" && !(score.moment in expected.moments)).map((score) => score.moment);
}

const moment = (key: string) => ({ key, name: key, stage: "smot", scale: [1, 5], standardFrom: 3, plusFrom: 4 });

describe.skipIf(absent)("real files", () => {
  let cli: TestCli;
  beforeAll(() => {
    cli = testCli();
  });
  afterAll(() => cli.close());

  test.for([2014, 2015, 2016])("airport survey of %i: all counts equal, floats to 1e-9", { timeout: LONG }, (year) => {
    const columns = readJson<Columns>("sfo/columns.json");
    const journey = {
      key: `sfo-${year}`,
      name: "Departing",
      mode: "questionnaire",
      moments: [...columns.moments.map(moment), { ...moment("Q7ALL"), role: "outcome" }],
    };
    const mapping = {
      shape: "wide",
      source: `sfo-${year}`,
      visit: year === 2016 ? "*RESPNUM" : "RESPNUM",
      startedAt: { value: `${year}-05-15` },
      segment: { column: "Q2PURP1", values: { 1: "business", 5: "business", "*": "other" } },
      channel: { value: "survey" },
      blank: columns.blank,
      notMet: columns.notMet,
      weight: "WEIGHT",
      ratings: Object.fromEntries([...columns.moments, "Q7ALL"].map((key) => [key, key])),
    };
    expect(cli.run("journey", "put", cli.write("journey.json", journey)).code).toBe(0);
    const file = join(DATA, `sfo/${year}.csv`);
    const first = cli.json<Record<string, number>>(
      "import",
      file,
      "--journey",
      journey.key,
      "--mapping",
      cli.write("mapping.json", mapping),
    );
    const expected = readJson<Expected>(`sfo/expected-${year}.json`);
    expect(first).toMatchObject({ rows: expected.visits, accepted: expected.visits, rejected: 0, visits: expected.visits, unchanged: 0 });
    const again = cli.json<Record<string, number>>(
      "import",
      file,
      "--journey",
      journey.key,
      "--mapping",
      cli.write("mapping.json", mapping),
    );
    expect(again).toMatchObject({ rows: expected.visits, visits: 0, touches: 0, ratings: 0, unchanged: expected.visits });
    const scores = cli.json<MomentScoresDocument>("report", "moment-scores", "--journey", journey.key);
    expect(scores.unweighted).toBe(true);
    compare(scores, cli.json("report", "survival", "--journey", journey.key), expected);
  });

  test("airline satisfaction, all and by type of travel", { timeout: LONG }, () => {
    const columns = readJson<Columns>("airline/columns.json");
    const journey = {
      key: "air",
      name: "Airline",
      mode: "questionnaire",
      moments: [...columns.moments.map(moment), { ...moment("Overall"), role: "outcome" }],
    };
    const mapping = {
      shape: "wide",
      source: "air",
      visit: "id",
      startedAt: { value: "2020-01-01" },
      segment: "Type of Travel",
      channel: { value: "survey" },
      blank: columns.blank,
      ratings: {
        ...Object.fromEntries(columns.moments.map((key) => [key, key])),
        Overall: { column: "satisfaction", values: { satisfied: "5", "neutral or dissatisfied": "2" } },
      },
    };
    expect(cli.run("journey", "put", cli.write("journey.json", journey)).code).toBe(0);
    cli.json("import", join(DATA, "airline/train.csv"), "--journey", "air", "--mapping", cli.write("mapping.json", mapping));
    const expected = readJson<Expected & { bySegment: Record<string, Expected> }>("airline/expected.json");
    compare(cli.json("report", "moment-scores", "--journey", "air"), cli.json("report", "survival", "--journey", "air"), expected);
    for (const [segment, figures] of Object.entries(expected.bySegment)) {
      const filter = ["--journey", "air", "--segment", segment];
      compare(cli.json("report", "moment-scores", ...filter), cli.json("report", "survival", ...filter), figures);
    }
    const funnel = cli.json<FunnelDocument>("report", "funnel", "--journey", "air");
    expect(funnel.steps.every((step) => step.left === null && step.breakCost.value === null)).toBe(true);
  });

  test("web shop: how far 90,400 visitors come, all and by device", { timeout: LONG }, () => {
    const journey = { key: "web", name: "Shop", window: "1d", moments: ["home", "search", "payment", "confirmation"].map(moment) };
    const mapping = {
      shape: "long",
      source: "shop",
      visit: "user_id",
      visitGap: null,
      moment: "page",
      at: "date",
      rating: null,
      segment: "sex",
      channel: "device",
    };
    expect(cli.run("journey", "put", cli.write("journey.json", journey)).code).toBe(0);
    const counts = cli.json<Record<string, number>>(
      "import",
      join(DATA, "web-funnel/touches.csv"),
      "--journey",
      "web",
      "--mapping",
      cli.write("mapping.json", mapping),
    );
    const expected = readJson<{ reached: Record<string, number>; byDevice: Record<string, Record<string, number>> }>(
      "web-funnel/expected.json",
    );
    expect(counts.visits).toBe(expected.reached.home);
    const reached = (...filter: string[]) => {
      const funnel = cli.json<FunnelDocument>("report", "funnel", "--journey", "web", ...filter);
      return Object.fromEntries(funnel.steps.map((step) => [step.moment, step.reached]));
    };
    expect(reached()).toEqual(expected.reached);
    for (const [device, figures] of Object.entries(expected.byDevice)) expect(reached("--channel", device)).toEqual(figures);
  });

  test("nothing stored twice differs from a recount", { timeout: LONG }, () => {
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
  });
});
