/** Gathering a file's rows by their visits: nothing is lost or doubled, whatever the sizes, and it goes on wherever it stopped. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { ReadStep } from "#domain/read-step.ts";
import { type GatheredPlace, rowAt } from "#domain/row-columns.ts";
import { runs } from "#scripts/property-runs.ts";
import type { GatherSizes } from "./gathered-rows.ts";
import { parseMapping } from "./mapping.ts";
import { openRows } from "./open-rows.ts";
import { testJourney, testMoment, withFile } from "./testing.ts";

const JOURNEY = testJourney([testMoment(1, "search"), testMoment(2, "pay")]);
const MAPPING = { shape: "long", source: "shop", visit: "id", moment: "page", at: "at", rating: "score", comment: "note", team: "team" };
const START: GatheredPlace = { rejectedLine: 0, visit: "", visitLine: 0 };

const line = fc
  .record({
    id: fc.constantFrom("a", "b", "b1", "zz", "방문", "𝄞", "ﬀ", ""),
    page: fc.constantFrom("search", "pay", "pay", "nowhere"),
    score: fc.constantFrom("1", "5", "", "9"),
    note: fc.constantFrom("", "", '"two\nlines, ""quoted"""', "slow"),
    team: fc.constantFrom("", "x", "y"),
  })
  .map(({ id, page, score, note, team }) => `${id},${page},2026-05-01,${score},${note},${team}`);
const sizes: fc.Arbitrary<GatherSizes> = fc.record({
  chunkRows: fc.integer({ min: 1, max: 5 }),
  mostRows: fc.integer({ min: 1, max: 12 }),
  mostCharacters: fc.integer({ min: 1, max: 900 }),
  batchRows: fc.integer({ min: 1, max: 6 }),
  batchCharacters: fc.integer({ min: 1, max: 300 }),
});

async function steps(file: string, gatherSizes: GatherSizes, place = START): Promise<ReadStep[]> {
  const options = { timeZone: "UTC", gatherSizes };
  const opened = await openRows(file, parseMapping(MAPPING, "mapping.json"), JOURNEY, options);
  const from = { order: "visits" as const, place, spillPath: join(dirname(file), "spill") };
  const found: ReadStep[] = [];
  for await (const step of opened.steps(from)) found.push(step);
  return found;
}

function rowsOf(found: readonly ReadStep[]): CheckedRow[] {
  return found.flatMap(({ batch }) => (batch ? Array.from({ length: batch.columns.rows }, (_, i) => rowAt(batch.columns, i)) : []));
}

async function inFileOrder(file: string) {
  const opened = await openRows(file, parseMapping(MAPPING, "mapping.json"), JOURNEY, { timeZone: "UTC" });
  const accepted: CheckedRow[] = [];
  const rejected = [];
  for await (const batch of opened.batches()) {
    accepted.push(...batch.accepted);
    rejected.push(...batch.rejected);
  }
  return { accepted, rejected };
}

function byVisit(a: CheckedRow, b: CheckedRow): number {
  if (a.visit === b.visit) return a.line - b.line;
  return a.visit < b.visit ? -1 : 1;
}

describe("rows that come visit by visit", () => {
  test("are the file's rows, sorted by visit id and then by line, and its rejects by line, whatever may be in memory", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), sizes, async (lines, gatherSizes) => {
        await withFile(["id,page,at,score,note,team", ...lines].join("\n"), async (file) => {
          const expected = await inFileOrder(file);
          const found = await steps(file, gatherSizes);
          expect(rowsOf(found)).toEqual(expected.accepted.toSorted(byVisit));
          expect(found.flatMap(({ batch }) => batch?.rejected ?? [])).toEqual(expected.rejected);
          for (const { batch } of found) {
            if (batch)
              expect([batch.rows, batch.columns.rows <= gatherSizes.batchRows]).toEqual([batch.columns.rows + batch.rejected.length, true]);
          }
        });
      }),
      { numRuns: runs(60) },
    );
  });

  test("go on behind every place where they stopped: what is left is the rest, no row twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 25 }), sizes, sizes, fc.nat(), async (lines, before, after, stop) => {
        await withFile(["id,page,at,score,note,team", ...lines].join("\n"), async (file) => {
          const all = (await steps(file, before)).filter(({ batch }) => batch !== null);
          const taken = all.slice(0, stop % (all.length + 1));
          const rest = await steps(file, after, taken.at(-1)?.batch?.place ?? START);
          expect(rowsOf([...taken, ...rest])).toEqual(rowsOf(all));
          const rejects = [...taken, ...rest].flatMap(({ batch }) => batch?.rejected ?? []);
          expect(rejects).toEqual(all.flatMap(({ batch }) => batch?.rejected ?? []));
        });
      }),
      { numRuns: runs(60) },
    );
  });

  test("leave nothing beside the store, neither while they are read nor when reading stops", async () => {
    await withFile("id,page,at,score,note,team\nb,pay,2026-05-01,3,,\na,pay,2026-05-02,3,,\n", async (file) => {
      const opened = await openRows(file, parseMapping(MAPPING, "mapping.json"), JOURNEY, { timeZone: "UTC" });
      const spillPath = join(dirname(file), "spill");
      for await (const { batch } of opened.steps({ order: "visits", place: START, spillPath })) {
        expect(existsSync(spillPath)).toBe(false);
        if (batch) break;
      }
      expect(readdirSync(dirname(file))).toEqual(["data.csv"]);
    });
  });

  test("the share of the work that is done rises from above 0 to 1", async () => {
    await withFile(`id,page,at,score,note,team\n${"b,pay,2026-05-01,3,,\n".repeat(30)}`, async (file) => {
      const shares = (await steps(file, { chunkRows: 4, mostRows: 9, mostCharacters: 1e6, batchRows: 7, batchCharacters: 1e6 })).map(
        ({ share }) => share,
      );
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect([shares.at(-1), shares.length > 4]).toEqual([1, true]);
    });
  });
});
