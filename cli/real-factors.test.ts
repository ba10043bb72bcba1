/** The coded answers of a real survey through the command line: mentions and ratings as a separate script counted them from the file. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";

const DATA = join(import.meta.dirname, "../../shared/data/sfo");
const absent = !existsSync(DATA);
const LONG = 120_000;

const SECURITY = "Q14PASSTHRU";
const moment = (key: string, factors?: object) => ({
  key,
  name: key,
  stage: "smot",
  scale: [1, 5],
  standardFrom: 3,
  plusFrom: 4,
  ...(factors && { factors }),
});
const label = (code: string) => {
  const codes = JSON.parse(readFileSync(join(DATA, "codes-2016.json"), "utf8")) as { Q15COM: Record<string, { label: string }> };
  return codes.Q15COM[code]?.label ?? "";
};
const COLUMNS = ["Q15COM1", "Q15COM2", "Q15COM3"];

describe.skipIf(absent)("the airport survey of 2016, security", () => {
  let cli: TestCli;
  let chart: MotChartDocument;
  const chartOf = (...filter: string[]) =>
    cli.json<MotChartDocument>("report", "mot-chart", "--journey", "sfo", "--moment", SECURITY, ...filter);
  const factorOf = (document: MotChartDocument, key: string) => document.factors.find(({ factor }) => factor === key);

  beforeAll(() => {
    cli = testCli();
    const factors = {
      plus: [],
      standard: [{ key: "lines", en: "No long lines", ko: "줄이 길지 않다" }],
      minus: [{ key: "procedures", en: "Procedures confuse", ko: "절차가 혼란스럽다" }],
    };
    const journey = { key: "sfo", name: "Departing", mode: "questionnaire", moments: [moment(SECURITY, factors), moment("Q7SIGN")] };
    const security = { "4": "lines", "5": "procedures", "26": label("26"), "40": label("40"), "*": "" };
    const mapping = {
      shape: "wide",
      source: "sfo-2016",
      visit: "*RESPNUM",
      startedAt: { value: "2016-05-15" },
      segment: { column: "Q2PURP1", values: { 1: "business", 5: "business", "*": "other" } },
      channel: { value: "survey" },
      blank: ["0", "Blank", "BLANK"],
      notMet: ["6"],
      ratings: { [SECURITY]: SECURITY, Q7SIGN: "Q7SIGN" },
      factors: {
        [SECURITY]: [{ columns: COLUMNS, values: security }],
        Q7SIGN: [{ columns: COLUMNS, values: { "9": label("9"), "*": "" } }],
      },
    };
    expect(cli.run("journey", "put", cli.write("journey.json", journey)).code).toBe(0);
    const run = () =>
      cli.json<Record<string, number>>(
        "import",
        join(DATA, "2016.csv"),
        "--journey",
        "sfo",
        "--mapping",
        cli.write("mapping.json", mapping),
      );
    const first = run();
    expect(run()).toMatchObject({ rows: first.rows, unchanged: first.rows, visits: 0, touches: 0 });
    chart = chartOf();
  }, LONG);
  afterAll(() => cli.close());

  test("2,641 ratings, 163 below the standard, 2,036 above: the moment as a whole", () => {
    expect(chart).toMatchObject({ rated: 2641, broken: { value: 163 / 2641, n: 2641 }, satisfaction: { value: 2036 / 2641 } });
  });

  test("long lines: 43 mentions, 23 of 43 below the standard against 140 of 2,598: more by 0.481 [0.335, 0.621]; it stands as standard", () => {
    const lines = factorOf(chart, "lines");
    expect(lines).toMatchObject({ column: "standard", mentioned: 43, unrated: 0, share: { value: 43 / 2641 } });
    expect(lines).toMatchObject({ broken: { value: 23 / 43, n: 43 }, restBroken: { value: 140 / 2598, n: 2598 } });
    expect(lines?.brokenDifference.value).toBeCloseTo(23 / 43 - 140 / 2598, 12);
    expect(lines?.brokenDifference.low).toBeCloseTo(0.3349685330703077, 12);
    expect(lines?.brokenDifference.high).toBeCloseTo(0.6212326174125881, 12);
    expect(lines?.satisfactionDifference.low).toBeCloseTo(-0.6845268468198665, 12);
    expect(lines).toMatchObject({ behaves: "minus", disagrees: true });
  });

  test("procedures: 48 mentions, 46 of them with a rating, 19 below the standard: a minus that stands as one", () => {
    const procedures = factorOf(chart, "procedures");
    expect(procedures).toMatchObject({ mentioned: 48, unrated: 2, broken: { value: 19 / 46, n: 46 }, satisfaction: { value: 10 / 46 } });
    expect(procedures?.brokenDifference.low).toBeCloseTo(0.2270496764016253, 12);
    expect(procedures).toMatchObject({ behaves: "minus", disagrees: false });
  });

  test("codes that the chart does not know stand unplaced under their own label; with 8 and 11 mentions nothing can be told", () => {
    const unplaced = chart.factors.filter(({ column }) => column === "unplaced");
    expect(unplaced.map(({ text, mentioned, behaves }) => [text.en, mentioned, behaves])).toEqual(
      expect.arrayContaining([
        [label("26"), 8, "cannot-tell"],
        [label("40"), 11, "cannot-tell"],
      ]),
    );
    expect(unplaced).toHaveLength(2);
    expect(unplaced.every(({ factor }) => [...factor].length <= 100)).toBe(true);
  });

  test("one day, one bucket: the trend of long lines is 43 of 2,641 in May", () => {
    expect(factorOf(chart, "lines")?.points).toMatchObject([
      { from: "2016-05-15", to: "2016-05-15", mentioned: 43, share: { value: 43 / 2641 } },
    ]);
  });

  test("business and others add up to everybody", () => {
    const sums = ["business", "other"].map((segment) => factorOf(chartOf("--segment", segment), "lines"));
    expect(sums.reduce((sum, factor) => sum + (factor?.mentioned ?? 0), 0)).toBe(43);
  });

  test("nothing stored twice differs from a recount; after the undo nothing of it is left but the chart that people made", {
    timeout: LONG,
  }, () => {
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
    const [run] = cli.json<{ importId: number }[]>("import", "list");
    cli.json("import", "undo", String((run?.importId ?? 0) - 1));
    const left = chartOf();
    expect(left.factors.map(({ factor, mentioned }) => [factor, mentioned])).toEqual([
      ["lines", 0],
      ["procedures", 0],
    ]);
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
  });
});
