/** The first record of a file: which character delimits it, and what its columns are called. */
import { recordReader } from "./records.ts";

export const DELIMITERS = [",", ";", "\t"] as const;

export interface Header {
  /** A name a column: its own, or `#1`, `#2` … by position where it is empty or doubled. */
  readonly names: readonly string[];
  /** Texts that stand over more than one column. */
  readonly doubled: ReadonlySet<string>;
}

export function nameColumns(cells: readonly string[]): Header {
  const count = new Map<string, number>();
  for (const cell of cells) count.set(cell, (count.get(cell) ?? 0) + 1);
  return {
    names: cells.map((cell, i) => (cell === "" || (count.get(cell) ?? 0) > 1 ? `#${i + 1}` : cell)),
    doubled: new Set([...count].filter(([cell, times]) => cell !== "" && times > 1).map(([cell]) => cell)),
  };
}

/** The delimiter of the file's beginning: the one that yields most of the wanted columns, then most columns; a comma if none does. */
export function detectDelimiter(beginning: string, wanted: readonly string[]): string {
  let best: string = DELIMITERS[0];
  let bestScore = [-1, -1];
  for (const delimiter of DELIMITERS) {
    const names = nameColumns(firstRecord(beginning, delimiter)).names;
    const found = wanted.filter((name) => names.includes(name)).length;
    if (found > (bestScore[0] ?? 0) || (found === bestScore[0] && names.length > (bestScore[1] ?? 0))) {
      best = delimiter;
      bestScore = [found, names.length];
    }
  }
  return best;
}

function firstRecord(text: string, delimiter: string): string[] {
  let first: string[] | null = null;
  const reader = recordReader(
    delimiter,
    (cells) => {
      first ??= cells;
    },
    Number.POSITIVE_INFINITY,
  );
  reader.push(text);
  reader.end();
  return first ?? [];
}
