/** Runs the command line as a process of its own, for tests. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestCli {
  readonly folder: string;
  run(...args: string[]): CliResult;
  /** Runs with `--json` and reads what is printed; throws where the command failed. */
  json<T>(...args: string[]): T;
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: unknown): string;
  close(): void;
}

export function testCli(): TestCli {
  const folder = mkdtempSync(join(tmpdir(), "verdad-cli-"));
  const project = join(import.meta.dirname, "..");
  const run = (...args: string[]): CliResult => {
    const done = spawnSync(process.execPath, [join(project, "cli/main.ts"), ...args], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, DATABASE_URL: `file:${join(folder, "verdad.db")}`, VERDAD_PASSWORD: "a long enough password" },
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: done.status, stdout: done.stdout, stderr: done.stderr };
  };
  return {
    folder,
    run,
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
