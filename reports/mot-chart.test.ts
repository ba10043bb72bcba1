import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeScope, operatorScope, type ScopeGrant } from "#db/scope.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { dayNumber, dayText } from "#domain/calendar.ts";
import type { ChartFactor, MotChartDocument } from "#domain/chart-documents.ts";
import type { CheckedRow } from "#domain/checked-row.ts";
import { NO_FILTER } from "#domain/filter.ts";
import type { Problem } from "#domain/problem.ts";
import { parseQuestion } from "#domain/question.ts";
import { seededRandom } from "#domain/statistics/rng.ts";
import { choicesReport } from "./choices.ts";
import { motChartReport } from "./mot-chart.ts";

/** One visit's touch at moment a, and what it mentions; a form's row mentions also without rating. */
interface Line {
  readonly day: string;
  readonly answer: number | null;
  readonly channel: string;
  readonly segment: string;
  readonly team: string;
  readonly factors: readonly string[];
}

const FACTORS = ["slow", "kind", "rare"];
const next = seededRandom(7);
const random = () => next() / 2 ** 32;
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const LINES: Line[] = Array.from({ length: 600 }, () => {
  const answer = random() < 0.1 ? null : Math.floor(random() * 5);
  const factors = FACTORS.filter((factor) => random() < (factor === "rare" ? 0.006 : factor === "slow" && (answer ?? 5) < 2 ? 0.6 : 0.2));
  const day = dayText(dayNumber("2026-01-20") + Math.floor(random() * 80));
  return { day, answer, channel: pick(["app", "desk"]), segment: pick(["x", "y", "z"]), team: pick(["gate", "cabin"]), factors };
});
/** Few, so that a group of its own is small. */
LINES.push(...[0, 0, 4].map((answer) => ({ day: "2026-02-02", answer, channel: "fax", segment: "x", team: "gate", factors: ["kind"] })));

let opened: TestStore;
beforeAll(async () => {
  opened = testStore();
  const [first, ...others] = SMALL_JOURNEY.moments;
  const factors = { plus: [], standard: ["slow"], minus: ["kind", "unused"] };
  const journey = await withJourney(opened.store, { ...SMALL_JOURNEY, moments: [{ ...first, factors }, ...others] });
  const momentId = journey.moments[0]?.id ?? 0;
  const rows = LINES.map(({ day, answer, channel, segment, team, factors: mentioned }, i): CheckedRow => {
    const when = { at: dayNumber(day) * 86_400_000, dateOnly: true };
    const touch = { momentId, when, channel, team, answer, comment: null, resolution: null, seconds: null, ratingId: null };
    return row({ visit: `v${i}`, when, line: i + 2, segment, touches: [mentioned.length > 0 ? { ...touch, factors: mentioned } : touch] });
  });
  await importRows(opened.store, journey, rows, { shape: "long", batch: 100 });
});
afterAll(() => opened.close());

async function ask(query: string, grant?: ScopeGrant): Promise<MotChartDocument | Problem> {
  const question = parseQuestion("mot-chart", new URLSearchParams(query));
  if (!question.ok) return question.problem;
  const answer = await motChartReport.run(opened.store, grant ? makeScope(grant) : operatorScope(), "small", question.value);
  return answer.ok ? answer.value : answer.problem;
}
async function chartOf(query: string, grant?: ScopeGrant): Promise<MotChartDocument> {
  const answer = await ask(`moment=a${query}`, grant);
  if ("code" in answer) throw new Error(JSON.stringify(answer));
  return answer;
}
const factorOf = (document: MotChartDocument, key: string): ChartFactor | undefined =>
  document.factors.find(({ factor }) => factor === key);

const isMinus = ({ answer }: Line) => answer !== null && answer < 2;
const isPlus = ({ answer }: Line) => answer !== null && answer > 2;

describe("a chart's figures", () => {
  test.each([
    ["everything", "", () => true],
    ["a channel", "&channel=app", ({ channel }: Line) => channel === "app"],
    ["two segments", "&segment=x&segment=y", ({ segment }: Line) => segment !== "z"],
    ["a team", "&team=gate", ({ team }: Line) => team === "gate"],
    ["days that cut two months", "&from=2026-01-25&to=2026-03-03", ({ day }: Line) => day >= "2026-01-25" && day <= "2026-03-03"],
    ["a whole month", "&from=2026-02-01&to=2026-02-28", ({ day }: Line) => day.startsWith("2026-02")],
    ["as of a day", "&as-of=2026-02-10", ({ day }: Line) => day <= "2026-02-10"],
    ["as of an instant: the days before", "&as-of=2026-02-10T12:00:00Z", ({ day }: Line) => day < "2026-02-10"],
  ] as const)("of %s equal a count of the lines", async (_name, query, counts) => {
    const lines = LINES.filter(counts);
    const rated = lines.filter(({ answer }) => answer !== null);
    const document = await chartOf(query);
    expect(document).toMatchObject({
      rated: rated.length,
      broken: { value: rated.filter(isMinus).length / rated.length, n: rated.length },
    });
    for (const factor of FACTORS) {
      const mine = lines.filter(({ factors }) => factors.includes(factor));
      const own = mine.filter(({ answer }) => answer !== null);
      const rest = rated.filter(({ factors }) => !factors.includes(factor));
      const found = factorOf(document, factor);
      expect(found).toMatchObject({ mentioned: mine.length, unrated: mine.length - own.length });
      expect(found?.share).toMatchObject({ value: own.length / rated.length, n: rated.length });
      const shares = [found?.broken, found?.restBroken, found?.satisfaction, found?.restSatisfaction];
      const hits = [own.filter(isMinus), rest.filter(isMinus), own.filter(isPlus), rest.filter(isPlus)];
      const ns = [own.length, rest.length, own.length, rest.length];
      expect(shares.map((share) => [share?.value, share?.n])).toEqual(
        hits.map((list, i) => [ns[i] === 0 ? null : list.length / (ns[i] ?? 1), ns[i]]),
      );
      for (const point of found?.points ?? []) {
        const within = ({ day }: Line) => day >= point.from && day <= point.to;
        expect([point.mentioned, point.share.n]).toEqual([mine.filter(within).length, rated.filter(within).length]);
      }
      expect(found?.points.reduce((sum, point) => sum + (point.mentioned ?? 0), 0)).toBe(mine.length);
    }
  });

  test("by month unless another grain is asked for; by week the same mentions in more points", async () => {
    const [months, weeks] = await Promise.all([chartOf(""), chartOf("&grain=week")]);
    expect([months.grain, weeks.grain]).toEqual(["month", "week"]);
    const mentions = (document: MotChartDocument) =>
      factorOf(document, "slow")?.points.reduce((sum, { mentioned }) => sum + (mentioned ?? 0), 0);
    expect(mentions(weeks)).toBe(mentions(months));
    expect(factorOf(weeks, "slow")?.points.length).toBeGreaterThan(factorOf(months, "slow")?.points.length ?? 0);
  });

  test("columns in order, what nobody placed behind them; slow stands as standard and behaves like a minus", async () => {
    const { factors } = await chartOf("");
    expect(factors.map(({ factor, column, behaves, disagrees }) => [factor, column, behaves, disagrees])).toEqual([
      ["slow", "standard", "minus", true],
      ["kind", "minus", "neither", false],
      ["unused", "minus", "cannot-tell", false],
      ["rare", "unplaced", "cannot-tell", false],
    ]);
  });

  test("the choices count its lines: three that its file states and one that came unplaced; none elsewhere", async () => {
    const choices = await choicesReport.run(opened.store, operatorScope(), "small", { filter: NO_FILTER, extra: {} });
    expect(choices.ok && choices.value.moments.map(({ factors }) => factors)).toEqual([4, 0, 0, 0, 0]);
  });

  test("without a moment, or with two, it is refused by name", async () => {
    expect(await ask("")).toMatchObject({ code: "bad-parameter", parameter: "moment" });
    expect(await ask("moment=a&moment=b")).toMatchObject({ code: "bad-parameter", parameter: "moment", value: "b" });
  });
});

describe("who may not open visits", () => {
  const EXECUTIVE: ScopeGrant = { journeys: "all", teams: "all", small: "hidden", comments: false, visits: false };
  const MANAGER: ScopeGrant = { ...EXECUTIVE, teams: ["gate"], comments: true };

  test("is not told what fewer than five say, nor anything that gives it away", async () => {
    const rare = factorOf(await chartOf(""), "rare");
    const hidden = factorOf(await chartOf("", EXECUTIVE), "rare");
    const few = [...(rare?.broken.n ? [rare.broken.n] : [])];
    expect(few[0]).toBeLessThan(5);
    expect(hidden).toMatchObject({ mentioned: rare?.mentioned, share: { value: rare?.share.value } });
    for (const share of [hidden?.broken, hidden?.restBroken, hidden?.brokenDifference, hidden?.satisfactionDifference])
      expect(share?.value).toBeNull();
    expect(hidden?.behaves).toBe("cannot-tell");
  });

  test("is not told of three visits by fax: not directly, and not by asking with and without them", async () => {
    const direct = factorOf(await chartOf("&channel=fax", EXECUTIVE), "kind");
    expect(direct).toMatchObject({ mentioned: null, unrated: null, share: { value: null, n: 3 }, broken: { value: null } });
    expect(direct?.points.every(({ mentioned, share }) => share.n === 0 || mentioned === null)).toBe(true);
    const others = await chartOf("&channel=app&channel=desk", EXECUTIVE);
    expect([others.broken.value, factorOf(others, "slow")?.broken.value]).toEqual([null, null]);
    const all = await chartOf("", EXECUTIVE);
    expect([all.broken.value, factorOf(all, "slow")?.broken.value].every((value) => value !== null)).toBe(true);
  });

  test("a manager gets the figures of the own team alone", async () => {
    const mine = await chartOf("", MANAGER);
    const same = await chartOf("&team=gate");
    expect(mine.rated).toBe(same.rated);
    expect(factorOf(mine, "slow")?.mentioned).toBe(factorOf(same, "slow")?.mentioned);
    expect(await ask("moment=a&team=cabin", MANAGER)).toMatchObject({ code: "unknown-team" });
    expect((await chartOf("", { ...MANAGER, teams: [] })).rated).toBe(0);
  });
});
