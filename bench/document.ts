/** What a run writes: bench/latest.json for 50M ratings, bench/latest-SIZE.json for every other size. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isMeasureId } from "./catalogue.ts";

const number = z.number().nullable();

const measureSchema = z.object({
  id: z.string().refine(isMeasureId, "is no measure of the catalogue"),
  value: number,
  low: number,
  high: number,
  unit: z.string(),
  target: z.string().nullable(),
  ok: z.boolean().nullable(),
  n: z.int(),
});

export const measuresSchema = z.array(measureSchema);

const documentSchema = z.object({
  machine: z.object({ cpu: z.string(), cores: z.int(), memoryGiB: z.int(), platform: z.string() }),
  size: z.object({ ratings: z.int(), visits: z.int() }),
  versions: z.record(z.string(), z.string().nullable()),
  measures: measuresSchema,
});

export type BenchDocument = z.infer<typeof documentSchema>;

/** The size whose figures are the project's. */
export const YARDSTICK = "50M";

/** Where a size's document is. */
export function documentPath(size: string): string {
  return join(import.meta.dirname, size === YARDSTICK ? "latest.json" : `latest-${size}.json`);
}

/** A size's document; null where there is none. Throws where it is none of ours. */
export function readDocument(size: string): BenchDocument | null {
  const path = documentPath(size);
  return existsSync(path) ? documentSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : null;
}
