import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MOMENT_KEYS } from "#sample/moments.ts";
import { type Duck, openDuck } from "./duckdb.ts";
import { DAYS, FIRST_DAY, LAST_DAY, ratingRows, TEAMS, writeRatings } from "./generate.ts";
import { importWithVerdad, type VerdadImport } from "./imports.ts";
import { measure, quantile, ratios, reaches, timeEach } from "./measure.ts";
import { journeyQuestions, scoreQuestions, subsetQuestions } from "./questions.ts";
import { differences } from "./run.ts";
import { formatSize, parseSize } from "./size.ts";
import { type Asker, openVerdad, scoreDifferences } from "./verdad.ts";

describe("the ratings' file", () => {
  const text = [...ratingRows(50_000, MOMENT_KEYS, 7)].join("");
  const rows = text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

  test("50,000 ratings: 10,000 visits of five different moments in journey order", () => {
    expect(rows.length).toBe(50_000);
    const order: readonly string[] = MOMENT_KEYS;
    const visits = Map.groupBy(rows, ([visit]) => visit);
    expect(visits.size).toBe(10_000);
    for (const own of visits.values()) {
      const places = own.map(([, moment]) => order.indexOf(moment ?? ""));
      expect(places.length).toBe(5);
      expect(places.every((place, i) => place > (places[i - 1] ?? -1))).toBe(true);
    }
  });

  test("14 moments alike (each 5/14 of the visits within 5 %), 3 channels, 3 segments, 28 teams, 365 days, ratings 1 to 5", () => {
    const count = (column: number): Map<string | undefined, number> =>
      new Map([...Map.groupBy(rows, (row) => row[column])].map(([key, own]) => [key, own.length]));
    const moments = [...count(1).values()];
    expect(moments.length).toBe(14);
    for (const n of moments) expect(Math.abs(n / ((10_000 * 5) / 14) - 1)).toBeLessThan(0.05);
    expect([count(4).size, count(5).size, count(6).size]).toEqual([3, 3, TEAMS.length]);
    expect([...count(3).keys()].toSorted()).toEqual(["1", "2", "3", "4", "5"]);
    const days = [...new Set(rows.map((row) => row[2]?.slice(0, 10)))].toSorted();
    expect([days.length, days[0], days.at(-1)]).toEqual([DAYS, FIRST_DAY, LAST_DAY]);
  });

  test("the same seed gives the same text, another seed another", () => {
    expect([...ratingRows(50_000, MOMENT_KEYS, 7)].join("") === text).toBe(true);
    expect([...ratingRows(50_000, MOMENT_KEYS, 8)].join("") === text).toBe(false);
  });
});

describe("questions", () => {
  test("are the same each time, inside the year, and subsets keep journey order", () => {
    expect(scoreQuestions(30)).toEqual(scoreQuestions(30));
    for (const asked of [...scoreQuestions(100), ...journeyQuestions(100)]) {
      expect(asked.from >= FIRST_DAY && asked.from <= asked.to && asked.to <= LAST_DAY).toBe(true);
    }
    expect(journeyQuestions(100).every((asked) => asked.teams.length === 0)).toBe(true);
    for (const { moments } of subsetQuestions(50, MOMENT_KEYS)) {
      expect(moments.length).toBeGreaterThanOrEqual(2);
      expect(moments).toEqual(MOMENT_KEYS.filter((key) => moments.includes(key)));
    }
  });
});

describe("figures", () => {
  test("nearest rank: the median of 4, 1, 3 is 3, the 95th percentile of 1..20 is 19, of one value that value", () => {
    expect(quantile([4, 1, 3], 0.5)).toBe(3);
    expect(
      quantile(
        Array.from({ length: 20 }, (_, i) => i + 1),
        0.95,
      ),
    ).toBe(19);
    expect(quantile([8], 0.95)).toBe(8);
    expect(() => quantile([], 0.5)).toThrow("No values");
  });

  test("a measure is the middle repetition with its extremes; without repetitions it is missing, not 0", () => {
    expect(measure("x", "ms", [12, 9, 10], "<= 10")).toEqual({
      id: "x",
      value: 10,
      low: 9,
      high: 12,
      unit: "ms",
      target: "<= 10",
      ok: true,
    });
    expect(measure("x", "times", [29], ">= 30").ok).toBe(false);
    expect(measure("x", "times", [], ">= 30")).toEqual({
      id: "x",
      value: null,
      low: null,
      high: null,
      unit: "times",
      target: ">= 30",
      ok: null,
    });
    expect(() => reaches(1, "< 2")).toThrow("Not a target");
    expect(ratios([6, 8], [3, 2])).toEqual([2, 4]);
  });

  test("every question is timed once, the first ones are asked before", async () => {
    const asked: string[] = [];
    const times = await timeEach(["a", "b", "c"], async (question) => asked.push(question), 2);
    expect(asked).toEqual(["a", "b", "a", "b", "c"]);
    expect(times.length).toBe(3);
  });

  test("sizes: 1M, 250k, 5000 and back; not 0, 10, 1.5M, 1G", () => {
    expect(["1M", "250k", "1234"].map(parseSize)).toEqual([1_000_000, 250_000, 1234]);
    expect([1_000_000, 250_000, 1234].map(formatSize)).toEqual(["1M", "250k", "1234"]);
    expect(["0", "10", "1.5M", "1G", "900M", ""].map(parseSize)).toEqual([null, null, null, null, null, null]);
  });
});

describe("reports against DuckDB on the same 10,000 ratings", () => {
  const folder = mkdtempSync(join(tmpdir(), "verdad-bench-"));
  const csv = join(folder, "ratings.csv");
  const store = join(folder, "store.db");
  let imported: VerdadImport;
  let verdad: Asker;
  let duck: Duck;

  beforeAll(async () => {
    writeRatings(csv, 10_000, MOMENT_KEYS, 7);
    const templates = join(import.meta.dirname, "..", "templates");
    imported = importWithVerdad({
      csv,
      store,
      journeyFile: join(templates, "airline.json"),
      journeyKey: "airline",
      mapping: join(import.meta.dirname, "mapping.json"),
    });
    verdad = openVerdad(store, "airline");
    duck = await openDuck(csv, MOMENT_KEYS);
  });

  afterAll(() => {
    verdad.close();
    duck.close();
    rmSync(folder, { recursive: true });
  });

  test("all 10,000 rows are accepted; memory and file size are read", () => {
    expect(imported.accepted).toBe(10_000);
    expect(imported.peakMiB).toBeGreaterThan(20);
    expect(imported.bytes).toBeGreaterThan(readFileSync(csv).length / 10);
  });

  test("no count differs over 25 questions of each kind", async () => {
    const journeys = [...journeyQuestions(25), ...subsetQuestions(25, MOMENT_KEYS)];
    expect(await differences(verdad, duck, scoreQuestions(25), journeys)).toBe(0);
  });

  test("a difference would be seen: answers to another question do not agree", async () => {
    const [one, other] = [scoreQuestions(1)[0], scoreQuestions(2)[1]];
    if (one === undefined || other === undefined) throw new Error("Two questions are needed.");
    expect(scoreDifferences(await verdad.ask("moment-scores", one), await duck.scores(other))).toBeGreaterThan(0);
  });
});
