import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tagComment } from "#db/comment-tags.ts";
import { editChart } from "#db/factor-edits.ts";
import { operatorScope } from "#db/scope.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { dayNumber, dayText } from "#domain/calendar.ts";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import type { SurvivalDocument } from "#domain/documents.ts";
import { FILTER_PARAMETERS } from "#domain/filter-codec.ts";
import type { Journey } from "#domain/journey.ts";
import { type DocumentOf, parseQuestion, REPORT_NAMES, type ReportName } from "#domain/question.ts";
import { VISIT_OUTCOMES } from "#domain/visit-outcomes.ts";
import { REPORTS } from "#reports/registry.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const page = read("docs/definitions.md");

/** The names in backticks of the first column of a section's tables under a heading cell, each once per row that has it. */
function rowsOf(text: string, heading: string, column: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const tables = section.split(/\n\s*\n/).filter((block) => block.trim().startsWith(`| ${column} |`));
  const lines = tables.flatMap((block) => block.trim().split("\n").slice(2));
  return lines.flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ""));
}

/** What a document's fields are called, and which shared shapes it uses, which have rows of their own. */
interface Fields {
  readonly own: Set<string>;
  readonly shapes: Record<"share" | "period" | "change", Set<string>>;
}

function noFields(): Fields {
  return { own: new Set(), shapes: { share: new Set(), period: new Set(), change: new Set() } };
}

const SHARE = ["value", "low", "high", "n"];
/** Objects whose keys are not the product's: names by language, and what a source says of a visit. */
const OPEN = new Set(["name", "text", "attributes"]);

function walk(value: unknown, path: string, into: Set<string>, fields: Fields): void {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => typeof item !== "object" || item === null)) into.add(path);
    for (const item of value) if (typeof item === "object" && item !== null) walk(item, `${path}[]`, into, fields);
    return;
  }
  const name = path.split(".").at(-1) ?? "";
  if (typeof value !== "object" || value === null || OPEN.has(name)) {
    into.add(path);
    return;
  }
  const keys = Object.keys(value);
  const isShare = SHARE.every((key) => keys.includes(key));
  if (isShare) into.add(path);
  for (const [key, field] of Object.entries(value)) {
    if (isShare && (key === "reason" || SHARE.includes(key))) fields.shapes.share.add(key);
    else if (path === "" && key === "period") {
      into.add(key);
      for (const part of Object.keys(field)) fields.shapes.period.add(part);
    } else if (path === "" && key === "change") {
      into.add(key);
      for (const change of field) walk(change, "", fields.shapes.change, fields);
    } else if (path === "" && key === "compare") {
      into.add(key);
      walk(field, "", into, fields);
    } else walk(field, path === "" ? key : `${path}.${key}`, into, fields);
  }
}

/** The members of a union of texts as the source writes them. */
function union(path: string, start: RegExp): string[] {
  const text = start.exec(read(path))?.[1] ?? "";
  return [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function touch(journey: Journey, key: string, day: string, answer: number | null): CheckedTouch {
  const momentId = journey.moments.find((moment) => moment.key === key)?.id ?? 0;
  const when = { at: dayNumber(day) * 86_400_000, dateOnly: true };
  const shared = { channel: "web", team: "one", comment: "words", resolution: null, seconds: 15, ratingId: null };
  return { momentId, when, answer, ...shared, factors: ["a factor"] };
}

/** A visit that rates a (answers are indices: 0 is a rating of 1) and, unless broken there, goes on to b; c is never rated, d never met. */
function visit(journey: Journey, id: string, day: string, answer: number, segment: string): CheckedRow[] {
  const when = { at: dayNumber(day) * 86_400_000, dateOnly: true };
  const common = { visit: id, when, segment, attributes: { seat: "12A" } };
  const on = answer < 2 ? [] : [touch(journey, "b", day, 4), touch(journey, "c", day, null), touch(journey, "overall", day, 3)];
  return [touch(journey, "a", day, answer), ...on].map((one) => row({ ...common, touches: [one] }));
}

const COMPARED = "from=2026-02-01&to=2026-02-28&compare=previous";

/** With the lines that they would stand on in a file. */
function numbered(rows: readonly CheckedRow[]): CheckedRow[] {
  return rows.map((one, i) => ({ ...one, line: i + 2 }));
}

async function ask<N extends ReportName>(from: TestStore, name: N, journey: string, query: string): Promise<DocumentOf<N>> {
  const question = parseQuestion(name, new URLSearchParams(query));
  if (!question.ok) throw new Error(JSON.stringify(question.problem));
  const answer = await REPORTS[name].run(from.store, operatorScope(), journey, question.value);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

let store: TestStore;
const documents = new Map<ReportName, object>();

beforeAll(async () => {
  store = testStore();
  const journey = await withJourney(store.store);
  const month = (name: string, visits: number, segment: string) =>
    Array.from({ length: visits }, (_, i) => visit(journey, `${name}-${segment}-${i}`, `2026-${name}-10`, i % 2 === 0 ? 0 : 4, segment));
  // Enough on either side for the cost of a break, and a segment that only one of the two months has.
  const visits = [month("01", 80, "regular"), month("02", 80, "regular"), month("02", 10, "new")].flat(2);
  const last = visit(journey, "last", "2026-03-20", 4, "regular");
  // Days enough for a control chart, the last of them bad.
  const daily = Array.from({ length: 15 * 20 }, (_, i) => {
    const [day, bad] = [Math.floor(i / 20), i % 20 < 8 || i >= 14 * 20];
    return visit(journey, `daily-${i}`, dayText(dayNumber("2025-10-01") + day), bad ? 0 : 4, "regular");
  });
  // Breaks and yet goes on.
  const bad = [touch(journey, "a", "2026-02-11", 0), touch(journey, "b", "2026-02-11", 4)].map((one) => visitRow("bad", one));
  await importRows(store.store, journey, numbered([...visits, ...daily.flat(), ...bad, ...last]), { shape: "long", batch: 1000 });
  const behind = await ask(store, "visits", "small", "at=a");
  const momentId = journey.moments[0]?.id ?? 0;
  const edit = { kind: "move" as const, factor: "a factor", place: "minus" as const, at: 0 };
  const by = { journeyId: journey.id, momentId, actor: "ann@example.org", now: 0 };
  editChart(store.store, { ...by, version: 0, edit });
  tagComment(store.store, { ...by, visitId: behind.visits[0]?.id ?? 0, seq: 1, factor: "a factor", on: true });
  const own: Partial<Record<ReportName, string>> = {
    "fix-first": `${COMPARED}&target=0.1`,
    choices: "",
    visits: "at=a",
    visit: `id=${behind.visits[0]?.id}`,
    "mot-chart": "moment=a",
    comments: "",
    "control-chart": "moment=a&from=2025-10-01&to=2025-10-15",
    units: "moment=a",
  };
  for (const name of REPORT_NAMES) documents.set(name, await ask(store, name, "small", own[name] ?? COMPARED));
});
afterAll(() => store.close());

describe("docs/definitions.md", () => {
  test.each(REPORT_NAMES)("%s has a heading of its own and a row for each field of its document, and for no other", (name) => {
    const fields = noFields();
    walk(documents.get(name), "", fields.own, fields);
    expect(fields.own.size).toBeGreaterThan(5);
    expect(page).toContain(`](#${name})`);
    expect(rowsOf(page, name, "field").sort()).toEqual([...fields.own].sort());
  });

  test.each(["share", "period", "change"] as const)(
    "%s, shared by documents, has a row for each of its fields, and for no other",
    (shape) => {
      const fields = noFields();
      for (const document of documents.values()) walk(document, "", fields.own, fields);
      expect(rowsOf(page, shape, "field").sort()).toEqual([...fields.shapes[shape]].sort());
    },
  );

  test("explains every reason, outcome, measure, way to count, and parameter", () => {
    const reasons = union("domain/share.ts", /export type Reason =([^;]+);/);
    const measures = union("domain/documents.ts", /export type ChangeMeasure =([^;]+);/);
    const counts = union("domain/visit-documents.ts", /readonly counts:([^;]+);/);
    const behaviours = union("domain/factor-evidence.ts", /export type Behaviour =([^;]+);/);
    expect(rowsOf(page, "mot-chart", "behaves").sort()).toEqual(behaviours.sort());
    expect([reasons.length, measures.length, counts.length].every((n) => n > 4)).toBe(true);
    expect(rowsOf(page, "reasons", "reason").sort()).toEqual(reasons.sort());
    expect(rowsOf(page, "change", "measure").sort()).toEqual(measures.sort());
    expect(rowsOf(page, "visit", "counts as").sort()).toEqual(counts.sort());
    expect(rowsOf(page, "visits", "outcome").sort()).toEqual([...VISIT_OUTCOMES].sort());
    expect(rowsOf(page, "filter", "parameter").sort()).toEqual([...FILTER_PARAMETERS].sort());
  });

  test("links lead to headings of the page", () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map((match) => (match[1] ?? "").toLowerCase().replaceAll(" ", "-"));
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });

  test("a row that is missing and a field that is none are both found", () => {
    const without = page.replace(/^\| `journeyScore` .*\n/m, "");
    const fields = noFields();
    walk(documents.get("survival"), "", fields.own, fields);
    expect([...fields.own].filter((name) => !rowsOf(without, "survival", "field").includes(name))).toEqual(["journeyScore"]);
    const more = page.replace("| `journeyScore` |", "| `journeyScore`, `happiness` |");
    expect(rowsOf(more, "survival", "field").filter((name) => !fields.own.has(name))).toEqual(["happiness"]);
  });

  test("the worked example is what the report says: score 3/8, as travelled 1/2, flawless 2/4, at worst 1/4, mean 17/24", async () => {
    const small = testStore();
    try {
      const moments = SMALL_JOURNEY.moments.slice(0, 2);
      const journey = await withJourney(small.store, { ...SMALL_JOURNEY, moments });
      const answers: readonly (readonly (number | null)[])[] = [
        [5, 5],
        [2, 4],
        [4, null],
        [4, 1],
      ];
      const rows = answers.flatMap((ratings, i) =>
        ratings.flatMap((rating, step) =>
          rating === null ? [] : visitRow(`v${i}`, touch(journey, moments[step]?.key ?? "", "2026-01-10", rating - 1)),
        ),
      );
      await importRows(small.store, journey, numbered(rows), { shape: "long" });
      const found: SurvivalDocument = await ask(small, "survival", "small", "");
      expect(found.steps).toMatchObject([
        { atRisk: 4, broke: 1, known: 4, survival: 3 / 4 },
        { atRisk: 2, broke: 1, known: 3, survival: 3 / 8 },
      ]);
      expect(found.journeyScore.value).toBeCloseTo(3 / 8, 15);
      expect(found.asTravelled.value).toBeCloseTo(1 / 2, 15);
      expect(found.flawless).toMatchObject({ value: 2 / 4, n: 4 });
      expect(found.bounds).toEqual([1 / 4, 2 / 4]);
      expect(found.meanMet).toBeCloseTo(17 / 24, 15);
      expect(found.independentProduct).toBeCloseTo(1 / 2, 15);
    } finally {
      small.close();
    }
  });
});

function visitRow(id: string, one: CheckedTouch): CheckedRow {
  return row({ visit: id, when: one.when, touches: [one] });
}
