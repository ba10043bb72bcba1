/** CSV as spreadsheets expect it: RFC 4180, UTF-8 with its mark (Excel reads Korean wrongly without), nothing that runs as a formula. Pure. */

export type Cell = string | number | boolean | null;
export type CsvRow = ReadonlyMap<string, Cell>;

/** What of a document becomes rows: fields of the journey as a whole, and of its moments. */
export interface Parts {
  readonly whole: Record<string, unknown>;
  readonly items: readonly { readonly moment: string; readonly fields: object }[];
}

/** Rows of named cells; the columns are all names in the order in which they first appear. A missing cell is empty. */
export function toCsv(rows: readonly CsvRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? null))];
  return `\uFEFF${lines.map((line) => `${line.map(cellText).join(",")}\r\n`).join("")}`;
}

/**
 * A number as JSON writes it, unrounded. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
 * injection"): it is shown, not run.
 */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const tame = /^[\s]*[=+\-@]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** Nested values under dotted names: `satisfaction.low`, `histogram.0`. */
export function flatten(value: unknown, name: string, into: Map<string, Cell>): void {
  if (value === undefined) return;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    into.set(name, value);
    return;
  }
  if (typeof value !== "object") throw new Error(`${name} is no value of a document`);
  for (const [key, inner] of Object.entries(value)) flatten(inner, name === "" ? key : `${name}.${key}`, into);
}
