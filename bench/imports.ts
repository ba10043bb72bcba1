/** Bringing the same file in: through the command line, and through SQLite's own importer into a bare table. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { numberIn, runCli } from "./program.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "peak-memory.ts")).href;

export interface VerdadImport {
  readonly seconds: number;
  /** Most memory held at a time; with several processes the sum of each one's most, which is no less. */
  readonly peakMiB: number;
  /** The store's file, once the import has ended. */
  readonly bytes: number;
  readonly accepted: number;
}

export interface ImportFiles {
  readonly csv: string;
  readonly store: string;
  readonly journeyFile: string;
  readonly journeyKey: string;
  readonly mapping: string;
}

/** Imports into a new store. Seconds from starting the program to its end. Throws where a command fails. */
export function importWithVerdad(files: ImportFiles): VerdadImport {
  removeStore(files.store);
  const peaks = `${files.store}.peaks`;
  rmSync(peaks, { recursive: true, force: true });
  mkdirSync(peaks, { recursive: true });
  runCli(files.store, ["journey", "put", files.journeyFile]);
  settle();
  const begun = performance.now();
  const output = runCli(files.store, ["import", files.csv, "--journey", files.journeyKey, "--mapping", files.mapping, "--json"], {
    VERDAD_PEAK_FOLDER: peaks,
    NODE_OPTIONS: `--import=${PRELOAD}`,
  });
  const seconds = (performance.now() - begun) / 1000;
  const peakMiB = readdirSync(peaks).reduce((sum, file) => sum + Number(readFileSync(join(peaks, file), "utf8")) / 1024, 0);
  rmSync(peaks, { recursive: true });
  return { seconds, peakMiB, bytes: storeBytes(files.store), accepted: numberIn(output, "accepted") };
}

/** Bytes of a store, with what still waits in its log. */
function storeBytes(store: string): number {
  return ["", "-wal"].reduce((sum, suffix) => sum + (statSync(store + suffix, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Seconds that `sqlite3 .import` needs for the file into a new database with one bare table; null where there is no sqlite3. */
export function importBare(csv: string, database: string): number | null {
  removeStore(database);
  settle();
  const begun = performance.now();
  const child = spawnSync("sqlite3", [database], {
    encoding: "utf8",
    input: `create table ratings (visit text, moment text, at text, rating integer, segment text, channel text, team text);\n.mode csv\n.import --skip 1 "${csv}" ratings\n`,
  });
  const seconds = (performance.now() - begun) / 1000;
  removeStore(database);
  if (child.error !== undefined && "code" in child.error && child.error.code === "ENOENT") return null;
  if (child.status !== 0 || child.stderr !== "") throw new Error(`sqlite3 ended with ${child.status}:\n${child.stderr}`);
  return seconds;
}

/** Version of the sqlite3 program; null where there is none. */
export function bareVersion(): string | null {
  const child = spawnSync("sqlite3", ["--version"], { encoding: "utf8" });
  return child.status === 0 ? (child.stdout.split(" ")[0] ?? null) : null;
}

/** What an earlier step has left to be written to the disk is not to weigh on the next one. */
function settle(): void {
  spawnSync("sync");
}

/** Removes a database and the files beside it. */
export function removeStore(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal", ".write-lock"]) rmSync(path + suffix, { force: true });
}
