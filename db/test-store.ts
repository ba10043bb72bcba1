/** A store in a folder of its own, with a small journey, for tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckedRow, RowBatch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { type JourneyFile, parseJourneyFile } from "#domain/journey-file.ts";
import { type ImportResult, runImport } from "./import-writer.ts";
import { putJourney } from "./journey-writer.ts";
import { type JourneyRow, readJourney } from "./journeys.ts";
import { openStore, type Store } from "./open.ts";
import { operatorScope } from "./scope.ts";

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  close(): void;
}

export function testStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), "verdad-"));
  const url = `file:${join(folder, "verdad.db")}`;
  const store = openStore(url);
  // A test's store does not outlive the test: waiting for the disk would prove nothing.
  store.driver.pragma("synchronous = OFF");
  return {
    store,
    url,
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function journeyFile(json: unknown): JourneyFile {
  const parsed = parseJourneyFile(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.journey;
}

/** Four steps a, b, c, d on 1–5 with cut points 3 and 4, and an outcome; the window is one day. */
export const SMALL_JOURNEY = {
  key: "small",
  name: "Small",
  window: "1d",
  moments: [
    ...["a", "b", "c", "d"].map((key) => ({ key, name: key, stage: "smot", scale: [1, 5] })),
    { key: "overall", name: "Overall", stage: "umot", scale: [1, 5], role: "outcome" },
  ],
};

export async function withJourney(store: Store, json: unknown = SMALL_JOURNEY): Promise<JourneyRow & Journey> {
  const file = journeyFile(json);
  const put = await putJourney(store, file, { now: 0, sample: false });
  const journey = readJourney(store, operatorScope(), file.key);
  if ("refused" in put || !journey) throw new Error("The journey was refused.");
  return journey;
}

export interface TestImport {
  readonly shape: "wide" | "long";
  readonly source?: string;
  readonly visitGapMs?: number;
  /** Rows a batch. */
  readonly batch?: number;
  readonly name?: string;
  readonly dryRun?: boolean;
}

let files = 0;

/** Imports rows as if they came from a file of their own (or from the named one). */
export function importRows(store: Store, journey: JourneyRow, rows: readonly CheckedRow[], options: TestImport): Promise<ImportResult> {
  const name = options.name ?? `file-${files++}`;
  return runImport(
    store,
    {
      journeyId: journey.id,
      kind: "import",
      source: options.source ?? "test",
      fileName: name,
      fileHash: name,
      mappingHash: options.shape,
      mapping: "{}",
      fileBytes: null,
      shape: options.shape,
      header: [],
      visitGapMs: options.visitGapMs ?? null,
      hashCustomer: (reference) => `hash of ${reference}`,
      now: () => 0,
      dryRun: options.dryRun ?? false,
      onProgress: () => undefined,
    },
    () => batchesOf(rows, options.batch ?? 3),
  );
}

async function* batchesOf(rows: readonly CheckedRow[], size: number): AsyncGenerator<RowBatch> {
  for (let i = 0; i < rows.length; i += size) {
    const accepted = rows.slice(i, i + size);
    yield { rows: accepted.length, accepted, rejected: [] };
  }
}

/** A row with nothing but what is given. */
export function row(given: Partial<CheckedRow> & Pick<CheckedRow, "visit" | "when">): CheckedRow {
  return {
    line: 0,
    startedAt: null,
    segment: null,
    channel: null,
    customer: null,
    weight: null,
    attributes: null,
    notMet: [],
    knowledge: "complete",
    touches: [],
    comment: null,
    ...given,
  };
}
