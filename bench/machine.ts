/** What the figures were measured with. */
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { bareVersion } from "./imports.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
}

export function machine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
  };
}

/** `postgresql`: the version of the one that was asked too, if any. */
export function versions(postgresql: string | null): Record<string, string | null> {
  return {
    node: process.versions.node,
    "better-sqlite3": packageVersion("better-sqlite3"),
    duckdb: packageVersion("@duckdb/node-api"),
    sqlite3: bareVersion(),
    ...(postgresql === null ? {} : { postgresql }),
  };
}

function packageVersion(name: string): string | null {
  const file: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "..", "node_modules", name, "package.json"), "utf8"));
  return typeof file === "object" && file !== null && "version" in file ? String(file.version) : null;
}
