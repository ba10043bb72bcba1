import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeScope, operatorScope, type ScopeGrant } from "#db/scope.ts";
import { importRows, row, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { dayNumber, dayText } from "#domain/calendar.ts";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import type { Problem } from "#domain/problem.ts";
import { parseQuestion } from "#domain/question.ts";
import { controlChartReport } from "./control-chart.ts";

const FIRST = dayNumber("2026-01-05");
const HIDDEN: ScopeGrant = { journeys: "all", teams: "all", small: "hidden", comments: false, visits: false };

let opened: TestStore;
/** 40 days of 50 ratings: 8 and 12 bad ones by turns for 30 days, then 25 for 9; the last day has three, and is not over. */
beforeAll(async () => {
  opened = testStore();
  const journey = await withJourney(opened.store);
  const rows: CheckedRow[] = [];
  for (let day = 0; day < 40; day++) {
    const bad = day === 39 ? 1 : day >= 30 ? 25 : day % 2 === 0 ? 8 : 12;
    for (let i = 0; i < (day === 39 ? 3 : 50); i++) {
      const when = { at: (FIRST + day) * 86_400_000 + 3_600_000, dateOnly: false };
      // Every day somebody comes by fax, on the third day two.
      const channel = i === 0 ? "fax" : i === 1 && day === 2 ? "fax" : "app";
      const shared = { when, channel, comment: null, resolution: null, seconds: null, ratingId: null };
      const touch = { momentId: journey.moments[0]?.id ?? 0, ...shared, team: i % 2 === 0 ? "gate" : "cabin", answer: i < bad ? 0 : 4 };
      rows.push(row({ visit: `${day}-${i}`, line: rows.length + 2, when, segment: "x", touches: [touch] }));
    }
  }
  await importRows(opened.store, journey, rows, { shape: "long", batch: 500 });
});
afterAll(() => opened.close());

async function ask(query: string, grant?: ScopeGrant): Promise<ControlChartDocument | Problem> {
  const question = parseQuestion("control-chart", new URLSearchParams(query));
  if (!question.ok) return question.problem;
  const answer = await controlChartReport.run(opened.store, grant ? makeScope(grant) : operatorScope(), "small", question.value);
  return answer.ok ? answer.value : answer.problem;
}
async function chart(query: string, grant?: ScopeGrant): Promise<ControlChartDocument> {
  const found = await ask(`moment=a${query}`, grant);
  if ("code" in found) throw new Error(JSON.stringify(found));
  return found;
}
const day = (n: number) => dayText(FIRST + n);
const signals = (found: ControlChartDocument) => found.points.flatMap((point, i) => (point.signals.length > 0 ? [i] : []));

describe("control-chart", () => {
  test("all finished days are the baseline: (30 x 10 + 9 x 25) bad of 1,950; the last day takes part in nothing", async () => {
    const found = await chart("");
    expect(found).toMatchObject({ measure: "broken", grain: "day", frozen: false, baselinePoints: 39, reason: null, provisional: false });
    expect(found.centre).toBeCloseTo(525 / 1950, 12);
    expect(found.points.at(-1)).toMatchObject({ complete: false, inBaseline: false, signals: [], share: { n: 3 } });
  });

  test("frozen on the first 20 days: centre 0.2, limits 0.2 ± 3 x 1.25 x 0.0566, so the nine days of 25 are outside", async () => {
    const found = await chart(`&baseline=${day(0)}..${day(19)}`);
    // Days differ by 4 of 50: 0.08 / 0.0566 = 1.4142 standard deviations, over 1.128.
    expect(found.sigmaZ).toBeCloseTo(Math.SQRT2 / 1.128, 10);
    expect(found.points[0]?.upperLimit).toBeCloseTo(0.2 + 3 * (Math.SQRT2 / 1.128) * Math.sqrt(0.16 / 50), 10);
    expect(found).toMatchObject({ frozen: true, centre: 0.2, baselineFrom: day(0), baselineTo: day(19), baselinePoints: 20 });
    expect(signals(found)).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38]);
    expect(found.points[37]?.signals).toEqual(["outside", "run"]);
  });

  test("a baseline before the period is drawn with it, and the period stays what it is", async () => {
    const found = await chart(`&from=${day(30)}&to=${day(38)}&baseline=${day(0)}..${day(19)}`);
    expect(found.period).toMatchObject({ from: day(30), to: day(38) });
    expect(found.points.map(({ from }) => from)).toEqual(Array.from({ length: 39 }, (_, i) => day(i)));
    expect(signals(found)).toHaveLength(9);
  });

  test("a baseline two centuries before the period would make over 2,000 months: it is the baseline that is named", async () => {
    const far = "1800-01-01..1800-02-01";
    expect(await ask(`moment=a&baseline=${far}`)).toMatchObject({ code: "bad-parameter", parameter: "baseline", value: far });
    expect(await ask("moment=a&from=1800-01-01")).toMatchObject({ code: "bad-parameter", parameter: "from" });
  });

  test("satisfied are those who are not bad here: 1 - p, and signals the other way round", async () => {
    const found = await chart(`&measure=satisfaction&baseline=${day(0)}..${day(19)}`);
    expect(found.centre).toBeCloseTo(0.8, 12);
    expect(signals(found)).toHaveLength(9);
  });

  test("by week seven days are a point: 60 or 80 bad of 350; 11 days of baseline are too few", async () => {
    const weeks = await chart("&grain=week");
    expect(weeks.points.slice(0, 3).map(({ share }) => [Math.round((share.value ?? 0) * share.n), share.n])).toEqual([
      [4 * 8 + 3 * 12, 350],
      [3 * 8 + 4 * 12, 350],
      [4 * 8 + 3 * 12, 350],
    ]);
    expect(weeks.reason).toBe("under-12");
    expect(await chart(`&baseline=${day(0)}..${day(10)}`)).toMatchObject({ reason: "under-12", centre: null, baselinePoints: 11 });
    expect(await chart(`&baseline=${day(0)}..${day(11)}`)).toMatchObject({ reason: null, provisional: true });
  });

  test("only own teams count for those who have some", async () => {
    const own = await chart("", { ...HIDDEN, small: "shown", teams: ["gate"] });
    expect(own.points[0]?.share).toMatchObject({ n: 25, value: 4 / 25 });
  });

  test("three ratings of today are the period less the baseline: without today everything is told, with it no centre", async () => {
    expect(await chart(`&to=${day(38)}`, HIDDEN)).toMatchObject({ reason: null, baselinePoints: 39 });
    expect(await chart("", HIDDEN)).toMatchObject({ reason: "too-few", centre: null, sigmaZ: null });
  });

  test("a channel with one or two a day gives every day away: days of the other channel are not told", async () => {
    const told = await chart(`&to=${day(38)}&channel=app`, HIDDEN);
    expect(told.centre).toBeNull();
    expect(told.points.every(({ share }) => share.value === null && share.n >= 48)).toBe(true);
    expect((await chart(`&to=${day(38)}&channel=app`)).centre).not.toBeNull();
  });

  test.each([
    ["", "moment"],
    ["moment=a&moment=b", "moment"],
    ["moment=a&measure=mean", "measure"],
    ["moment=a&baseline=2026-01-05", "baseline"],
    ["moment=a&baseline=2026-02-05..2026-01-05", "baseline"],
    ["moment=a&grain=day&from=2016-01-01&to=2026-01-01", "grain"],
    ["moment=a&grain=day&from=2026-01-05&to=2026-01-31&baseline=2001-01-01..2001-01-31", "grain"],
  ])("%j is refused by %s", async (query, parameter) => {
    expect(await ask(query)).toMatchObject({ code: "bad-parameter", parameter });
  });

  test("nothing stored in the period: no points and why", async () => {
    expect(await chart("&from=2031-01-01&to=2031-01-31")).toMatchObject({ reason: "no-ratings", centre: null });
  });
});
