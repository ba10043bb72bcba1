import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tagComment } from "#db/comment-tags.ts";
import { editChart } from "#db/factor-edits.ts";
import type { JourneyRow } from "#db/journeys.ts";
import { makeScope, operatorScope, type ScopeGrant } from "#db/scope.ts";
import { importRows, row, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { dayNumber } from "#domain/calendar.ts";
import type { CommentsDocument } from "#domain/chart-documents.ts";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import type { Result } from "#domain/problem.ts";
import { parseQuestion } from "#domain/question.ts";
import { runs } from "#scripts/property-runs.ts";
import { commentsReport } from "./comments.ts";

let opened: TestStore;
let journey: JourneyRow & Journey;

/** A touch with a comment; the n-th of them is visit `v<n>` (number n in the store), by the hour, of the 1st of May 2026, UTC. */
const LINES = [
  { moment: "a", text: "The line was far too long", team: "gate", channel: "desk", answer: 0 },
  { moment: "a", text: "대기 줄이 너무 길어요", team: "gate", channel: "app", answer: 1 },
  { moment: "b", text: 'Said "hello" AND smiled; 100% fine_', team: "cabin", channel: "app", answer: 4 },
  { moment: "b", text: "친절하고 빠르다", team: "cabin", channel: "app", answer: null },
  { moment: "a", text: "LONG wait, long walk", team: null, channel: null, answer: 2 },
] as const;
const DAY = dayNumber("2026-05-01") * 86_400_000;

const momentId = (key: string) => journey.moments.find((moment) => moment.key === key)?.id ?? 0;

beforeAll(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
  const rows = LINES.map(({ moment, text, ...rest }, i): CheckedRow => {
    const when = { at: DAY + i * 3_600_000, dateOnly: false };
    const touch = { ...rest, momentId: momentId(moment), when, comment: text, resolution: null, seconds: null, ratingId: null };
    const factors = i === 2 ? { factors: ["greeting"] } : {};
    return row({ visit: `v${i}`, when, line: i + 2, segment: i < 2 ? "x" : "y", touches: [{ ...touch, ...factors }] });
  });
  await importRows(opened.store, journey, rows, { shape: "long" });
  const day = { at: DAY, dateOnly: true };
  const whole = row({
    visit: "form",
    when: day,
    startedAt: day,
    line: 2,
    knowledge: "ratings-only",
    channel: "app",
    comment: "Overall a long day",
  });
  await importRows(opened.store, journey, [whole], { shape: "wide", source: "forms" });
  const edit = { kind: "add" as const, place: "minus" as const, text: { en: "Lines", ko: "줄" }, key: "lines" };
  editChart(opened.store, { journeyId: journey.id, momentId: momentId("a"), version: 0, edit, actor: "ann", now: 0 });
  const tag = { journeyId: journey.id, momentId: momentId("a"), factor: "lines", on: true, actor: "ann@example.org", now: 0 };
  tagComment(opened.store, { ...tag, visitId: 1, seq: 1 });
  tagComment(opened.store, { ...tag, visitId: 6, seq: 0 });
});
afterAll(() => opened.close());

const MANAGER: ScopeGrant = { journeys: "all", teams: ["gate"], small: "hidden", comments: true, visits: false };

async function ask(query: string, grant?: ScopeGrant): Promise<Result<CommentsDocument>> {
  const question = parseQuestion("comments", new URLSearchParams(query));
  if (!question.ok) return question;
  return commentsReport.run(opened.store, grant ? makeScope(grant) : operatorScope(), "small", question.value);
}

async function documentOf(query: string, grant?: ScopeGrant): Promise<CommentsDocument> {
  const answer = await ask(query, grant);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

/** Numbers of the visits found, in order; the form is visit 6. */
const visits = async (query: string, grant?: ScopeGrant) => (await documentOf(query, grant)).comments.map(({ visit }) => visit);
const search = (words: string) => visits(`q=${encodeURIComponent(words)}`);

describe("the search", () => {
  test("newest first; what is written of a whole visit stands at the visit's start", async () => {
    expect(await visits("")).toEqual([5, 4, 3, 2, 6, 1]);
  });

  test.each([
    ["long", [5, 6, 1]],
    ["LONG walk", [5]],
    ["ong wal", [5]],
    ["the lo", [1]],
    ["너무 길어", [2]],
    ["길어요", [2]],
    ["줄", [2]],
    ["대기 줄", [2]],
    ["친절", [4]],
    ["길어요".normalize("NFD"), [2]],
    ['"hello"', [3]],
    ["AND smiled", [3]],
    ["100%", [3]],
    ["%", [3]],
    ["e_", [3]],
    ["_", [3]],
    ["\\", []],
    ["NOT long", []],
    ["text:long", []],
    ["lon*", []],
    ['"', [3]],
    ['""', []],
    ["( OR )", []],
    ["a AND", [3]],
    ["   ", [5, 4, 3, 2, 6, 1]],
    ["no such words", []],
  ])("%s finds %j", async (words, found) => {
    expect(await search(words)).toEqual(found);
  });

  test("property: whatever is typed, it finds exactly the comments that hold each word, and never breaks", async () => {
    const texts = new Map((await documentOf("")).comments.map(({ visit, text }) => [visit, text]));
    const piece = fc.constantFrom(
      "long",
      "줄",
      "길어",
      '"',
      "'",
      "%",
      "_",
      "*",
      "(",
      ")",
      "AND",
      "-",
      ":",
      "\\",
      " ",
      "fine",
      "^",
      "a",
      "요",
      "\u0000",
      "💬",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (parts) => {
        const typed = parts.join("");
        const words = typed
          .toLowerCase()
          .split(/[\s\0]+/)
          .filter((word) => word !== "");
        const expected = [5, 4, 3, 2, 6, 1].filter((visit) => words.every((word) => texts.get(visit)?.toLowerCase().includes(word)));
        expect(await visits(typed === "" ? "" : `q=${encodeURIComponent(typed)}`)).toEqual(expected);
      }),
      { numRuns: runs(300) },
    );
  });

  test.each([
    ["201 characters", "가".repeat(201)],
    ["eleven words", "a b c d e f g h i j k"],
  ])("%s are refused", async (_name, words) => {
    expect(await ask(`q=${encodeURIComponent(words)}`)).toMatchObject({ ok: false, problem: { parameter: "q" } });
  });
});

describe("the filters", () => {
  test("moment: its touches' comments, and what a person tagged with one of its factors", async () => {
    expect(await visits("moment=a")).toEqual([5, 2, 6, 1]);
    expect(await visits("moment=b")).toEqual([4, 3]);
  });

  test("factor: mentioned by the touch, or read out of the comment", async () => {
    expect(await visits("factor=lines")).toEqual([6, 1]);
    expect(await visits("factor=greeting&moment=b")).toEqual([3]);
    expect(await ask("factor=greeting&moment=a")).toMatchObject({ ok: false, problem: { parameter: "factor" } });
  });

  test("channel, segment, team; period in whole days; as-of", async () => {
    expect(await visits("channel=desk")).toEqual([1]);
    expect(await visits("segment=x")).toEqual([2, 1]);
    expect(await visits("team=cabin&q=hello")).toEqual([3]);
    expect(await visits("from=2026-05-02&to=2026-05-03")).toEqual([]);
    expect(await visits("from=2026-05-01&to=2026-05-01")).toHaveLength(6);
    expect(await visits("as-of=2026-05-01T01:30:00Z")).toEqual([2, 6, 1]);
  });

  test("pages: the total is of all, the page begins where it is asked to", async () => {
    expect(await documentOf("offset=4")).toMatchObject({ total: 6, offset: 4, comments: [{ visit: 6 }, { visit: 1 }] });
    expect(await ask("offset=-1")).toMatchObject({ ok: false, problem: { parameter: "offset" } });
  });
});

describe("who reads what", () => {
  test("a manager: the own teams', without single ratings; nothing of whole visits, which have no team", async () => {
    const { comments, total } = await documentOf("", MANAGER);
    expect([total, comments.map(({ visit, rating, zone }) => [visit, rating, zone])]).toEqual([
      2,
      [
        [2, null, null],
        [1, null, null],
      ],
    ]);
    expect(await ask("team=cabin", MANAGER)).toMatchObject({ ok: false, problem: { code: "unknown-team" } });
    expect(await visits("", { ...MANAGER, teams: [] })).toEqual([]);
  });

  test("whoever may open visits sees the rating, its zone, mentions and tags with who put them there", async () => {
    const { comments } = await documentOf("");
    expect(comments.find(({ visit }) => visit === 1)).toMatchObject({
      ...{ moment: "a", touch: 1, rating: 1, zone: "minus", team: "gate", segment: "x", mentions: [] },
      tags: [{ moment: "a", factor: "lines", actor: "ann@example.org", at: "1970-01-01T00:00:00.000Z" }],
    });
    expect(comments.find(({ visit }) => visit === 3)).toMatchObject({ mentions: [{ moment: "b", factor: "greeting" }], tags: [] });
    expect(comments.find(({ visit }) => visit === 4)).toMatchObject({ rating: null, zone: null });
    expect(comments.find(({ visit }) => visit === 6)).toMatchObject({ moment: null, touch: 0, at: "2026-05-01", dateOnly: true });
  });
});
