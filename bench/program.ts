/** Runs the command line as an operator does: another process, from the sources. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");
const PACKAGED_NODE = join(ROOT, "node_modules", ".bin", "node");
/** The Node that npm scripts run with, also where this process was started by another. */
export const NODE = existsSync(PACKAGED_NODE) ? PACKAGED_NODE : process.execPath;

const MAIN = join(ROOT, "cli", "main.ts");

/** What a command printed. Throws where its exit code is none of `expected`. */
export function runCli(
  store: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  expected: readonly number[] = [0],
): string {
  const child = spawnSync(NODE, [MAIN, ...args], {
    encoding: "utf8",
    env: environment(store, env),
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  });
  if (child.status === null || !expected.includes(child.status))
    throw new Error(`verdad ${args[0]} ended with ${child.status ?? child.signal}:\n${child.stderr}`);
  return child.stdout;
}

/** Starts a command and lets it run. */
export function startCli(store: string, args: readonly string[]): ChildProcess {
  return spawn(NODE, [MAIN, ...args], { env: environment(store, {}), stdio: "ignore" });
}

/** The secret comes from the file beside the store, whatever the caller's environment says. */
export function environment(store: string, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: `file:${store}`, VERDAD_SECRET: "", ...env };
}

/** A number in the JSON document that a command printed. */
export function numberIn(output: string, name: string): number {
  const document: unknown = JSON.parse(output);
  const value = typeof document === "object" && document !== null ? Object.entries(document).find(([key]) => key === name)?.[1] : undefined;
  if (typeof value !== "number") throw new Error(`No number "${name}" in ${output}`);
  return value;
}
