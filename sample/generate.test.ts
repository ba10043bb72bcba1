import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { localDay } from "#domain/calendar.ts";
import type { CheckedRow } from "#domain/checked-row.ts";
import { dayNumber, dayText } from "#domain/days.ts";
import { sampleDimensions } from "./dimensions.ts";
import { generateSample } from "./generate.ts";
import { MOMENT_KEYS } from "./moments.ts";
import { countOf, type PlainVisit, sampleJourney, sampleRows, templateJourney, toVisits, utcDay } from "./test-visits.ts";

const AS_OF = "2026-11-22";

function hashOf(rows: readonly CheckedRow[]): string {
  const hash = createHash("sha256");
  for (const row of rows) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}

describe("generateSample", () => {
  let rows: CheckedRow[] = [];
  let visits: PlainVisit[] = [];
  let seconds = 0;

  beforeAll(() => {
    const begun = process.cpuUsage();
    rows = sampleRows(AS_OF, 1, "UTC");
    const used = process.cpuUsage(begun);
    seconds = (used.user + used.system) / 1e6;
    visits = toVisits(rows);
  });

  test("scale 1 is 60,000 visits, scale 0.01 is 600, scale 2.5 of that 1,500", () => {
    expect(visits.length).toBe(60_000);
    expect(new Set(sampleRows(AS_OF, 0.01, "UTC").map((row) => row.visit)).size).toBe(600);
    expect(new Set(sampleRows(AS_OF, 0.025, "UTC").map((row) => row.visit)).size).toBe(1_500);
  });

  test("is made within 6 seconds of processor time", () => {
    expect(seconds).toBeLessThan(6);
  });

  test("the same arguments give the same rows; another seed or day gives others", () => {
    const once = hashOf(sampleRows(AS_OF, 0.02, "Asia/Seoul", 5));
    expect(hashOf(sampleRows(AS_OF, 0.02, "Asia/Seoul", 5))).toBe(once);
    expect(hashOf(sampleRows(AS_OF, 0.02, "Asia/Seoul", 6))).not.toBe(once);
    expect(hashOf(sampleRows("2026-11-21", 0.02, "Asia/Seoul", 5))).not.toBe(once);
  });

  test("rows are one touch each, numbered from line 2, those of a visit together, visits by their start", () => {
    expect(rows.every((row) => row.touches.length === 1 && row.when.at === row.touches[0]?.when.at)).toBe(true);
    expect(rows.every((row, i) => row.line === i + 2)).toBe(true);
    const changes = countOf(rows, (row) => row.line === 2 || row.visit !== rows[row.line - 3]?.visit);
    expect(changes).toBe(visits.length);
    const starts = visits.map((visit) => visit.touches[0]?.at ?? 0);
    expect(starts.every((start, i) => i === 0 || start >= (starts[i - 1] ?? 0))).toBe(true);
    expect(visits.every((visit) => visit.touches.every((touch, i) => i === 0 || touch.at > (visit.touches[i - 1]?.at ?? 0)))).toBe(true);
  });

  test("no visit is divided between two batches", () => {
    const request = { journey: sampleJourney(), asOf: AS_OF, scale: 0.1, timeZone: "UTC" };
    const edges = [...generateSample(request)].map((batch) => [batch.accepted[0]?.visit, batch.accepted.at(-1)?.visit] as const);
    expect(edges.length).toBeGreaterThan(5);
    expect(edges.every(([first], i) => i === 0 || first !== edges[i - 1]?.[1])).toBe(true);
  });

  test("covers the 18 months to as-of: first and last day, no day without visits", () => {
    const days = new Set(visits.map((visit) => visit.startDay));
    const all = Array.from({ length: dayNumber(AS_OF) - dayNumber("2025-05-23") + 1 }, (_, i) => dayText(dayNumber("2025-05-23") + i));
    expect([...days].toSorted()).toEqual(all);
    expect(rows.every((row) => utcDay(row.when.at) <= AS_OF)).toBe(true);
  });

  test("stays in the local days of its time zone, across clock changes of Europe/Berlin", () => {
    const local = sampleRows(AS_OF, 0.05, "Europe/Berlin");
    const utc = sampleRows(AS_OF, 0.05, "UTC");
    expect(local.map((row) => localDay("Europe/Berlin", row.when.at))).toEqual(utc.map((row) => localDay("UTC", row.when.at)));
  });

  test("every moment is met, none by all but the security check by nearly all; 45 to 70 % of its touches are rated", () => {
    for (const moment of MOMENT_KEYS) {
      const touches = visits.flatMap((visit) => visit.touches.filter((touch) => touch.moment === moment));
      const rated = countOf(touches, (touch) => touch.rating !== null) / touches.length;
      expect(touches.length, moment).toBeGreaterThan(0.15 * visits.length);
      expect(touches.length, moment).toBeLessThan(0.99 * visits.length);
      expect(rated, moment).toBeGreaterThan(0.45);
      expect(rated, moment).toBeLessThan(0.7);
    }
  });

  test("repeats are rare (< 5 % of visits), time rarely runs against the journey (< 10 %), the last weeks hold visits on their way", () => {
    const repeats = countOf(visits, (visit) => new Set(visit.touches.map((touch) => touch.moment)).size < visit.touches.length);
    const places = new Map<string, number>(MOMENT_KEYS.map((key, i) => [key, i]));
    const against = countOf(visits, (visit) =>
      visit.touches.some((touch, i) => (places.get(touch.moment) ?? 0) < (places.get(visit.touches[i - 1]?.moment ?? "") ?? -1)),
    );
    const ended = (from: string): number => {
      const own = visits.filter((visit) => visit.startDay >= from);
      return countOf(own, (visit) => visit.touches.some((touch) => touch.moment === "being-seated")) / own.length;
    };
    expect(repeats).toBeGreaterThan(0);
    expect(repeats / visits.length).toBeLessThan(0.05);
    expect(against / visits.length).toBeLessThan(0.1);
    expect(ended("2026-11-20")).toBeLessThan(0.3);
    expect(ended("2025-05-23")).toBeGreaterThan(0.85);
  });

  test("channels, segments and teams are exactly those that are named, one segment is priority, 12 to 28 teams", () => {
    const keys = (list: readonly { readonly key: string }[]): string[] => list.map((row) => row.key).toSorted();
    const seen = (read: (row: CheckedRow) => string | null | undefined): unknown[] => [...new Set(rows.map(read))].toSorted();
    expect(seen((row) => row.touches[0]?.channel)).toEqual(keys(sampleDimensions.channels));
    expect(seen((row) => row.segment)).toEqual(keys(sampleDimensions.segments));
    const byTeams = rows.filter((row) => row.touches.some((touch) => touch.team !== null));
    expect([...new Set(byTeams.map((row) => row.touches[0]?.team))].toSorted()).toEqual(keys(sampleDimensions.teams));
    expect(sampleDimensions.segments.filter((segment) => segment.priority).map((segment) => segment.key)).toEqual(["business"]);
    expect(sampleDimensions.teams.length).toBeGreaterThanOrEqual(12);
    expect(sampleDimensions.teams.length).toBeLessThanOrEqual(28);
  });

  test("comments in both languages on a few per cent of touches, only where rated, none with digits that could be a number of somebody", () => {
    const comments = rows.flatMap((row) => row.touches.flatMap((touch) => (touch.comment === null ? [] : [touch])));
    expect(comments.length / rows.length).toBeGreaterThan(0.01);
    expect(comments.length / rows.length).toBeLessThan(0.05);
    expect(comments.every((touch) => touch.answer !== null)).toBe(true);
    const korean = countOf(comments, (touch) => /[가-힣]/.test(touch.comment ?? ""));
    expect(korean / comments.length).toBeGreaterThan(0.5);
    expect(korean / comments.length).toBeLessThan(0.75);
    expect(new Set(comments.map((touch) => touch.comment)).size).toBeGreaterThan(800);
    expect(comments.some((touch) => /\d{3}|@/.test(touch.comment ?? ""))).toBe(false);
  });

  test("answers use the whole scale; a settled problem is rated better than an escalated one; seconds are whole and above 0", () => {
    const touches = rows.flatMap((row) => row.touches);
    expect([...new Set(touches.map((touch) => touch.answer))].toSorted()).toEqual([0, 1, 2, 3, 4, null]);
    const mean = (resolution: string): number => {
      const answers = touches.flatMap((touch) => (touch.resolution === resolution && touch.answer !== null ? [touch.answer] : []));
      return answers.reduce((a, b) => a + b, 0) / answers.length;
    };
    expect(mean("on_the_spot") - mean("escalated")).toBeGreaterThan(0.5);
    expect(touches.every((touch) => touch.seconds === null || (Number.isInteger(touch.seconds) && touch.seconds > 0))).toBe(true);
  });

  test("refuses a scale of 0, a day that is none, and a journey without its moments", () => {
    expect(() => sampleRows(AS_OF, 0, "UTC")).toThrow("scale must be above 0");
    expect(() => sampleRows("2026-02-30", 1, "UTC")).toThrow("Not a day");
    const shop = templateJourney("online-shop");
    expect(() => [...generateSample({ journey: shop, asOf: AS_OF, scale: 1, timeZone: "UTC" })]).toThrow('no moment "information-call"');
  });
});
