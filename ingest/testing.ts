/** For tests: a journey, a file that is gone afterwards, and all rows of it at once. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckedRow, Reject } from "#domain/checked-row.ts";
import type { Journey, Moment, Scale } from "#domain/journey.ts";
import { parseMapping } from "./mapping.ts";
import { type OpenedRows, type OpenOptions, openRows } from "./open-rows.ts";

const FIVE: Scale = { min: 1, max: 5, step: 1, best: "high" };

export function testMoment(id: number, key: string, scale: Scale = FIVE): Moment {
  return {
    id,
    key,
    name: { en: key, ko: key },
    stage: "smot",
    role: "touchpoint",
    position: id,
    bit: id,
    scale,
    standardFrom: 3,
    plusFrom: 4,
    recommend: false,
  };
}

export function testJourney(moments: readonly Moment[]): Journey {
  return { id: 1, key: "shop", name: { en: "Shop", ko: "가게" }, mode: "touches", windowMs: 604_800_000, moments };
}

export async function withFile<T>(content: string | Buffer, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "verdad-ingest-"));
  try {
    const file = join(folder, "data.csv");
    writeFileSync(file, content);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface AllRows extends Omit<OpenedRows, "batches" | "columnBatches" | "steps"> {
  readonly rows: number;
  readonly accepted: CheckedRow[];
  readonly rejected: Reject[];
  readonly batchSizes: number[];
}

export async function readAll(file: string, mapping: unknown, journey: Journey, options: Partial<OpenOptions> = {}): Promise<AllRows> {
  const opened = await openRows(file, parseMapping(mapping, "mapping.json"), journey, { timeZone: "UTC", ...options });
  const accepted: CheckedRow[] = [];
  const rejected: Reject[] = [];
  const batchSizes: number[] = [];
  for await (const batch of opened.batches()) {
    accepted.push(...batch.accepted);
    rejected.push(...batch.rejected);
    batchSizes.push(batch.rows);
  }
  const { encoding, delimiter, header } = opened;
  return { encoding, delimiter, header, rows: batchSizes.reduce((sum, size) => sum + size, 0), accepted, rejected, batchSizes };
}
