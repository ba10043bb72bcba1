/**
 * A file whose rows come visit by visit leaves the same store as the same file in file order, row by row: touches, corrections, history,
 * rollups, counts and rejects; also where the import is interrupted and goes on.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ImportRequest, type ImportResult, runImport } from "#db/import-writer.ts";
import type { Store } from "#db/open.ts";
import { verifyStore } from "#db/recount.ts";
import { dumpStore } from "#db/test-dump.ts";
import { testStore, withJourney } from "#db/test-store.ts";
import type { ReadPoint, ReadStep } from "#domain/read-step.ts";
import { parseMapping } from "#ingest/mapping.ts";
import { openRows } from "#ingest/open-rows.ts";
import { runs } from "../scripts/property-runs.ts";

const COMMON = { source: "shop", visit: "id", segment: "who", channel: "channel", team: "team", comment: "note", customer: "card" };
const MAPPINGS = {
  long: { ...COMMON, shape: "long", moment: "moment", at: "at", rating: "score", ratingId: "rid" },
  gap: { ...COMMON, shape: "long", moment: "moment", at: "at", rating: "score", visitGap: "2h" },
  wide: { ...COMMON, shape: "wide", startedAt: "at", ratings: { a: "score", b: "other" }, notMet: ["9"] },
} as const;
const HEADER = "id,moment,at,score,other,who,channel,team,note,card,rid";

const line = fc
  .tuple(
    fc.constantFrom("v1", "v2", "v3", "v4", "방문"),
    fc.constantFrom("a", "b", "c", "nowhere"),
    fc.nat({ max: 9 }).map((hour) => `2026-05-01T0${hour}:00:00Z`),
    fc.constantFrom("1", "3", "5", "", "7"),
    fc.constantFrom("2", "4", "", "9"),
    fc.constantFrom("", "vip", "new"),
    fc.constantFrom("", "app", "desk"),
    fc.constantFrom("", "red", "blue"),
    fc.constantFrom("", "", "", "slow"),
    fc.constantFrom("", "", "", "K1"),
    fc.constantFrom("", "", "r1", "r2"),
  )
  .map((cells) => cells.join(","));

interface Way {
  readonly order: "file" | "visits";
  /** Rows a batch. */
  readonly batch: number;
  /** After how many batches each run is interrupted. */
  readonly stops: readonly number[];
}

class Interrupted extends Error {}

async function* until(steps: AsyncIterable<ReadStep>, batches: number): AsyncGenerator<ReadStep> {
  let left = batches;
  for await (const step of steps) {
    if (step.batch !== null && left === 0) throw new Interrupted();
    if (step.batch !== null) left -= 1;
    yield step;
  }
}

/** The result of the first run that comes to its end. */
async function importWith(
  store: Store,
  request: ImportRequest,
  steps: (point: ReadPoint) => AsyncIterable<ReadStep>,
  stops: readonly number[],
): Promise<ImportResult> {
  for (const stop of stops) {
    try {
      return await runImport(store, request, (point) => until(steps(point), stop));
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
  }
  return runImport(store, request, steps);
}

async function storeOf(lines: readonly string[], kind: keyof typeof MAPPINGS, way: Way) {
  const { store, close } = testStore();
  const folder = mkdtempSync(join(tmpdir(), "verdad-order-"));
  try {
    const journey = await withJourney(store);
    const file = join(folder, "file.csv");
    writeFileSync(file, [HEADER, ...lines].join("\n"));
    const mapping = parseMapping(MAPPINGS[kind], "mapping.json");
    const gatherSizes = { chunkRows: 2, mostRows: 3 * way.batch, mostCharacters: 1e6, batchRows: way.batch, batchCharacters: 1e6 };
    const opened = await openRows(file, mapping, journey, { timeZone: "UTC", batchSize: way.batch, gatherSizes });
    const request: ImportRequest = {
      journeyId: journey.id,
      kind: "import",
      source: mapping.source,
      fileName: "file.csv",
      fileHash: "file",
      fileBytes: 1,
      mappingHash: kind,
      mapping: "{}",
      shape: mapping.shape,
      header: opened.header,
      visitGapMs: mapping.visitGapMs,
      hashCustomer: (reference) => `hash of ${reference}`,
      now: () => 0,
      dryRun: false,
      onProgress: () => undefined,
    };
    const spillPath = join(folder, "spill");
    const steps = (point: ReadPoint) => opened.steps({ ...point, order: way.order, spillPath });
    const { rejectsFile, ...counts } = await importWith(store, request, steps, way.stops);
    expect(verifyStore(store).differences).toBe(0);
    const rejects = rejectsFile !== null && existsSync(rejectsFile) ? readFileSync(rejectsFile, "utf8") : "";
    return { counts: { ...counts, importId: 1 }, rejects, stored: dumpStore(store) };
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
}

describe("rows visit by visit", () => {
  const files = fc.array(line, { minLength: 1, maxLength: 25 });
  const kinds = fc.constantFrom("long" as const, "gap" as const, "wide" as const);

  test("leave what rows in file order leave, one at a time, of every kind of file", async () => {
    await fc.assert(
      fc.asyncProperty(files, kinds, fc.integer({ min: 1, max: 8 }), async (lines, kind, batch) => {
        const inTurn = await storeOf(lines, kind, { order: "file", batch: 1, stops: [] });
        expect(await storeOf(lines, kind, { order: "visits", batch, stops: [] })).toEqual(inTurn);
      }),
      { numRuns: runs(40) },
    );
  });

  test("the same where the import stops after any of its batches, twice, and goes on", async () => {
    await fc.assert(
      fc.asyncProperty(files, kinds, fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 2 }), async (lines, kind, stops) => {
        const whole = await storeOf(lines, kind, { order: "visits", batch: 4, stops: [] });
        expect(await storeOf(lines, kind, { order: "visits", batch: 4, stops })).toEqual(whole);
      }),
      { numRuns: runs(25) },
    );
  });
});
