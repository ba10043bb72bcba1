/** Reports as a process: filters by keys as they are, and questions that are refused. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import type { FunnelDocument, MomentScoresDocument, SurvivalDocument, TrendDocument } from "#domain/documents.ts";
import type { UnitsDocument } from "#domain/unit-spread-document.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { longFile, openShop, SHOP } from "./test-shop.ts";

const LONG = 300_000;

let cli: TestCli;
beforeAll(() => {
  cli = testCli();
  openShop(cli).take(
    cli.write(
      "touches.csv",
      longFile(
        'a1,search,2026-05-01T09:00:00Z,5,VIP,"app, 앱",crew a',
        'a1,pay,2026-05-01T09:05:00Z,2,VIP,"app, 앱",crew b',
        "a2,search,2026-05-02T09:00:00Z,4,vip,web / 2,crew a",
        "a2,deliver,2026-05-04T09:00:00Z,1,vip,web / 2,crew b",
        "a3,search,2026-05-02T10:00:00Z,2, vip ,kiosk,crew a",
        "a4,pay,2026-05-05T22:00:00Z,3,,kiosk",
        "a4,overall,2026-05-05T22:30:00Z,4,,kiosk",
      ),
    ),
  );
}, LONG);
afterAll(() => cli.close());

const report = <T>(name: string, ...filter: string[]): T => cli.json<T>("report", name, "--journey", SHOP, ...filter);
const rated = (document: MomentScoresDocument) => Object.fromEntries(document.moments.map((score) => [score.moment, score.rated]));

describe("filters", { timeout: LONG }, () => {
  test("keys are taken exactly: VIP is one segment, vip another (cells are trimmed); search by vip: 2 ratings, 4 and 2", () => {
    const scores = report<MomentScoresDocument>("moment-scores", "--segment", "vip");
    expect(rated(scores)).toEqual({ "search, compare": 2, "pay/결제": 0, deliver: 1, overall: 0 });
    expect(scores.moments[0]).toMatchObject({ role: "touchpoint", position: 1, minus: 1, standard: 0, plus: 1, mean: 3, meanSe: 1 });
    expect(scores.moments[3]).toMatchObject({ moment: "overall", role: "outcome", position: null });
  });

  test("several channels are repeated options, a comma is part of a key: 1 + 1 searches", () => {
    expect(rated(report("moment-scores", "--channel", "app, 앱", "--channel", "web / 2"))).toMatchObject({
      "search, compare": 2,
      deliver: 1,
    });
    expect(rated(report("moment-scores", "--team", "crew b", "--moment", "pay/결제"))).toEqual({ "pay/결제": 1 });
    expect(rated(report("moment-scores", "--segment", "none"))).toMatchObject({ "pay/결제": 1, overall: 1 });
  });

  test("without days: all there is, in actual days; with one end only, the other is the data's own, and never turns around", () => {
    expect(report<MomentScoresDocument>("moment-scores").period).toEqual({ from: "2026-05-01", to: "2026-05-05", timeZone: "UTC" });
    expect(report<MomentScoresDocument>("moment-scores", "--from", "2026-05-04").period).toMatchObject({
      from: "2026-05-04",
      to: "2026-05-05",
    });
    const early = report<MomentScoresDocument>("moment-scores", "--to", "2026-04-20");
    expect(early.period.to).toBe("2026-04-20");
    expect(Object.values(rated(early))).toEqual([0, 0, 0, 0]);
    const late = report<MomentScoresDocument>("moment-scores", "--from", "2027-01-01");
    expect(late.period.from).toBe("2027-01-01");
    expect(Object.values(rated(late))).toEqual([0, 0, 0, 0]);
  });

  test("funnel: 4 visits reach 4, 3, 1; as-of 5 May 22:30, window one day: only a4 is open; counts of steps shown only", () => {
    const funnel = report<FunnelDocument>("funnel");
    expect(funnel).toMatchObject({ visits: 4, window: "1d", asOf: "2026-05-05T22:30:00.000Z" });
    expect(funnel.steps.map((step) => [step.touched, step.skipped, step.entered, step.reached, step.left, step.open])).toEqual([
      [3, 1, 3, 4, 1, 0],
      [2, 1, 1, 3, 1, 1],
      [1, 0, 0, 1, 0, 0],
    ]);
    const part = report<FunnelDocument>("funnel", "--moment", "pay/결제", "--moment", "deliver", "--as-of", "2026-05-01T09:05:00Z");
    expect(part.steps.map((step) => [step.moment, step.reached, step.left, step.open])).toEqual([
      ["pay/결제", 1, 0, 1],
      ["deliver", 0, 0, 0],
    ]);
  });

  test("survival: at risk 3, 2, 1; broke 1, 1, 1: 2/3, 2/3 x 1/2 = 1/3, 0", () => {
    const survival = report<SurvivalDocument>("survival");
    expect(survival.steps.map((step) => [step.rated, step.atRisk, step.broke])).toEqual([
      [3, 3, 1],
      [2, 2, 1],
      [1, 1, 1],
    ]);
    for (const [i, expected] of [2 / 3, 1 / 3, 0].entries()) expect(survival.steps[i]?.survival).toBeCloseTo(expected, 12);
    expect(survival).toMatchObject({ visits: 4, ratedVisits: 4, flawlessVisits: 1, bounds: [0, 1 / 4] });
  });

  test("trend and comparison: 2 May against the day before, one document inside the other", () => {
    const trend = report<TrendDocument>("trend", "--from", "2026-05-02", "--to", "2026-05-02", "--compare", "previous");
    expect(trend.grain).toBe("day");
    expect(trend.series[0]?.points).toMatchObject([{ from: "2026-05-02", to: "2026-05-02", complete: true, rated: 2 }]);
    expect(trend.compare?.period).toMatchObject({ from: "2026-05-01", to: "2026-05-01" });
    expect(trend.compare?.series[0]?.points).toMatchObject([{ rated: 1 }]);
    expect(trend.change?.find((row) => row.moment === "search, compare")).toMatchObject({ difference: { value: 0.5 - 1 }, clear: false });
  });

  test("units: search by channel 0, 1, 0 of 1 bad, by team 1 of 3; the payment of a4 has no team", () => {
    const units = report<UnitsDocument>("units", "--moment", "search, compare");
    expect(units.dimensions.map(({ units: list }) => list.map(({ unit, share }) => [unit, share.value, share.n]))).toEqual([
      [
        ["app, 앱", 0, 1],
        ["kiosk", 1, 1],
        ["web / 2", 0, 1],
      ],
      [["crew a", 1 / 3, 3]],
    ]);
    expect(report<UnitsDocument>("units", "--moment", "pay/결제").dimensions.map((one) => one.withoutUnit)).toEqual([0, 1]);
    const plus = report<UnitsDocument>("units", "--moment", "search, compare", "--measure", "satisfaction");
    expect(plus.dimensions[1]?.units[0]?.share.value).toBe(2 / 3);
  });

  test("control-chart: a day a point, too few for limits; the baseline is days", () => {
    const asked = ["--moment", "search, compare", "--baseline", "2026-05-01..2026-05-02"];
    const chart = report<ControlChartDocument>("control-chart", ...asked);
    expect(chart).toMatchObject({ grain: "day", frozen: true, reason: "under-12", centre: null });
    expect(chart.points.reduce((sum, { share }) => sum + share.n, 0)).toBe(3);
  });

  test("text and JSON: the text holds the same counts, and JSON is all that stands on standard output", () => {
    const text = cli.run("report", "survival", "--journey", SHOP);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain("ratedVisits: 4");
    const json = cli.run("report", "survival", "--journey", SHOP, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ ratedVisits: 4 });
    expect(json.stderr).toBe("");
  });
});

describe("questions that are refused with exit 2 and a sentence that names what is wrong", { timeout: LONG }, () => {
  test.for<[string, ...string[]]>([
    ["nowhere", "moment-scores", "--journey", "nowhere"],
    ["weather", "weather", "--journey", SHOP],
    ["Pay", "moment-scores", "--journey", SHOP, "--moment", "Pay"],
    ["fax", "moment-scores", "--journey", SHOP, "--channel", "fax"],
    ["Vip", "survival", "--journey", SHOP, "--segment", "Vip"],
    ["crew c", "moment-scores", "--journey", SHOP, "--team", "crew c"],
    ["2026-05-03", "trend", "--journey", SHOP, "--from", "2026-05-03", "--to", "2026-05-02"],
    ["team", "funnel", "--journey", SHOP, "--team", "crew a"],
    ["team", "survival", "--journey", SHOP, "--team", "crew a"],
    ["period", "moment-scores", "--journey", SHOP, "--compare", "previous"],
    ["overall", "survival", "--journey", SHOP, "--moment", "overall"],
    ["--journey", "survival"],
  ])("%s", ([named, ...args]) => {
    const done = cli.run("report", ...args, "--json");
    expect(done).toMatchObject({ code: 2, stdout: "" });
    expect(done.stderr).toContain(named);
    expect(done.stderr).not.toContain("    at ");
  });
});
