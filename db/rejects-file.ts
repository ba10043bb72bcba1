/** The file of rejected rows beside the store, each whole behind its line and reason: it always matches the rows that are committed. */
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reject } from "#domain/checked-row.ts";
import type { ImportRun } from "./import-runs.ts";

export class RejectsFile {
  readonly #target: string;
  readonly #header: string;
  #file: number | null = null;
  bytes: number;

  private constructor(target: string, bytes: number, columns: readonly string[]) {
    this.#target = target;
    this.#header = csvLine(["line", "column", "value", "reason", ...columns]);
    this.bytes = bytes;
  }

  /** Opens the file of a run; what an interrupted process wrote beyond its last commit is cut off. Made only when a row is rejected. */
  static open(storePath: string, run: ImportRun, columns: readonly string[]): RejectsFile {
    const rejects = new RejectsFile(rejectsPath(storePath, run.id), run.rejectsBytes, columns);
    if (existsSync(rejects.#target)) ftruncateSync(rejects.#handle(), run.rejectsBytes);
    return rejects;
  }

  /** null while no row was rejected. */
  get path(): string | null {
    return this.bytes > 0 ? this.#target : null;
  }

  append(rejects: readonly Reject[]): void {
    if (rejects.length === 0) return;
    const lines = rejects
      .map(({ line, column, value, reason, cells }) => csvLine([String(line), column, value, reason, ...(cells ?? [])]))
      .join("");
    const bytes = Buffer.from(this.bytes === 0 ? this.#header + lines : lines);
    writeSync(this.#handle(), bytes, 0, bytes.length, this.bytes);
    this.bytes += bytes.length;
  }

  /** Nothing is to be left of it. */
  remove(): void {
    this.close();
    rmSync(this.#target, { force: true });
    this.bytes = 0;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  #handle(): number {
    if (this.#file === null) {
      mkdirSync(dirname(this.#target), { recursive: true });
      this.#file = openSync(this.#target, existsSync(this.#target) ? "r+" : "w+", 0o600);
    }
    return this.#file;
  }
}

function rejectsPath(storePath: string, importId: number): string {
  return join(dirname(storePath), "rejects", `import-${importId}.csv`);
}

/** Removes an import's file of rejected rows, if there is one. */
export function removeRejects(storePath: string, importId: number): void {
  rmSync(rejectsPath(storePath, importId), { force: true });
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(quote).join(",")}\n`;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
