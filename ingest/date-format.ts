/**
 * Dates of a source. Without a stated format only ISO 8601 is read; with one (Unicode tokens, as in `MM/dd/yyyy hh:mm:ss a`) only that:
 * nothing is guessed.
 */
import { DAY_MS, dayFromCivil, daysInMonth, instantOnDay } from "#domain/calendar.ts";
import type { When } from "#domain/checked-row.ts";
import { parseIso, parseOffset } from "#domain/iso-time.ts";
import { remembered } from "./remembered.ts";

/** Reads one trimmed text; null if it is no date of the format. */
export type DateReader = (text: string) => When | null;

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number | null;
  minute: number;
  second: number;
  millisecond: number;
  afternoon: boolean | null;
  offsetMs: number | null;
}

type NumberField = "year" | "month" | "day" | "hour" | "minute" | "second" | "millisecond";

interface Token {
  readonly pattern: string;
  /** Puts the matched text into the fields; false if it is out of range. */
  read(text: string, fields: Fields): boolean;
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** Digits that fill a field, times a factor (the tenths of a second as milliseconds). */
function numeric(pattern: string, field: NumberField, low: number, high: number, factor = 1): Token {
  return {
    pattern,
    read(text, fields) {
      const value = Number(text);
      fields[field] = value * factor;
      return value >= low && value <= high;
    },
  };
}

function named(length: number | null): Token {
  const names = MONTHS.map((month) => (length === null ? month : month.slice(0, length)));
  return {
    pattern: names.join("|"),
    read(text, fields) {
      fields.month = names.indexOf(text.toLowerCase()) + 1;
      return true;
    },
  };
}

const offset: Token = {
  pattern: "Z|[+-]\\d{2}(?::?\\d{2})?",
  read(text, fields) {
    fields.offsetMs = parseOffset(text);
    return fields.offsetMs !== null;
  },
};

/** The tokens by what they give: two of one kind in a format would contradict each other. */
const TOKENS: Readonly<Record<string, readonly [kind: string, token: Token]>> = {
  yyyy: ["year", numeric("\\d{4}", "year", 1, 9999)],
  MMMM: ["month", named(null)],
  MMM: ["month", named(3)],
  MM: ["month", numeric("\\d{2}", "month", 1, 12)],
  M: ["month", numeric("\\d{1,2}", "month", 1, 12)],
  dd: ["day", numeric("\\d{2}", "day", 1, 31)],
  d: ["day", numeric("\\d{1,2}", "day", 1, 31)],
  HH: ["hour", numeric("\\d{2}", "hour", 0, 23)],
  H: ["hour", numeric("\\d{1,2}", "hour", 0, 23)],
  hh: ["hour of half a day", numeric("\\d{2}", "hour", 1, 12)],
  h: ["hour of half a day", numeric("\\d{1,2}", "hour", 1, 12)],
  mm: ["minute", numeric("\\d{2}", "minute", 0, 59)],
  m: ["minute", numeric("\\d{1,2}", "minute", 0, 59)],
  ss: ["second", numeric("\\d{2}", "second", 0, 59)],
  s: ["second", numeric("\\d{1,2}", "second", 0, 59)],
  SSS: ["fraction", numeric("\\d{3}", "millisecond", 0, 999)],
  SS: ["fraction", numeric("\\d{2}", "millisecond", 0, 99, 10)],
  S: ["fraction", numeric("\\d", "millisecond", 0, 9, 100)],
  a: [
    "half of the day",
    {
      pattern: "AM|PM|오전|오후",
      read(text, fields) {
        fields.afternoon = text.toUpperCase() === "PM" || text === "오후";
        return true;
      },
    },
  ],
  X: ["offset", offset],
  XX: ["offset", offset],
  XXX: ["offset", offset],
};

const PIECES = /''|'((?:[^']|'')+)'|([A-Za-z])\2*|[^A-Za-z']/g;

/** What is wrong with a format, as an English sentence; null if nothing is. */
export function checkDateFormat(format: string): string | null {
  const parsed = readFormat(format);
  return typeof parsed === "string" ? parsed : null;
}

function readFormat(format: string): { readonly pattern: RegExp; readonly tokens: readonly Token[]; readonly hasTime: boolean } | string {
  if (format.split("'").length % 2 === 0) return `The date format "${format}" has a quote that does not end.`;
  const tokens: Token[] = [];
  const kinds = new Set<string>();
  let source = "";
  for (const match of format.matchAll(PIECES)) {
    const [piece, literal, letter] = match;
    if (letter === undefined) {
      source += escapeText(piece === "''" ? "'" : (literal?.replaceAll("''", "'") ?? piece));
      continue;
    }
    const known = Object.hasOwn(TOKENS, piece) ? TOKENS[piece] : undefined;
    if (known === undefined) return `The date format "${format}" has "${piece}", which is none of ${Object.keys(TOKENS).join(", ")}.`;
    const [kind, token] = known;
    if (kinds.has(kind)) return `The date format "${format}" gives the ${kind} twice.`;
    kinds.add(kind);
    tokens.push(token);
    source += `(${token.pattern})`;
  }
  if (!kinds.has("year") || !kinds.has("month") || !kinds.has("day"))
    return `The date format "${format}" needs a year (yyyy), a month and a day.`;
  if (kinds.has("hour of half a day") !== kinds.has("half of the day")) {
    return `The date format "${format}" needs both the hour of half a day (hh) and the half (a), or HH.`;
  }
  const hasTime = kinds.has("hour") || kinds.has("hour of half a day");
  if (!hasTime && ["minute", "second", "fraction", "offset"].some((kind) => kinds.has(kind))) {
    return `The date format "${format}" has parts of a time and no hour.`;
  }
  return { pattern: new RegExp(`^${source}$`, "i"), tokens, hasTime };
}

function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function formatReader(format: string, zone: string): DateReader {
  const parsed = readFormat(format);
  if (typeof parsed === "string") throw new RangeError(parsed);
  const { pattern, tokens, hasTime } = parsed;
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return null;
    const fields: Fields = { year: 0, month: 0, day: 0, hour: null, minute: 0, second: 0, millisecond: 0, afternoon: null, offsetMs: null };
    for (let i = 0; i < tokens.length; i += 1) {
      if (tokens[i]?.read(match[i + 1] ?? "", fields) !== true) return null;
    }
    if (fields.day > daysInMonth(fields.year, fields.month)) return null;
    const day = dayFromCivil(fields.year, fields.month, fields.day);
    if (!hasTime) return { at: day * DAY_MS, dateOnly: true };
    let hour = fields.hour ?? 0;
    if (fields.afternoon !== null) hour = (hour % 12) + (fields.afternoon ? 12 : 0);
    const timeMs = hour * 3_600_000 + fields.minute * 60_000 + fields.second * 1000 + fields.millisecond;
    return { at: instant(zone, day, timeMs, fields.offsetMs), dateOnly: false };
  };
}

function isoReader(zone: string): DateReader {
  return (text) => {
    const time = parseIso(text);
    if (time === null) return null;
    if (time.timeMs === null) return { at: time.day * DAY_MS, dateOnly: true };
    return { at: instant(zone, time.day, time.timeMs, time.offsetMs), dateOnly: false };
  };
}

function instant(zone: string, day: number, timeMs: number, offsetMs: number | null): number {
  return offsetMs === null ? instantOnDay(zone, day, timeMs) : day * DAY_MS + timeMs - offsetMs;
}

/**
 * Reads dates in the stated formats, the first that fits, or in ISO 8601 where none is stated. A value without a time is a calendar day;
 * a local time without an offset is taken in `zone`. Formats must have passed `checkDateFormat`.
 */
export function dateReader(formats: readonly string[], zone: string): DateReader {
  if (formats.length === 0) return isoReader(zone);
  const readers = formats.map((format) => formatReader(format, zone));
  return remembered((text) => {
    for (const reader of readers) {
      const when = reader(text);
      if (when !== null) return when;
    }
    return null;
  });
}
