/** Runs the command line as a process of its own, for tests. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedCli {
  signal(name: NodeJS.Signals): void;
  /** What it has written to standard error so far. */
  said(): string;
  /** Resolves once `isTrue` is; rejects where the command ends before. */
  until(isTrue: () => boolean): Promise<void>;
  readonly ended: Promise<CliResult>;
}

export interface TestCli {
  readonly folder: string;
  /** Address of the folder's store. */
  readonly url: string;
  run(...args: string[]): CliResult;
  /** The same with other environment variables, or as another user. */
  runWith(options: { readonly env?: Readonly<Record<string, string>>; readonly uid?: number }, ...args: string[]): CliResult;
  /** Starts the command and kills it (SIGKILL) after some milliseconds; whether it was killed before its end. */
  kill(afterMs: number, ...args: string[]): Promise<boolean>;
  /** Starts the command and lets it run. */
  start(...args: string[]): StartedCli;
  /** Runs with `--json` and reads what is printed; throws where the command failed. */
  json<T>(...args: string[]): T;
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: unknown): string;
  close(): void;
}

export function testCli(): TestCli {
  const folder = mkdtempSync(join(tmpdir(), "verdad-cli-"));
  const project = join(import.meta.dirname, "..");
  const url = `file:${join(folder, "verdad.db")}`;
  const runWith: TestCli["runWith"] = ({ env = {}, uid }, ...args) => {
    const done = spawnSync(process.execPath, [join(project, "cli/main.ts"), ...args], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: url, VERDAD_PASSWORD: "a long enough password", ...env },
      maxBuffer: 256 * 1024 * 1024,
      ...(uid === undefined ? {} : { uid }),
    });
    return { code: done.status, stdout: done.stdout, stderr: done.stderr };
  };
  const kill: TestCli["kill"] = (afterMs, ...args) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(project, "cli/main.ts"), ...args], {
        cwd: project,
        stdio: "ignore",
        env: { ...process.env, DATABASE_URL: url },
      });
      const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
      child.on("error", reject);
      child.on("exit", (_, signal) => {
        clearTimeout(timer);
        resolve(signal === "SIGKILL");
      });
    });
  const start: TestCli["start"] = (...args) => {
    const child = spawn(process.execPath, [join(project, "cli/main.ts"), ...args], {
      cwd: project,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DATABASE_URL: url },
    });
    let stdout = "";
    let stderr = "";
    let hasEnded = false;
    child.stdout.on("data", (text) => {
      stdout += text;
    });
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    const ended = new Promise<CliResult>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        hasEnded = true;
        resolve({ code, stdout, stderr });
      });
    });
    return {
      signal: (name) => child.kill(name),
      said: () => stderr,
      until: async (isTrue) => {
        while (!isTrue()) {
          if (hasEnded) throw new Error(`verdad ${args.join(" ")} has ended: ${stderr}`);
          await sleep(10);
        }
      },
      ended,
    };
  };
  const run: TestCli["run"] = (...args) => runWith({}, ...args);
  return {
    folder,
    url,
    run,
    runWith,
    kill,
    start,
    json: <T>(...args: string[]): T => {
      const done = run(...args, "--json");
      if (done.code !== 0) throw new Error(`verdad ${args.join(" ")} ended with ${done.code}: ${done.stderr}`);
      return JSON.parse(done.stdout) as T;
    },
    write: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      return path;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
