/** Real files through the command line: what goes with overall satisfaction, and what to fix first. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DriversAnswer, FixFirstAnswer } from "#domain/improvement-documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";

const DATA = join(import.meta.dirname, "../../shared/data");
/** Each test runs several processes. */
const LONG = 300_000;

/** What passengers who found fault with security said, coded; not asked in 2014. */
const CODED = ["Q15COM1", "Q15COM2", "Q15COM3"];

interface Columns {
  readonly moments: readonly string[];
  readonly blank: readonly string[];
  readonly notMet?: readonly string[];
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(DATA, path), "utf8")) as T;
}

function readRows(path: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(join(DATA, path), "latin1"), { columns: true, bom: true, relax_column_count: true });
}

const moment = (key: string) => ({ key, name: key, stage: "smot", scale: [1, 5], standardFrom: 3, plusFrom: 4 });
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Zones and plain differences of mean outcomes, straight from the files' rows. */
function checkAlone(
  found: DriversAnswer,
  rows: readonly Record<string, string>[],
  outcomeOf: (row: Record<string, string>) => number,
): void {
  const answered = rows.filter((row) => outcomeOf(row) >= 1 && outcomeOf(row) <= 5);
  expect(found.sample).toEqual({ used: answered.length, of: answered.length });
  for (const contrast of found.contrasts) {
    const zone = (low: number, high: number) =>
      answered.filter((row) => Number(row[contrast.moment]) >= low && Number(row[contrast.moment]) <= high).map(outcomeOf);
    const [minus, standard, plus] = [zone(1, 2), zone(3, 3), zone(4, 5)];
    expect(contrast).toMatchObject({ minus: minus.length, standard: standard.length, plus: plus.length });
    expect(contrast.unadjusted.penalty.value).toBeCloseTo(mean(minus) - mean(standard), 9);
    expect(contrast.unadjusted.reward.value).toBeCloseTo(mean(plus) - mean(standard), 9);
  }
}

/** Least squares of y on a constant and two indicators: the normal equations, solved by Cramer's rule. The two indicators' coefficients. */
function twoIndicators(rows: readonly { readonly y: number; readonly a: boolean; readonly b: boolean }[]): [number, number] {
  const sum = (of: (row: { y: number; a: boolean; b: boolean }) => number) => rows.reduce((total, row) => total + of(row), 0);
  const [n, a, b, ab] = [rows.length, sum((row) => +row.a), sum((row) => +row.b), sum((row) => +(row.a && row.b))];
  const [y, ya, yb] = [sum((row) => row.y), sum((row) => row.y * +row.a), sum((row) => row.y * +row.b)];
  const determinant = (m: readonly (readonly [number, number, number])[]) => {
    const [[p, q, r], [s, t, u], [v, w, x]] = m as [[number, number, number], [number, number, number], [number, number, number]];
    return p * (t * x - u * w) - q * (s * x - u * v) + r * (s * w - t * v);
  };
  const whole = determinant([
    [n, a, b],
    [a, a, ab],
    [b, ab, b],
  ]);
  const first = determinant([
    [n, y, b],
    [a, ya, ab],
    [b, yb, b],
  ]);
  const second = determinant([
    [n, a, y],
    [a, a, ya],
    [b, ab, yb],
  ]);
  return [first / whole, second / whole];
}

describe.skipIf(!existsSync(DATA))("drivers of real files", () => {
  let cli: TestCli;
  beforeAll(() => {
    cli = testCli();
  });
  afterAll(() => cli.close());

  test("airport 2014 to 2016: security costs 0.09 and brings 0.12 points, its class cannot be told, it is sixth to fix; long lines go with a worse whole", {
    timeout: LONG,
  }, () => {
    const columns = readJson<Columns>("sfo/columns.json");
    const chart = { plus: [], standard: [{ key: "lines", en: "No long lines", ko: "줄이 길지 않다" }], minus: ["procedures"] };
    const steps = columns.moments.map((key) => (key === "Q14PASSTHRU" ? { ...moment(key), factors: chart } : moment(key)));
    const moments = [...steps, { ...moment("Q7ALL"), role: "outcome" }];
    cli.json("journey", "put", cli.write("journey.json", { key: "sfo", name: "Departing", mode: "questionnaire", moments }));
    for (const year of [2014, 2015, 2016]) {
      const mapping = {
        shape: "wide",
        source: `sfo-${year}`,
        visit: year === 2016 ? "*RESPNUM" : "RESPNUM",
        startedAt: { value: `${year}-05-15` },
        blank: columns.blank,
        notMet: columns.notMet,
        ratings: Object.fromEntries([...columns.moments, "Q7ALL"].map((key) => [key, key])),
        ...(year > 2014 && { factors: { Q14PASSTHRU: [{ columns: CODED, values: { "4": "lines", "5": "procedures", "*": "" } }] } }),
      };
      cli.json("import", join(DATA, `sfo/${year}.csv`), "--journey", "sfo", "--mapping", cli.write("mapping.json", mapping));
    }
    const drivers = cli.json<DriversAnswer>("report", "drivers", "--journey", "sfo");
    const rows = [2014, 2015, 2016].flatMap((year) => readRows(`sfo/${year}.csv`));
    checkAlone(drivers, rows, (row) => Number(row.Q7ALL));
    const security = drivers.contrasts.find((contrast) => contrast.moment === "Q14PASSTHRU");
    expect(security).toMatchObject({ minus: 334, standard: 1081, plus: 5846, notRated: 1145, class: "cannot-tell", reason: "too-wide" });
    expect(security?.penalty.value).toBeCloseTo(-0.092, 3);
    expect(security?.reward.value).toBeCloseTo(0.122, 3);
    expect(drivers.contrasts.filter((contrast) => contrast.class === "delighter").map((contrast) => contrast.moment)).toEqual([
      "Q7ROADS",
      "Q7FOOD",
      "Q7WIFI",
      "Q9RESTROOM",
    ]);
    const coded = rows
      .filter((row) => Number(row.Q7ALL) >= 1 && Number(row.Q7ALL) <= 5 && Number(row.Q14PASSTHRU) >= 1 && Number(row.Q14PASSTHRU) <= 5)
      .map((row) => ({
        y: Number(row.Q7ALL),
        a: CODED.some((column) => row[column]?.trim() === "4"),
        b: CODED.some((column) => row[column]?.trim() === "5"),
      }));
    const [lines, procedures] = drivers.factors;
    expect(lines).toMatchObject({ factor: "lines", column: "standard", present: 66, absent: 7195, behaves: "minus", disagrees: true });
    expect(procedures).toMatchObject({ factor: "procedures", column: "minus", present: 83, behaves: "minus", disagrees: false });
    expect([coded.length, coded.filter(({ a }) => a).length, coded.filter(({ b }) => b).length]).toEqual([7261, 66, 83]);
    const [effectOfLines, effectOfProcedures] = twoIndicators(coded);
    expect(lines?.effect.value).toBeCloseTo(effectOfLines, 9);
    expect(procedures?.effect.value).toBeCloseTo(effectOfProcedures, 9);
    expect(lines?.effect.value).toBeCloseTo(-0.2, 1);
    expect(drivers.importance).toMatchObject({ method: "pairwise", n: 1624 });
    expect(drivers.importance.rSquared).toBeCloseTo(0.6146, 4);
    expect(drivers.map.points.filter(({ quadrant, clear }) => quadrant === "act" && clear).map(({ moment: key }) => key)).toEqual([
      "Q7STORE",
      "Q7FOOD",
      "Q7ART",
    ]);
    const gains = cli.json<FixFirstAnswer>("report", "fix-first", "--journey", "sfo");
    const ranked = gains.steps.filter((step) => step.rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    expect(ranked.slice(0, 6).map((step) => step.moment)).toEqual([
      "Q7WIFI",
      "Q7RENTAL",
      "Q7FOOD",
      "Q7LTPARKING",
      "Q7STORE",
      "Q14PASSTHRU",
    ]);
    expect(ranked[0]?.gain.value).toBeCloseTo(0.032, 3);
    expect(gains.steps.find((step) => step.moment === "Q14PASSTHRU")).toMatchObject({ atRisk: 6558, broke: 246 });
  });

  test("airline: 2 dissatisfiers, 2 delighters, 2 hybrids; the other 8 of 14 moments have a wrong sign", { timeout: LONG }, () => {
    const columns = readJson<Columns>("airline/columns.json");
    const moments = [...columns.moments.map(moment), { ...moment("Overall"), role: "outcome" }];
    cli.json("journey", "put", cli.write("journey.json", { key: "air", name: "Airline", mode: "questionnaire", moments }));
    const mapping = {
      shape: "wide",
      source: "air",
      visit: "id",
      startedAt: { value: "2020-01-01" },
      blank: columns.blank,
      ratings: {
        ...Object.fromEntries(columns.moments.map((key) => [key, key])),
        Overall: { column: "satisfaction", values: { satisfied: "5", "neutral or dissatisfied": "2" } },
      },
    };
    cli.json("import", join(DATA, "airline/train.csv"), "--journey", "air", "--mapping", cli.write("mapping.json", mapping));
    const drivers = cli.json<DriversAnswer>("report", "drivers", "--journey", "air");
    checkAlone(drivers, readRows("airline/train.csv"), (row) => (row.satisfaction === "satisfied" ? 5 : 2));
    const of = (kind: string) => drivers.contrasts.filter((one) => (one.reason ?? one.class) === kind).map((one) => one.moment);
    expect(of("dissatisfier")).toEqual(["Checkin service", "Inflight entertainment"]);
    expect(of("delighter")).toEqual(["Online boarding", "Leg room service"]);
    expect(of("hybrid")).toEqual(["Ease of Online booking", "On-board service"]);
    expect(of("wrong-sign")).toHaveLength(8);
    const boarding = drivers.contrasts.find((one) => one.moment === "Online boarding");
    expect(boarding?.reward.value).toBeCloseTo(1.01, 2);
    expect(boarding?.penalty.value).toBeCloseTo(-0.029, 3);
    expect(drivers.importance).toMatchObject({ method: "complete", n: 95_704 });
    expect(drivers.importance.rSquared).toBeCloseTo(0.4878, 4);
  });
});
