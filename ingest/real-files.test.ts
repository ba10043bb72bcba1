/** Real files, where they are at hand: counts against figures that another program computed from the same files. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAll, testJourney, testMoment } from "./testing.ts";

const DATA = new URL("../../shared/data/", import.meta.url).pathname;

interface Expected {
  readonly visits: number;
  readonly moments: Readonly<Record<string, { readonly n: number; readonly histogram: readonly number[]; readonly notMet?: number }>>;
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(DATA + path, "utf8")) as T;
}

/** Per moment: ratings, ratings per answer, visits known not to have met it. */
async function count(file: string, mapping: object, keys: readonly string[]) {
  const moments = keys.map((key, i) => testMoment(i, key));
  const read = await readAll(DATA + file, mapping, testJourney(moments));
  const result = new Map(keys.map((key) => [key, { n: 0, histogram: [0, 0, 0, 0, 0], notMet: 0 }]));
  for (const row of read.accepted) {
    for (const touch of row.touches) {
      const at = result.get(keys[touch.momentId] ?? "");
      if (at === undefined || touch.answer === null) continue;
      at.n += 1;
      at.histogram[touch.answer] = (at.histogram[touch.answer] ?? 0) + 1;
    }
    for (const id of row.notMet) {
      const at = result.get(keys[id] ?? "");
      if (at !== undefined) at.notMet += 1;
    }
  }
  return { read, moments: Object.fromEntries(result) };
}

/** What is expected, without the figures that are not counts of the file. The outcome has no figure for "not met". */
function wanted(expected: Expected) {
  const counts = Object.entries(expected.moments).map(([key, { n, histogram, notMet }]) => [
    key,
    { n, histogram, ...(notMet === undefined ? {} : { notMet }) },
  ]);
  return Object.fromEntries(counts);
}

describe.skipIf(!existsSync(`${DATA}sfo`))("the airport's survey", () => {
  it.each([2014, 2015, 2016])("%i", async (year) => {
    const columns = json<{ moments: string[]; outcome: string; blank: string[]; notMet: string[] }>("sfo/columns.json");
    const expected = json<Expected>(`sfo/expected-${year}.json`);
    const keys = [...columns.moments, columns.outcome];
    const mapping = {
      shape: "wide",
      source: `sfo-${year}`,
      visit: year === 2016 ? "*RESPNUM" : "RESPNUM",
      startedAt: year === 2016 ? "INTDATE" : { value: `${year}-05-15` },
      ...(year === 2016 ? { dateFormat: "MM/dd/yyyy hh:mm:ss a" } : {}),
      segment: { column: "Q2PURP1", values: { "1": "business", "5": "business", "*": "other" } },
      blank: columns.blank,
      notMet: columns.notMet,
      weight: "WEIGHT",
      ratings: Object.fromEntries(keys.map((key) => [key, key])),
    };
    const { read, moments } = await count(`sfo/${year}.csv`, mapping, keys);
    expect([read.rows, read.accepted.length, read.rejected.slice(0, 3)]).toEqual([expected.visits, expected.visits, []]);
    expect(moments).toMatchObject(wanted(expected));
  });
});

describe.skipIf(!existsSync(`${DATA}airline`))("the airline's survey", () => {
  it("103,904 rows, first header empty", async () => {
    const columns = json<{ moments: string[]; blank: string[]; segment: string }>("airline/columns.json");
    const expected = json<Expected>("airline/expected.json");
    const mapping = {
      shape: "wide",
      source: "airline",
      visit: "#1",
      startedAt: { value: "2026-01-01" },
      segment: columns.segment,
      blank: columns.blank,
      ratings: Object.fromEntries(columns.moments.map((key) => [key, key])),
    };
    const { read, moments } = await count("airline/train.csv", mapping, columns.moments);
    expect([read.rows, read.rejected.length, read.accepted[0]?.knowledge]).toEqual([expected.visits, 0, "ratings-only"]);
    expect(moments).toMatchObject(wanted(expected));
  });
});

describe.skipIf(!existsSync(`${DATA}web-funnel`))("the web shop", () => {
  it("reached home 90,400, search 45,200, payment 6,030, confirmation 452", async () => {
    const { reached } = json<{ reached: Record<string, number> }>("web-funnel/expected.json");
    const keys = Object.keys(reached);
    const mapping = {
      shape: "long",
      source: "shop",
      visit: "user_id",
      moment: "page",
      at: "date",
      rating: null,
      segment: "sex",
      channel: "device",
    };
    const { read } = await count("web-funnel/touches.csv", mapping, keys);
    const furthest = new Map<string, number>();
    for (const row of read.accepted) furthest.set(row.visit, Math.max(furthest.get(row.visit) ?? 0, row.touches[0]?.momentId ?? 0));
    const at = keys.map((key, i) => [key, [...furthest.values()].filter((far) => far >= i).length]);
    expect([read.rejected.length, Object.fromEntries(at)]).toEqual([0, reached]);
  });
});
