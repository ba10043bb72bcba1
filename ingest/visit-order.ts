/**
 * Whether the rows of a file's visits stand together, from a sample of it, and where to divide its visit ids into parts of about one size.
 *
 * Visits whose rows are far apart would be loaded and rewritten batch after batch. What that costs is estimated as how often a row comes
 * in another batch than its visit's row before it: windows of the file show the short distances whole, and pairs between windows stand
 * for all long ones.
 */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import iconv from "iconv-lite";
import { seededRandom } from "#domain/statistics/rng.ts";
import { BATCH_ROWS } from "./batches.ts";
import type { Reader } from "./cells.ts";
import type { FilePlan } from "./check-file.ts";
import { RecordTooLong, recordReader } from "./records.ts";

export interface VisitOrder {
  /** About how many times a row comes in another batch than its visit's row before it. */
  readonly apart: number;
  /** About how many rows the file has. */
  readonly rows: number;
  /** Ids that divide the file's visits into parts of about equal size, ascending by code units: a part ends before each. */
  bounds(parts: number): string[];
}

export interface SampleSize {
  readonly windows: number;
  /** Of the file, in windows together. */
  readonly share: number;
  readonly leastBytes: number;
  readonly mostBytes: number;
}

const SAMPLE: SampleSize = { windows: 64, share: 0.01, leastBytes: 1 << 20, mostBytes: 32 << 20 };
const SEED = 1;
/**
 * Bounds are taken from many more places: in a file that goes through all visits several times, a window shows neighbours only, and parts
 * between bounds that come from a few places are of any size.
 */
const PLACES = 16_384;
const ROWS_A_PLACE = 8;
const LEAST_PLACE_BYTES = 256;

interface Sighting {
  readonly visit: string;
  /** Place in the file, in characters from its beginning, roughly. */
  readonly at: number;
}

/** `visitOf` gives the id of a row's visit. A file of a batch or less is not looked at: null. */
export function sampleOrder(plan: FilePlan, visitOf: Reader<string>, batchRows = BATCH_ROWS, sample = SAMPLE): VisitOrder | null {
  const size = statSync(plan.file).size;
  const bytes = Math.min(size, sample.mostBytes, Math.max(sample.leastBytes, size * sample.share));
  if (bytes * 2 > size) return null;
  const windows = [...sightings(plan, visitOf, size, sample.windows, Math.floor(bytes / sample.windows))];
  const seen = windows.reduce((sum, window) => sum + window.sightings.length, 0);
  if (seen === 0) return null;
  const characters = windows.reduce((sum, window) => sum + window.characters, 0);
  const rowLength = characters / seen;
  const placeBytes = Math.max(LEAST_PLACE_BYTES, Math.ceil(rowLength * ROWS_A_PLACE));
  const places = Math.min(PLACES, Math.max(sample.windows, Math.floor(bytes / placeBytes)));
  return {
    apart:
      timesApart(
        windows.map((window) => window.sightings),
        rowLength * batchRows,
        characters / size,
      ) / seen,
    rows: size / rowLength,
    bounds(parts) {
      const seenThere = [...sightings(plan, visitOf, size, places, placeBytes)].flatMap((place) => place.sightings);
      return quantiles(
        seenThere.map(({ visit }) => visit),
        parts,
      );
    },
  };
}

/** How often two sightings that follow each other in a visit are in different batches, those expected between the windows included. */
function timesApart(windows: readonly (readonly Sighting[])[], batchLength: number, share: number): number {
  const before = new Map<string, number>();
  let times = 0;
  for (const window of windows) {
    const here = new Map<string, number>();
    for (const { visit, at } of window) {
      const near = here.get(visit);
      const far = before.get(visit);
      if (near !== undefined) times += Math.min(1, (at - near) / batchLength);
      else if (far !== undefined) times += Math.min(1, (at - far) / batchLength) / share;
      here.set(visit, at);
    }
    for (const [visit, at] of here) before.set(visit, at);
  }
  return times;
}

function quantiles(ids: readonly string[], parts: number): string[] {
  const sorted = ids.toSorted();
  const bounds = new Set<string>();
  for (let i = 1; i < parts; i += 1) bounds.add(sorted[Math.floor((i * sorted.length) / parts)] ?? "");
  return [...bounds];
}

function* sightings(
  plan: FilePlan,
  visitOf: Reader<string>,
  size: number,
  windows: number,
  bytes: number,
): Generator<{ sightings: Sighting[]; characters: number }> {
  const random = seededRandom(SEED);
  const file = openSync(plan.file, "r");
  try {
    const buffer = Buffer.alloc(bytes);
    const stratum = size / windows;
    for (let i = 0; i < windows; i += 1) {
      // A random place in each stratum, on an even byte for the encodings of two.
      const offset = 2 * Math.floor((stratum * i + (random() / 2 ** 32) * Math.max(0, stratum - bytes)) / 2);
      const read = readSync(file, buffer, 0, bytes, offset);
      yield windowOf(plan, visitOf, iconv.decode(buffer.subarray(0, read), plan.encoding), offset);
    }
  } finally {
    closeSync(file);
  }
}

/** What begins in the middle of a quoted cell reads as nonsense until that ends: it only makes the sample smaller. */
function windowOf(plan: FilePlan, visitOf: Reader<string>, text: string, offset: number): { sightings: Sighting[]; characters: number } {
  const found: Sighting[] = [];
  let at = text.indexOf("\n") + 1;
  const begin = at;
  const reader = recordReader(plan.delimiter, (cells, _, fault, characters) => {
    at += characters;
    if (fault !== null || cells.length !== plan.header.names.length) return;
    plan.faults.clear();
    const visit = visitOf(cells);
    if (visit !== null) found.push({ visit, at: offset + at });
  });
  try {
    reader.push(text.slice(at));
  } catch (error) {
    if (!(error instanceof RecordTooLong)) throw error;
  }
  return { sightings: found, characters: at - begin };
}
