/**
 * The only place where a number or a day becomes text, and so the only place that rounds.
 *
 * - A share is whole per cents in a sentence. Where it stands as a figure (formatShare) it has one decimal once the half-width of
 *   its 95 % interval is under 1 point: more digits than the interval supports say nothing. Value and limits have the same decimals.
 * - Limits are rounded outwards: an interval on the screen is never narrower than the one computed.
 * - A share that is not exactly 0 or 1 is never shown as 0 % or 100 %, but as "<1%" or ">99%".
 * - Differences are percentage points with one decimal and a sign; a true minus sign stands for below zero.
 * - Missing is an em dash; the reason is a key of the message namespace `common.reasons`.
 */
import type { DayText } from "#domain/filter.ts";
import { describePeriod } from "#domain/filter-sentence.ts";
import { isKnown, type Reason, type Share } from "#domain/share.ts";

export const LOCALES = ["en", "ko"] as const;
export type Locale = (typeof LOCALES)[number];

/** What stands where a figure is missing. */
export const NOTHING = "—";

/** How much a share's n can carry: under 5 nothing is drawn, 5 to 29 is drawn weak, without arrow or rank. */
export type Evidence = "none" | "hidden" | "weak" | "full";

/** A locale of the product from any text; English where it is none. */
export function toLocale(text: string): Locale {
  return LOCALES.find((locale) => locale === text) ?? "en";
}

export function evidenceOf(n: number): Evidence {
  if (n <= 0) return "none";
  if (n < 5) return "hidden";
  return n < 30 ? "weak" : "full";
}

/** The key of a reason's words in the message namespace `common`. */
export function reasonKey(reason: Reason): `reasons.${Reason}` {
  return `reasons.${reason}`;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, made);
  return made;
}

/** A true minus sign, which is as wide as a plus. */
function typographic(text: string): string {
  return text.replaceAll("-", "\u2212");
}

/** 1 where the interval's half-width is under one percentage point, else 0. */
export function shareDigits(share: { readonly low: number | null; readonly high: number | null }): 0 | 1 {
  return share.low !== null && share.high !== null && (share.high - share.low) / 2 < 0.01 ? 1 : 0;
}

/** A proportion (0..1) as "67%"; "<1%" and ">99%" next to the ends; null: an em dash. */
export function formatPercent(value: number | null, locale: Locale, digits: 0 | 1 = 0): string {
  if (value === null) return NOTHING;
  const format = numberFormat(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });
  const smallest = digits === 1 ? 0.001 : 0.01;
  if (value > 0 && value < smallest / 2) return `<${format.format(smallest)}`;
  if (value < 1 && value >= 1 - smallest / 2) return `>${format.format(1 - smallest)}`;
  return typographic(format.format(value));
}

/**
 * Limits, rounded outwards. Of a proportion: "64–70%"; of a difference: "−1.2 to +3.4 pts", "−1.2~+3.4%p". null: an em dash.
 * `digits` is for proportions; differences always have one decimal.
 */
export function formatInterval(
  low: number | null,
  high: number | null,
  locale: Locale,
  kind: "share" | "difference" = "share",
  digits: 0 | 1 = 0,
): string {
  if (low === null || high === null) return NOTHING;
  const [from, to] = outwards(low, high, kind === "difference" || digits === 1 ? 1000 : 100);
  if (kind === "difference") {
    return `${signedTenths(from * 100, locale)}${locale === "ko" ? "~" : " to "}${signedTenths(to * 100, locale)}${POINTS[locale]}`;
  }
  const number = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${number.format(from * 100)}–${number.format(to * 100)}%`;
}

/** Forgives the last bits of a binary fraction, so that 0.07 * 100 is 7 and not 7.000000000000001. */
function outwards(low: number, high: number, steps: number): [number, number] {
  return [Math.floor(low * steps + 1e-9) / steps, Math.ceil(high * steps - 1e-9) / steps];
}

export interface ShareWords {
  /** "67%", "<10%" or an em dash. */
  readonly value: string;
  /** "64–70%"; null where there is none. */
  readonly interval: string | null;
  /** "1,234". */
  readonly n: string;
  readonly evidence: Evidence;
  /** Why the value is missing or hidden; null where it is shown. */
  readonly reason: Reason | null;
}

/** All that is written of one share. Under n = 5 the value is hidden with the reason "too-few". */
export function formatShare(share: Share, locale: Locale): ShareWords {
  const n = formatCount(share.n, locale);
  const evidence = evidenceOf(share.n);
  if (!isKnown(share)) {
    if (share.reason === "below-10-percent") return { value: "<10%", interval: null, n, evidence, reason: share.reason };
    if (share.reason === "above-90-percent") return { value: ">90%", interval: null, n, evidence, reason: share.reason };
    return { value: NOTHING, interval: null, n, evidence: share.reason === "too-few" ? "hidden" : "none", reason: share.reason };
  }
  if (evidence === "hidden" || evidence === "none") return { value: NOTHING, interval: null, n, evidence, reason: "too-few" };
  const digits = shareDigits(share);
  return {
    value: formatPercent(share.value, locale, digits),
    interval: formatInterval(share.low, share.high, locale, "share", digits),
    n,
    evidence,
    reason: null,
  };
}

/** A whole number with group separators: "1,234"; what rounds to zero has no sign. */
export function formatCount(count: number | null, locale: Locale): string {
  return count === null ? NOTHING : typographic(numberFormat(locale, { maximumFractionDigits: 0, signDisplay: "negative" }).format(count));
}

/** A count for an axis: "12K", "1.2만". */
export function formatCountShort(count: number, locale: Locale): string {
  return numberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(count);
}

/** A plain number, as a mean on its own scale, with the decimals told (default 2). */
export function formatNumber(value: number | null, locale: Locale, digits = 2): string {
  if (value === null) return NOTHING;
  return typographic(numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));
}

/** A mean with its standard error: "3.92 ± 0.04"; without one the mean alone. */
export function formatMean(mean: number | null, standardError: number | null, locale: Locale): string {
  if (mean === null) return NOTHING;
  return standardError === null ? formatNumber(mean, locale) : `${formatNumber(mean, locale)} ± ${formatNumber(standardError, locale)}`;
}

const POINTS: Record<Locale, string> = { en: " pts", ko: "%p" };

/** A signed number of tenths; what rounds to zero has no sign. */
function signedTenths(value: number, locale: Locale): string {
  const format = numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });
  return typographic(format.format(value));
}

/** A difference of two proportions in percentage points: "+3.2 pts", "−0.4%p"; a `size` has no sign: "0.4 pts"; null: an em dash. */
export function formatDifference(difference: number | null, locale: Locale, kind: "signed" | "size" = "signed"): string {
  if (difference === null) return NOTHING;
  const points = kind === "size" ? formatNumber(Math.abs(difference) * 100, locale, 1) : signedTenths(difference * 100, locale);
  return `${points}${POINTS[locale]}`;
}

/** A difference on a scale of its own: "+0.12", "−0.09"; null: an em dash. */
export function formatSigned(value: number | null, locale: Locale, digits = 2): string {
  const options: Intl.NumberFormatOptions = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero" };
  return value === null ? NOTHING : typographic(numberFormat(locale, options).format(value));
}

/** Limits of such a difference, rounded outwards: "−0.16 to −0.02", "−0.16~−0.02"; null: an em dash. */
export function formatSignedInterval(low: number | null, high: number | null, locale: Locale, digits = 2): string {
  if (low === null || high === null) return NOTHING;
  const [from, to] = outwards(low, high, 10 ** digits);
  return `${formatSigned(from, locale, digits)}${locale === "ko" ? "~" : " to "}${formatSigned(to, locale, digits)}`;
}

/** Net promoter score, -100..100: "+32"; null: an em dash. */
export function formatNps(nps: number | null, locale: Locale): string {
  return nps === null ? NOTHING : typographic(numberFormat(locale, { maximumFractionDigits: 0, signDisplay: "exceptZero" }).format(nps));
}

/** A length of the form `7d` or `36h`, or seconds, in words: "7 days", "36시간". A text of another form stays as it is. */
export function formatDuration(length: string | number, locale: Locale): string {
  const unit = (count: number, name: "day" | "hour" | "second"): string =>
    numberFormat(locale, { style: "unit", unit: name, unitDisplay: "long" }).format(count);
  if (typeof length === "number") return unit(length, "second");
  const found = /^(\d+)([dh])$/.exec(length);
  return found ? unit(Number(found[1]), found[2] === "d" ? "day" : "hour") : length;
}

const MONTH = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short" });

/** "1 Jul 2026", "2026년 7월 1일"; null: an em dash. */
export function formatDay(day: DayText | null, locale: Locale): string {
  return day === null ? NOTHING : describePeriod(day, day, locale);
}

/** A day on an axis, without its year: "1 Jul", "7월 1일". */
export function formatDayShort(day: DayText, locale: Locale): string {
  const [, month, date] = day.split("-").map(Number);
  return locale === "ko" ? `${month}월 ${date}일` : `${date} ${MONTH.format(new Date(`${day}T00:00:00Z`))}`;
}

/** A month on an axis, from any day of it: "Jul 2026", "2026년 7월". */
export function formatMonth(day: DayText, locale: Locale): string {
  const [year, month] = day.split("-").map(Number);
  return locale === "ko" ? `${year}년 ${month}월` : `${MONTH.format(new Date(`${day}T00:00:00Z`))} ${year}`;
}

/** First and last day, whole months and years by name: "July–September 2026", "3 Jul – 9 Sep 2026", "2026년 7–9월"; null: an em dash. */
export function formatPeriod(period: { readonly from: DayText | null; readonly to: DayText | null }, locale: Locale): string {
  const { from, to } = period;
  return from === null || to === null ? NOTHING : describePeriod(from, to, locale);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant in a time zone, to the minute: "1 Jul 2026, 14:05", "2026년 7월 1일 14:05"; null: an em dash. */
export function formatInstant(instant: string | null, timeZone: string, locale: Locale): string {
  if (instant === null) return NOTHING;
  const clock =
    clocks.get(timeZone) ??
    // Swedish writes dates as ISO 8601 does: YYYY-MM-DD HH:mm.
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  clocks.set(timeZone, clock);
  const [day = "", time = ""] = clock.format(new Date(instant)).split(" ");
  return `${formatDay(day, locale)}${locale === "ko" ? " " : ", "}${time}`;
}
