import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatFilter } from "#domain/filter-codec.ts";
import { MOMENT_KEYS } from "#sample/moments.ts";
import { differences, type Rival, remember, scoreDifferences } from "./counts.ts";
import { type Duck, openDuck } from "./duckdb.ts";
import { DAYS, FIRST_DAY, LAST_DAY, ratingRows, TEAMS, writeRatings } from "./generate.ts";
import { importWithVerdad, type VerdadImport } from "./imports.ts";
import { measure, quantile, ratios, reaches, timeSides } from "./measure.ts";
import { readOptions } from "./options.ts";
import { openPostgres } from "./postgres.ts";
import { journeyQuestions, mixedQuestions, scoreQuestions, subsetQuestions } from "./questions.ts";
import { scatterRows } from "./scattered.ts";
import { formatSize, parseSize } from "./size.ts";
import { type Asker, openVerdad } from "./verdad.ts";

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

test("scattered rows: dealt in turn to five lists, which follow each other behind the header", async () => {
  const folder = mkdtempSync(join(tmpdir(), "verdad-bench-"));
  try {
    const path = join(folder, "scattered.csv");
    writeFileSync(join(folder, "ordered.csv"), "head\na1\na2\na3\na4\na5\nb1\nb2\nb3\nb4\nb5\n");
    await scatterRows(join(folder, "ordered.csv"), path, 5);
    expect(readFileSync(path, "utf8")).toBe("head\na1\nb1\na2\nb2\na3\nb3\na4\nb4\na5\nb5\n");
    expect(readdirSync(folder).toSorted()).toEqual(["ordered.csv", "scattered.csv"]);
    writeRatings(join(folder, "many.csv"), 200_000, MOMENT_KEYS, 7);
    await scatterRows(join(folder, "many.csv"), path, 5);
    const lines = (file: string) => readFileSync(join(folder, file), "utf8").trimEnd().split("\n").slice(1);
    const ordered = lines("many.csv");
    expect(lines("scattered.csv")).toEqual([0, 1, 2, 3, 4].flatMap((hand) => ordered.filter((_, row) => row % 5 === hand)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("questions", () => {
  test("are the same each time, inside the year, and subsets keep journey order", () => {
    expect(scoreQuestions(30)).toEqual(scoreQuestions(30));
    for (const asked of [...scoreQuestions(100), ...journeyQuestions(100)]) {
      expect(asked.from >= FIRST_DAY && asked.from <= asked.to && asked.to <= LAST_DAY).toBe(true);
    }
    expect(journeyQuestions(100).every((asked) => asked.teams.length === 0)).toBe(true);
    const mixed = mixedQuestions(1_000).map(({ report, asked }) => `${report} ${formatFilter(asked)}`);
    expect([mixed.length, new Set(mixed).size]).toEqual([1_000, 1_000]);
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
    expect(measure("P3", [12, 9, 10])).toEqual({ id: "P3", value: 10, low: 9, high: 12, unit: "ms", target: "<= 10", ok: true, n: 3 });
    expect(measure("P5-scores", [29]).ok).toBe(false);
    expect(measure("P1-bare", [29]).ok).toBe(null);
    expect(measure("P1", [])).toEqual({
      id: "P1",
      value: null,
      low: null,
      high: null,
      unit: "times",
      target: "<= 1.5",
      ok: null,
      n: 0,
    });
    expect(() => reaches(1, "< 2")).toThrow("Not a target");
    expect(ratios([6, 8], [3, 2])).toEqual([2, 4]);
    expect(ratios([6, 8], [3])).toEqual([2]);
  });

  test("sides are asked by turns: the first two questions to each before, then the whole list, twice", async () => {
    const asked: string[] = [];
    const side = (name: string) => async (question: string) => asked.push(`${name}${question}`);
    const times = await timeSides({ questions: ["a", "b", "c"], rounds: 2, warm: 2, limitMs: 1e6 }, [side("x"), side("y")]);
    const round = ["xa", "xb", "xc", "ya", "yb", "yc"];
    expect(asked).toEqual(["xa", "xb", "ya", "yb", ...round, ...round]);
    expect(times.map((rounds) => rounds.map((list) => list.length))).toEqual([
      [3, 3],
      [3, 3],
    ]);
  });

  test("a side that is over its time is asked no more, and the others are timed on the same questions only", async () => {
    const slow = () => new Promise((resolve) => setTimeout(resolve, 30));
    const times = await timeSides({ questions: ["a", "b", "c", "d"], rounds: 1, warm: 0, limitMs: 20 }, [slow, async () => undefined]);
    expect(times.map((rounds) => rounds.map((list) => list.length))).toEqual([[1], [1]]);
    expect(times[0]?.[0]?.[0]).toBeGreaterThan(times[1]?.[0]?.[0] ?? Number.POSITIVE_INFINITY);
  });

  test("sizes: 1M, 250k, 5000 and back; not 0, 10, 1.5M, 1G", () => {
    expect(["1M", "250k", "1234"].map(parseSize)).toEqual([1_000_000, 250_000, 1234]);
    expect([1_000_000, 250_000, 1234].map(formatSize)).toEqual(["1M", "250k", "1234"]);
    expect(["0", "10", "1.5M", "1G", "900M", ""].map(parseSize)).toEqual([null, null, null, null, null, null]);
  });
});

describe("options", () => {
  test("a part goes by its own name or by that of a measure, in the order of a run; ratings are whole visits", () => {
    expect(readOptions(["--size", "1004", "--only", "P9,reports,P3", "--keep", "--folder", "/tmp/x"])).toEqual({
      ratings: 1000,
      only: ["reports", "http"],
      keep: true,
      folder: "/tmp/x",
    });
    expect(readOptions([])).toMatchObject({ ratings: 1_000_000, only: null, keep: false });
  });

  test.each([
    [["--size", "many"], '--size: "many" is not a size'],
    [["--only", "P3,P12"], '--only: "P12" is none of imports'],
    [["--fast"], "Unknown option '--fast'"],
  ])("%j is refused", (args, sentence) => {
    expect(readOptions(args)).toContain(sentence);
  });
});

describe("reports against other databases on the same 10,000 ratings", () => {
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
    const counted = other && (await duck.scores(other));
    if (one === undefined || !counted) throw new Error("Two questions are needed.");
    expect(scoreDifferences(await verdad.ask("moment-scores", one), counted)).toBeGreaterThan(0);
  });

  test("an answer that a rival did not give in time is no difference; one that lacks a count is", async () => {
    const late: Rival = { scores: async () => null, journeys: async () => null };
    const wrong: Rival = { ...late, scores: async () => ({ answers: new Map() }) };
    const asked = [scoreQuestions(1), journeyQuestions(1)] as const;
    const question = asked[0][0];
    if (question === undefined) throw new Error("A question is needed.");
    expect(await differences(verdad, late, ...asked)).toBe(0);
    const scores = await verdad.ask("moment-scores", question);
    const counted = scores.moments.flatMap(({ histogram }) => histogram ?? []).filter((count) => count > 0);
    expect(counted.length).toBeGreaterThan(0);
    expect(await differences(verdad, wrong, ...asked)).toBe(counted.length);
  });

  test("what is remembered is compared without asking again; what was never asked is no difference", async () => {
    let asked = 0;
    const none = async () => {
      asked += 1;
      return { answers: new Map() };
    };
    const counting: Rival = { ...duck, scores: none };
    const [ours, theirs] = [remember(verdad), remember(counting)];
    const [first, second] = scoreQuestions(2);
    if (first === undefined || second === undefined) throw new Error("Two questions are needed.");
    await ours.asked.scores(first);
    await theirs.asked.scores(first);
    await theirs.asked.scores(second);
    const different = await differences(ours.known, theirs.known, [first, second], journeyQuestions(3));
    expect(different).toBe(await differences(verdad, theirs.known, [first], []));
    expect(different).toBeGreaterThan(0);
    expect(asked).toBe(2);
  });

  test.skipIf(!process.env.PG_URL)("PostgreSQL agrees too, where PG_URL names one", async () => {
    const postgres = await openPostgres(process.env.PG_URL ?? "", csv, MOMENT_KEYS);
    try {
      const journeys = [...journeyQuestions(25), ...subsetQuestions(25, MOMENT_KEYS)];
      expect(await differences(verdad, postgres, scoreQuestions(25), journeys)).toBe(0);
    } finally {
      await postgres.close();
    }
  });
});
