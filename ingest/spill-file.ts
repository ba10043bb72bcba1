/**
 * Rows set aside in a file, in numbered parts, to be taken back part by part. The file has no name from the moment on that it is open, so
 * that it is gone with its process whatever happens to that: it holds customers' data.
 */
import { closeSync, openSync, readSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { RowColumns } from "#domain/row-columns.ts";

interface Chunk {
  readonly offset: number;
  readonly bytes: number;
  readonly rows: number;
  readonly characters: number;
}

export interface SpilledChunk {
  readonly columns: RowColumns;
  /** How long its rows are in the file that they come from, together. */
  readonly characters: number;
}

export class SpillFile {
  readonly #path: string;
  readonly #file: number;
  readonly #parts: Chunk[][];
  #end = 0;

  /** Makes the file anew. Throws the system's error where the folder cannot be written to. */
  constructor(path: string, parts: number) {
    this.#path = path;
    rmSync(path, { force: true });
    this.#file = openSync(path, "wx+", 0o600);
    this.#parts = Array.from({ length: parts }, () => []);
    try {
      unlinkSync(path);
    } catch {
      // Not where open files keep their names: `close` removes it there, and the next one that is made.
    }
  }

  /** Adds rows to the end of a part. */
  append(part: number, columns: RowColumns, characters: number): void {
    const bytes = serialize(columns);
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#file, bytes, written, bytes.length - written, this.#end + written);
    this.#parts[part]?.push({ offset: this.#end, bytes: bytes.length, rows: columns.rows, characters });
    this.#end += bytes.length;
  }

  /** How much a part holds. */
  size(part: number): { rows: number; characters: number } {
    const chunks = this.#parts[part] ?? [];
    return {
      rows: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
      characters: chunks.reduce((sum, chunk) => sum + chunk.characters, 0),
    };
  }

  /** A part's rows in the order in which they were added. */
  *chunks(part: number): Generator<SpilledChunk> {
    for (const chunk of this.#parts[part] ?? []) {
      const bytes = Buffer.allocUnsafe(chunk.bytes);
      let read = 0;
      while (read < bytes.length) {
        const more = readSync(this.#file, bytes, read, bytes.length - read, chunk.offset + read);
        if (more === 0) throw new Error(`${this.#path} is shorter than what was written to it.`);
        read += more;
      }
      yield { columns: deserialize(bytes) as RowColumns, characters: chunk.characters };
    }
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}
