/** From a source of the mapping to a function over a row's cells: columns become places, texts are read once and remembered. */
import type { When } from "#domain/checked-row.ts";
import type { Moment } from "#domain/journey.ts";
import { isKey, LONGEST_KEY } from "#domain/journey-file.ts";
import { nearestAnswer, parseAnswer, parseDecimal, scaleText } from "#domain/scale.ts";
import type { DateReader } from "./date-format.ts";
import type { Source } from "./mapping.ts";
import { remembered } from "./remembered.ts";

export type Cells = readonly string[];
/** null: nothing given. Texts at fault are noted in the row's faults and read as null. */
export type Reader<T> = (cells: Cells) => T | null;

/** The first thing wrong with a row. */
export class RowFaults {
  column = "";
  value = "";
  /** Empty while nothing is wrong. */
  reason = "";

  note(column: string, value: string, reason: string): void {
    if (this.reason !== "") return;
    this.column = column;
    this.value = shortened(value);
    this.reason = value.length > LONGEST_VALUE ? reason.split(value).join(this.value) : reason;
  }

  clear(): void {
    this.reason = "";
  }
}

const LONGEST_VALUE = 200;

/** The row itself has the whole cell. */
function shortened(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

/** Where a column stands in a row; throws for a column that the file does not have. */
export type PlaceOf = (column: string) => number;

/** What a text means, or why it means nothing. */
type Meaning<T> = { readonly value: T | null; readonly reason: string };

function means<T>(value: T | null): Meaning<T> {
  return { value, reason: "" };
}

/** Text that stays text. An empty cell, or one in the source's `blank`, gives nothing unless `values` has an entry for the empty text. */
export function textReader(source: Source, placeOf: PlaceOf): Reader<string> {
  if (source.kind === "fixed") return () => source.value;
  const place = placeOf(source.column);
  if (source.values === null && source.blank.length === 0) return (cells) => cells[place] || null;
  const translate = remembered((text) => translated(source, text));
  return (cells) => translate(cells[place] ?? "");
}

/** A value that has to be read: `parse` is asked once per text, with the text as translated. */
export function valueReader<T>(source: Source, placeOf: PlaceOf, faults: RowFaults, parse: (text: string) => Meaning<T>): Reader<T> {
  if (source.kind === "fixed") {
    const { value, reason } = parse(source.value);
    return () => {
      if (reason !== "") faults.note("", source.value, reason);
      return value;
    };
  }
  const { column } = source;
  const place = placeOf(column);
  const read = remembered((raw) => {
    const text = translated(source, raw);
    return text === null ? means<T>(null) : parse(text);
  });
  return (cells) => {
    const text = cells[place] ?? "";
    const meaning = read(text);
    if (meaning.reason !== "") faults.note(column, text, meaning.reason);
    return meaning.value;
  };
}

/** What a cell says after `blank` and `values`; null: nothing. */
function translated(source: Extract<Source, { kind: "column" }>, text: string): string | null {
  if (source.blank.includes(text)) return null;
  const { values } = source;
  if (values === null) return text === "" ? null : text;
  const found = values.get(text) ?? (text === "" ? undefined : values.get("*")) ?? text;
  return found === "" ? null : found;
}

/** A key of a channel, segment or team. */
export function keyReader(source: Source, placeOf: PlaceOf, faults: RowFaults): Reader<string> {
  return valueReader(source, placeOf, faults, (text) =>
    isKey(text) ? means(text) : { value: null, reason: `A key has at most ${LONGEST_KEY} characters; this one has ${[...text].length}.` },
  );
}

/** A date. Times differ in most rows, so the date reader itself decides what is worth remembering. */
export function dateCellReader(source: Source, placeOf: PlaceOf, faults: RowFaults, read: DateReader, expected: string): Reader<When> {
  const text = textReader(source, placeOf);
  const column = source.kind === "column" ? source.column : "";
  return (cells) => {
    const found = text(cells);
    if (found === null) return null;
    const when = read(found);
    if (when === null) faults.note(column, found, `"${found}" is not a date: expected ${expected}.`);
    return when;
  };
}

export function weightReader(source: Source, placeOf: PlaceOf, faults: RowFaults): Reader<number> {
  return valueReader(source, placeOf, faults, (text) => {
    const weight = parseDecimal(text);
    return weight !== null && weight > 0
      ? means(weight)
      : { value: null, reason: `"${text}" is not a weight: it must be a number above 0.` };
  });
}

export function secondsReader(source: Source, placeOf: PlaceOf, faults: RowFaults): Reader<number> {
  return valueReader(source, placeOf, faults, (text) => {
    const seconds = parseDecimal(text);
    const whole = seconds !== null && Number.isSafeInteger(seconds) && seconds >= 0;
    return whole ? means(seconds) : { value: null, reason: `"${text}" is not a number of seconds: it must be whole and not negative.` };
  });
}

/** One of a closed list of texts. */
export function choiceReader<T extends string>(source: Source, placeOf: PlaceOf, faults: RowFaults, choices: readonly T[]): Reader<T> {
  return valueReader(source, placeOf, faults, (text) => {
    const choice = choices.find((one) => one === text);
    return choice === undefined ? { value: null, reason: `"${text}" is not one of ${choices.join(", ")}.` } : means(choice);
  });
}

/** What a rating's cell says besides an answer's index. */
export const SAYS_NOTHING = -1;
export const NOT_MET = -2;
const AT_FAULT = -3;

/** An answer's index (0 = the scale's minimum), or one of the codes above; blanks and not-met codes are the source's own and the file's. */
export function ratingReader(
  source: Source,
  moment: Moment,
  placeOf: PlaceOf,
  faults: RowFaults,
  blank: readonly string[],
  notMet: readonly string[],
): (cells: Cells) => number {
  if (source.kind === "fixed") {
    const answer = parseAnswer(source.value, moment.scale);
    return () => {
      if (answer === null) faults.note("", source.value, notAnAnswer(source.value, moment));
      return answer ?? AT_FAULT;
    };
  }
  const { column, from } = source;
  const place = placeOf(column);
  const blanks = new Set([...blank, ...source.blank]);
  const notMets = new Set([...notMet, ...source.notMet]);
  const read = remembered((raw): number => {
    if (notMets.has(raw)) return NOT_MET;
    if (blanks.has(raw)) return SAYS_NOTHING;
    const text = translated(source, raw);
    if (text === null) return SAYS_NOTHING;
    return (from === null ? parseAnswer(text, moment.scale) : nearest(text, from, moment)) ?? AT_FAULT;
  });
  return (cells) => {
    const text = cells[place] ?? "";
    const answer = read(text);
    if (answer === AT_FAULT) faults.note(column, text, notAnAnswer(text, moment, from));
    return answer;
  };
}

function nearest(text: string, from: readonly [number, number], moment: Moment): number | null {
  const value = parseDecimal(text);
  return value === null ? null : nearestAnswer(value, from, moment.scale);
}

function notAnAnswer(text: string, moment: Moment, from: readonly [number, number] | null = null): string {
  const range = from === null ? `an answer on the scale ${scaleText(moment.scale)}` : `a number from ${from[0]} to ${from[1]}`;
  return `"${text}" is not ${range} of "${moment.key}".`;
}
