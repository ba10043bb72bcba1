/** Columns of a file that say which factors were mentioned: several a question, each with one code, or several in one cell. */
import { z } from "zod";
import { LONGEST_FACTOR_TEXT } from "#domain/factor.ts";
import { isKey } from "#domain/journey-file.ts";
import type { Cells, PlaceOf, RowFaults } from "./cells.ts";
import { sentenceOf } from "./issue-sentence.ts";
import { maskPersonalData } from "./mask-personal-data.ts";
import { remembered } from "./remembered.ts";

export interface FactorSource {
  readonly column: string;
  /** Text of a cell (or of one of its parts) to a factor's key or text; `*`: any other text; an empty meaning says nothing. */
  readonly values: ReadonlyMap<string, string> | null;
  readonly blank: readonly string[];
  /** What stands between the factors of one cell; null: a cell is one factor. */
  readonly separator: string | null;
}

const columnName = z.string().trim().min(1, { error: "The column's name is empty." });
const meaning = z
  .string()
  .trim()
  .refine(isFactorText, { error: `A factor has at most ${LONGEST_FACTOR_TEXT} characters.` });
const columns = z
  .strictObject({
    column: columnName.optional(),
    columns: z.array(columnName).min(1, { error: "There is no column in the list." }).optional(),
    values: z.record(z.string(), meaning).optional(),
    blank: z.array(z.string().trim()).default([]),
    separator: z.string().min(1, { error: "The separator is empty." }).optional(),
  })
  .refine((raw) => (raw.column === undefined) !== (raw.columns === undefined), { error: 'Name either one "column" or several "columns".' });
const SOURCE_ERROR = 'Factors come from "Column", { "column": "C", "values": { … } } or { "columns": ["C1", "C2"], … }.';

/** A source, or a list of them. Each is read by itself, so that a slip is named with its own place and sentence. */
export const factorList = z
  .unknown()
  .optional()
  .transform((raw, context): FactorSource[] => {
    if (raw === undefined || raw === null) return [];
    const isList = Array.isArray(raw);
    return (isList ? raw : [raw]).flatMap((one: unknown, i) => {
      const parsed = columns.safeParse(typeof one === "string" ? { column: one } : one);
      if (parsed.success) return toSources(parsed.data);
      for (const issue of parsed.error.issues) {
        const message = issue.code === "invalid_type" && issue.path.length === 0 ? SOURCE_ERROR : sentenceOf(issue);
        context.addIssue({ code: "custom", message, path: [...(isList ? [i] : []), ...(typeof one === "string" ? [] : issue.path)] });
      }
      return [];
    });
  });

function toSources({ column, columns: list = [], values, blank, separator }: z.infer<typeof columns>): FactorSource[] {
  const meanings = values === undefined ? null : new Map(Object.entries(values).map(([from, to]) => [from.trim(), to]));
  return [...(column === undefined ? [] : [column]), ...list].map((name) => ({
    column: name,
    values: meanings,
    blank,
    separator: separator ?? null,
  }));
}

/** The same by moment. */
export const factorsByMoment = z
  .record(z.string().refine(isKey, { error: "A key has 1 to 100 characters." }), factorList)
  .nullish()
  .transform((value) => Object.entries(value ?? {}));

function isFactorText(text: string): boolean {
  return text.length <= LONGEST_FACTOR_TEXT || [...text].length <= LONGEST_FACTOR_TEXT;
}

/** What a row mentions, each text once, in the order of the columns. */
export type ReadFactors = (cells: Cells) => readonly string[];

const NOTHING: readonly string[] = [];

interface FactorOptions {
  /** The file's own codes that say nothing. */
  readonly blank: readonly string[];
  readonly maskPersonalData: boolean;
}

/** A text that is too long for a factor is noted in the row's faults. */
export function factorReader(sources: readonly FactorSource[], options: FactorOptions, placeOf: PlaceOf, faults: RowFaults): ReadFactors {
  if (sources.length === 0) return () => NOTHING;
  const readers = sources.map((source) => {
    const meanings = remembered((cell) => meaningsOf(cell, source, options));
    return { place: placeOf(source.column), column: source.column, meanings };
  });
  return (cells) => {
    let found = NOTHING;
    for (const { place, column, meanings } of readers) {
      const cell = cells[place] ?? "";
      if (cell === "") continue;
      for (const text of meanings(cell)) {
        if (!isFactorText(text)) faults.note(column, cell, tooLong(text));
        if (!found.includes(text)) found = [...found, text];
      }
    }
    return found;
  };
}

function meaningsOf(cell: string, source: FactorSource, options: FactorOptions): readonly string[] {
  const parts = source.separator === null ? [cell] : cell.split(source.separator).map((part) => part.trim());
  return parts.flatMap((part) => {
    if (part === "" || source.blank.includes(part) || options.blank.includes(part)) return [];
    const listed = source.values?.get(part) ?? source.values?.get("*");
    if (listed !== undefined) return listed === "" ? [] : [listed];
    // Words of the file itself: an open answer may hold anything, and a chart is read by more people than comments are.
    const own = part.normalize("NFC");
    return [options.maskPersonalData ? maskPersonalData(own) : own];
  });
}

function tooLong(text: string): string {
  return `A factor has at most ${LONGEST_FACTOR_TEXT} characters; this one has ${[...text].length}.`;
}
