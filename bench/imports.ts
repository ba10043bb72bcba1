/** Bringing the same file in: through the command line, and through SQLite's own importer into a bare table. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const PACKAGED_NODE = join(ROOT, "node_modules", ".bin", "node");
/** The Node that npm scripts run with, also where this process was started by another. */
const NODE = existsSync(PACKAGED_NODE) ? PACKAGED_NODE : process.execPath;

export interface VerdadImport {
  readonly seconds: number;
  /** Most memory held at a time. */
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

/** Imports into a new store. Throws where a command fails. */
export function importWithVerdad(files: ImportFiles): VerdadImport {
  removeStore(files.store);
  const peakFile = `${files.store}.peak`;
  runCli(files.store, ["journey", "put", files.journeyFile], {});
  const begun = performance.now();
  const output = runCli(files.store, ["import", files.csv, "--journey", files.journeyKey, "--mapping", files.mapping, "--json"], {
    VERDAD_PEAK_FILE: peakFile,
  });
  const seconds = (performance.now() - begun) / 1000;
  const peakMiB = Number(readFileSync(peakFile, "utf8")) / 1024;
  rmSync(peakFile);
  const document: unknown = JSON.parse(output);
  if (typeof document !== "object" || document === null || !("accepted" in document))
    throw new Error(`Not an import's document: ${output}`);
  return { seconds, peakMiB, bytes: statSync(files.store).size, accepted: Number(document.accepted) };
}

function runCli(store: string, args: readonly string[], env: Readonly<Record<string, string>>): string {
  const preload = join(import.meta.dirname, "peak-memory.ts");
  const child = spawnSync(NODE, ["--import", preload, join(ROOT, "cli", "main.ts"), ...args], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: `file:${store}`, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.status !== 0) throw new Error(`verdad ${args[0]} ended with ${child.status}:\n${child.stderr}`);
  return child.stdout;
}

/** Seconds that `sqlite3 .import` needs for the file into a new database with one bare table; null where there is no sqlite3. */
export function importBare(csv: string, database: string): number | null {
  removeStore(database);
  const begun = performance.now();
  const child = spawnSync("sqlite3", [database], {
    encoding: "utf8",
    input: `create table ratings (visit text, moment text, at text, rating integer, segment text, channel text, team text);\n.mode csv\n.import --skip 1 ${csv} ratings\n`,
  });
  const seconds = (performance.now() - begun) / 1000;
  removeStore(database);
  if (child.error !== undefined && "code" in child.error && child.error.code === "ENOENT") return null;
  if (child.status !== 0) throw new Error(`sqlite3 ended with ${child.status}:\n${child.stderr}`);
  return seconds;
}

/** Version of the sqlite3 program; null where there is none. */
export function bareVersion(): string | null {
  const child = spawnSync("sqlite3", ["--version"], { encoding: "utf8" });
  return child.status === 0 ? (child.stdout.split(" ")[0] ?? null) : null;
}

function removeStore(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}
