import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScope, operatorScope, type Scope } from "#db/scope.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { dayNumber } from "#domain/calendar.ts";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import type { DocumentOf, ReportName } from "#domain/question.ts";
import { parseQuestion } from "#domain/question.ts";
import { REPORTS } from "./registry.ts";

const HIDDEN = makeScope({ journeys: "all", teams: "all", small: "hidden", comments: false, visits: false });
const MOMENTS = SMALL_JOURNEY.moments.map((moment) =>
  moment.key === "a" ? { ...moment, seconds: 60, channels: ["desk"] } : { ...moment, scale: [1, 5] },
);

let opened: TestStore;

/** Twenty visits on 1 and 10 May: all touch a on the web and rate it 5; all touch b in the app, which four rate 1. */
beforeAll(async () => {
  opened = testStore();
  const journey = await withJourney(opened.store, { ...SMALL_JOURNEY, moments: MOMENTS });
  const idOf = (key: string) => journey.moments.find((moment) => moment.key === key)?.id ?? 0;
  const visits = Array.from({ length: 20 }, (_, i): CheckedRow[] => {
    const when = { at: dayNumber(i < 10 ? "2026-05-01" : "2026-05-10") * 86_400_000, dateOnly: true };
    const touch = (key: string, channel: string, answer: number | null): CheckedTouch => {
      return { momentId: idOf(key), when, channel, team: null, answer, comment: null, resolution: null, seconds: null, ratingId: null };
    };
    return [touch("a", "web", 4), touch("b", "app", i < 4 ? 0 : null)].map((one) =>
      row({ visit: `v${i}`, when, segment: "regular", channel: one.channel, touches: [one] }),
    );
  }).flat();
  const numbered = visits.map((one, i) => ({ ...one, line: i + 2 }));
  await importRows(opened.store, journey, numbered, { shape: "long" });
});
afterAll(() => opened.close());

async function ask<N extends ReportName>(report: N, query = "", scope: Scope = operatorScope()): Promise<DocumentOf<N>> {
  const question = parseQuestion(report, new URLSearchParams(query));
  if (!question.ok) throw new Error(JSON.stringify(question.problem));
  const answer = await REPORTS[report].run(opened.store, scope, "small", question.value);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

// 365 / 10 days = 36.5: 20 visits are 730 a year, 40 touches 1,460, 20 x 60 s + 20 x 15 s = 1,500 s are 54,750 s, 4 bad ratings 146.
test("20 visits in 10 days with 40 touches, 24 rated, 4 bad: 730 visits, 1,460 moments, 54,750 seconds, 146 bad ones a year", async () => {
  const ledger = await ask("ledger");
  expect(ledger).toMatchObject({ days: 10, visits: 20, touched: 40, touchesPerVisit: 2, secondsPerTouch: 37.5 });
  expect(ledger.year).toMatchObject({ visits: 730, touched: 1460, seconds: 54_750, rated: 876, badSeen: 146 });
  expect(ledger.rated).toMatchObject({ value: 0.6, n: 40 });
  expect(ledger.broken).toMatchObject({ value: 4 / 24, n: 24 });
  expect(ledger.moments.map(({ moment, rated, assumed }) => [moment, rated, assumed])).toEqual([
    ["a", 20, false],
    ["b", 4, true],
    ["c", 0, true],
    ["d", 0, true],
  ]);
});

test("days without data before and after do not stretch the year; an earlier period has none and says nothing of a year", async () => {
  const ledger = await ask("ledger", "from=2026-01-01&to=2026-12-31&compare=previous");
  expect(ledger).toMatchObject({ days: 10, comparison: "previous", change: [] });
  expect(ledger.year.touched).toBe(1460);
  expect(ledger.compare).toMatchObject({ days: 0, visits: 0, touched: 0, touchesPerVisit: null, secondsPerTouch: null });
  expect(Object.values(ledger.compare?.year ?? {})).toEqual([null, null, null, null, null, null]);
});

test("as of 5 May: 5 days and the 10 visits that had begun", async () => {
  expect(await ask("ledger", "as-of=2026-05-05")).toMatchObject({ days: 5, visits: 10, touched: 20 });
});

test("under a channel the touches count and the visits do not; a chosen moment is the only one", async () => {
  expect(await ask("ledger", "channel=app")).toMatchObject({ visits: null, touched: 20, touchesPerVisit: null, secondsPerTouch: 15 });
  expect((await ask("ledger", "moment=a")).moments.map(({ moment }) => moment)).toEqual(["a"]);
});

test("4 ratings at b are too few for those who may not open visits: the sum of bad ones goes, counts stay", async () => {
  const ledger = await ask("ledger", "", HIDDEN);
  expect(ledger.broken).toMatchObject({ value: null, reason: "too-few", n: 24 });
  expect(ledger.year).toMatchObject({ touched: 1460, rated: 876, badSeen: null, badIfAlike: null });
});

test("a moment's channels are those that its journey names, then those of its touches", async () => {
  const { moments } = await ask("choices");
  expect(moments.map(({ key, channels }) => [key, channels])).toEqual([
    ["a", ["desk", "web"]],
    ["b", ["app"]],
    ["c", []],
    ["d", []],
    ["overall", []],
  ]);
});
