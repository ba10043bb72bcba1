/**
 * Calendar days as integers: the number of days since 1970-01-01 in the proleptic Gregorian calendar. Knows no time zone; those are in
 * calendar.ts. Safe for the browser.
 */
import type { DayText } from "./filter.ts";

export const DAY_MS = 86_400_000;

export interface CivilDay {
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31 */
  readonly day: number;
}

/**
 * The day number of a civil date; month and day must be in range.
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date of a day number. Source: as above, civil_from_days. */
export function civilFromDay(dayNumber: number): CivilDay {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** 28..31; month 1..12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `YYYY-MM-DD` (years 0001 to 9999) to its day number; null if it is not a day of the calendar. */
export function parseDay(text: string): number | null {
  const match = DAY_PATTERN.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayFromCivil(year, month, day);
}

/** The day number of a checked `YYYY-MM-DD`. Throws a RangeError on anything else: check outside text with `parseDay`. */
export function dayNumber(text: DayText): number {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`Not a day: ${text}`);
  return day;
}

/** A day number as `YYYY-MM-DD`. */
export function dayText(day: number): DayText {
  const civil = civilFromDay(day);
  return `${String(civil.year).padStart(4, "0")}-${String(civil.month).padStart(2, "0")}-${String(civil.day).padStart(2, "0")}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: number): number {
  return mod(day + 3, 7) + 1;
}

/** A day's month as `year * 12 + month0`. */
export function monthOf(day: number): number {
  const civil = civilFromDay(day);
  return civil.year * 12 + civil.month - 1;
}

/** The first day of a month `year * 12 + month0`. */
export function monthStart(month: number): number {
  const month0 = mod(month, 12);
  return dayFromCivil((month - month0) / 12, month0 + 1, 1);
}

/** The same day of the month, `months` later; the last day of the month where it has no such day. */
export function addMonths(day: number, months: number): number {
  const civil = civilFromDay(day);
  const month = civil.year * 12 + civil.month - 1 + months;
  const first = monthStart(month);
  return Math.min(first + civil.day - 1, monthStart(month + 1) - 1);
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
