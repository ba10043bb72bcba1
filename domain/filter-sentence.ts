/** A filter as a sentence: "July–September 2026, app channel, business flyers". Words and names come from the caller. Safe for the browser. */
import { type CivilDay, civilFromDay, dayNumber, dayText } from "./days.ts";
import type { DayText, Filter } from "./filter.ts";
import { previousPeriod, wholeMonths, yearBefore } from "./periods.ts";

export type SentenceLocale = "en" | "ko";

/** Display names of keys; an unknown key is its own name. */
export interface FilterNames {
  moment(key: string): string;
  channel(key: string): string;
  segment(key: string): string;
  team(key: string): string;
}

/** `{names}` stands for one name or a list of them. */
export interface CountedWords {
  readonly one: string;
  readonly many: string;
}

/** The words of the sentence; `{day}`, `{period}`, `{names}` and `{when}` are filled in. */
export interface FilterWords {
  readonly allDays: string;
  /** `since {day}` */
  readonly since: string;
  /** `until {day}` */
  readonly until: string;
  readonly moments: CountedWords;
  /** `{names} channel` */
  readonly channels: CountedWords;
  readonly segments: CountedWords;
  readonly teams: CountedWords;
  /** `compared with {period}` */
  readonly compared: string;
  /** `as of {when}` */
  readonly asOf: string;
}

/** One line that says everything that a filter asks, in the order period, moments, channels, segments, teams, comparison, as-of. */
export function describeFilter(filter: Filter, names: FilterNames, words: FilterWords, locale: SentenceLocale): string {
  const parts = [periodPart(filter, words, locale)];
  const list = (counted: CountedWords, keys: readonly string[], nameOf: (key: string) => string): void => {
    if (keys.length === 0) return;
    const joined = new Intl.ListFormat(locale, { type: "conjunction" }).format(keys.map(nameOf));
    parts.push(fill(keys.length === 1 ? counted.one : counted.many, "names", joined));
  };
  list(words.moments, filter.moments, (key) => names.moment(key));
  list(words.channels, filter.channels, (key) => names.channel(key));
  list(words.segments, filter.segments, (key) => names.segment(key));
  list(words.teams, filter.teams, (key) => names.team(key));
  if (filter.compare !== null && filter.from !== null && filter.to !== null) {
    const otherOf = filter.compare === "previous" ? previousPeriod : yearBefore;
    const other = otherOf(dayNumber(filter.from), dayNumber(filter.to));
    parts.push(fill(words.compared, "period", describePeriod(dayText(other.fromDay), dayText(other.toDay), locale)));
  }
  if (filter.asOf !== null) parts.push(fill(words.asOf, "when", filter.asOf));
  return parts.join(", ");
}

function periodPart(filter: Filter, words: FilterWords, locale: SentenceLocale): string {
  const { from, to } = filter;
  if (from !== null && to !== null) return describePeriod(from, to, locale);
  if (from !== null) return fill(words.since, "day", describePeriod(from, from, locale));
  return to === null ? words.allDays : fill(words.until, "day", describePeriod(to, to, locale));
}

/** Whole years, quarters and months by name (`2026`, `July–September 2026`), other periods by their days (`3 Jul – 9 Sep 2026`). */
export function describePeriod(from: DayText, to: DayText, locale: SentenceLocale): string {
  const months = wholeMonths(dayNumber(from), dayNumber(to));
  const first = civilFromDay(dayNumber(from));
  const last = civilFromDay(dayNumber(to));
  const text = locale === "en" ? ENGLISH : KOREAN;
  if (months === null) return text.days(first, last);
  return first.month === 1 && last.month === 12 ? text.years(first.year, last.year) : text.months(first, last);
}

interface PeriodText {
  years(first: number, last: number): string;
  months(first: CivilDay, last: CivilDay): string;
  days(first: CivilDay, last: CivilDay): string;
}

const ENGLISH: PeriodText = {
  years: (first, last) => (first === last ? `${first}` : `${first}–${last}`),
  months: (first, last) => {
    if (first.year !== last.year) return `${monthName(first)} ${first.year} – ${monthName(last)} ${last.year}`;
    return first.month === last.month ? `${monthName(first)} ${first.year}` : `${monthName(first)}–${monthName(last)} ${last.year}`;
  },
  days: (first, last) => {
    const end = `${last.day} ${shortMonth(last)} ${last.year}`;
    if (first.year !== last.year) return `${first.day} ${shortMonth(first)} ${first.year} – ${end}`;
    if (first.month !== last.month) return `${first.day} ${shortMonth(first)} – ${end}`;
    return first.day === last.day ? end : `${first.day}–${end}`;
  },
};

const KOREAN: PeriodText = {
  years: (first, last) => (first === last ? `${first}년` : `${first}–${last}년`),
  months: (first, last) => {
    if (first.year !== last.year) return `${first.year}년 ${first.month}월 – ${last.year}년 ${last.month}월`;
    return first.month === last.month ? `${first.year}년 ${first.month}월` : `${first.year}년 ${first.month}–${last.month}월`;
  },
  days: (first, last) => {
    const start = `${first.year}년 ${first.month}월 ${first.day}일`;
    if (first.year !== last.year) return `${start} – ${last.year}년 ${last.month}월 ${last.day}일`;
    if (first.month !== last.month) return `${start} – ${last.month}월 ${last.day}일`;
    return first.day === last.day ? start : `${first.year}년 ${first.month}월 ${first.day}–${last.day}일`;
  },
};

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function monthName(day: CivilDay): string {
  return MONTHS[day.month - 1] ?? "";
}

function shortMonth(day: CivilDay): string {
  return monthName(day).slice(0, 3);
}

/** A function as replacement: names may hold `$`. */
function fill(pattern: string, placeholder: string, value: string): string {
  return pattern.replace(`{${placeholder}}`, () => value);
}
