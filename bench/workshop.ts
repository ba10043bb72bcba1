/** A run's folder: the generated files, the stores, and the parts that are measured already. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { measuresSchema } from "./document.ts";
import { writeRatings } from "./generate.ts";
import { type ImportFiles, importWithVerdad } from "./imports.ts";
import type { Measure } from "./measure.ts";
import { isPart, type Part } from "./options.ts";
import { formatSize } from "./size.ts";

const SEED = 1980;

const partsSchema = z.record(z.string().refine(isPart, "is no part"), measuresSchema);

export type Measured = Partial<Record<Part, readonly Measure[]>>;

export interface Workshop {
  readonly folder: string;
  /** Whether the folder was there before. */
  readonly found: boolean;
  /** The file and the store of a size. The file is written where it is missing. */
  files(ratings: number): ImportFiles;
  /** Says that a size's store holds its whole file, or that it is about to be made anew. */
  mark(ratings: number, whole: boolean): void;
  /** Imports a size's file unless its store is there and whole. */
  ensureStore(ratings: number): void;
  measured(): Measured;
  remember(measured: Measured): void;
  remove(): void;
}

/** `journeyFile`: the journey whose moments are rated. */
export function openWorkshop(
  folder: string,
  journey: { readonly file: string; readonly key: string; readonly moments: readonly string[] },
  tell: (text: string) => void,
): Workshop {
  const found = existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const progress = join(folder, "measured.json");
  const store = (ratings: number): string => join(folder, `verdad-${formatSize(ratings)}.db`);
  const files = (ratings: number): ImportFiles => {
    const csv = join(folder, `ratings-${formatSize(ratings)}.csv`);
    if (writeRatings(csv, ratings, journey.moments, SEED)) tell(`wrote ${csv}`);
    return {
      csv,
      store: store(ratings),
      journeyFile: journey.file,
      journeyKey: journey.key,
      mapping: join(import.meta.dirname, "mapping.json"),
    };
  };
  const mark = (ratings: number, whole: boolean): void => {
    const sign = `${store(ratings)}.whole`;
    if (whole) writeFileSync(sign, "");
    else rmSync(sign, { force: true });
  };
  return {
    folder,
    found,
    files,
    mark,
    ensureStore(ratings) {
      if (existsSync(`${store(ratings)}.whole`)) return;
      tell(`importing ${formatSize(ratings)} ratings`);
      importWithVerdad(files(ratings));
      mark(ratings, true);
    },
    measured: () => (existsSync(progress) ? partsSchema.parse(JSON.parse(readFileSync(progress, "utf8"))) : {}),
    remember: (measured) => writeFileSync(progress, JSON.stringify(measured, null, 2)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
