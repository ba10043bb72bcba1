/** ISO 8601 dates and times as sources write them. Written for speed: an import reads one per row. */
import { dayFromCivil, daysInMonth } from "./days.ts";

export interface IsoTime {
  /** The day number of the date written. */
  readonly day: number;
  /** Milliseconds since its midnight; null where no time is written. */
  readonly timeMs: number | null;
  /** Local minus UTC in milliseconds (`Z`: 0); null where no offset is written. */
  readonly offsetMs: number | null;
}

const ZERO = 48;

/** `n` digits from `at` on as a number; -1 if one of them is none. */
function digits(text: string, at: number, n: number): number {
  let value = 0;
  for (let i = at; i < at + n; i += 1) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * `2026-05-01`, `2026-05-01T10:00`, `2026-05-01 10:00:30.123`, with or without `Z`, `+09:00`, `+0900` or `+09`. Fractions are cut to
 * milliseconds. null for anything else: nothing is guessed.
 */
export function parseIso(text: string): IsoTime | null {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 1 || text[4] !== "-" || text[7] !== "-" || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const dayNumber = dayFromCivil(year, month, day);
  if (text.length === 10) return { day: dayNumber, timeMs: null, offsetMs: null };
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if ((text[10] !== "T" && text[10] !== " ") || text[13] !== ":" || hour < 0 || hour > 23 || minute < 0 || minute > 59) return null;
  let timeMs = hour * 3_600_000 + minute * 60_000;
  let at = 16;
  if (text[at] === ":") {
    const second = digits(text, at + 1, 2);
    if (second < 0 || second > 59) return null;
    timeMs += second * 1000;
    at += 3;
    if (text[at] === "." || text[at] === ",") {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1 || end > at + 10) return null;
      timeMs += digits(`${text.slice(at + 1, end)}00`, 0, 3);
      at = end;
    }
  }
  if (at === text.length) return { day: dayNumber, timeMs, offsetMs: null };
  const offsetMs = parseOffset(text.slice(at));
  return offsetMs === null ? null : { day: dayNumber, timeMs, offsetMs };
}

/** `Z`, `+09:00`, `+0900` or `-03` in milliseconds (local minus UTC); null for anything else or beyond 18 hours. */
export function parseOffset(text: string): number | null {
  if (text === "Z") return 0;
  const sign = text[0] === "+" ? 1 : text[0] === "-" ? -1 : 0;
  const hours = digits(text, 1, 2);
  const minutes = text.length === 3 ? 0 : digits(text, text[3] === ":" ? 4 : 3, 2);
  const whole = text.length === 3 || text.length === 5 || (text.length === 6 && text[3] === ":");
  if (!whole || sign === 0 || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return null;
  return sign * (hours * 3_600_000 + minutes * 60_000);
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && digits(text, at, 1) >= 0) at += 1;
  return at;
}
