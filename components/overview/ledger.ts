/** Decides what the moments ledger says: how many moments of truth a year, how long, how many of them rated, how many bad. */
import { isDrawn } from "#components/charts/evidence.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatInterval, formatNumber, formatPercent, formatShare, shareDigits } from "#components/format.ts";
import type { LedgerDocument } from "#domain/documents.ts";
import { isKnown } from "#domain/share.ts";

export interface LedgerFigure {
  readonly key: "touched" | "visits" | "touchesPerVisit" | "secondsPerTouch";
  readonly label: string;
  readonly value: string;
  /** What stands between this figure and the one before it: the sum reads from left to right. */
  readonly sign: "" | "=" | "×";
}

export interface LedgerView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly figures: readonly LedgerFigure[];
  /** Sentences on what is rated and what is bad. */
  readonly quality: readonly string[];
  /** On what this rests. */
  readonly assumptions: readonly string[];
  readonly table: ChartTable;
}

const SECONDS_AN_HOUR = 3600;

/** `words.t` is bound to the namespace `overview`. */
export function prepareLedger(ledger: LedgerDocument, words: Words): LedgerView {
  const { t, locale, names } = words;
  const { year } = ledger;
  const figure = (key: LedgerFigure["key"], value: string, sign: LedgerFigure["sign"]): LedgerFigure => {
    return { key, label: t(`ledger.figure.${key}`), value, sign };
  };
  const hours = year.seconds === null ? null : year.seconds / SECONDS_AN_HOUR;
  return {
    state: ledger.touched === 0 || year.touched === null ? "empty" : "ready",
    title: t("ledger.title", { touched: rounded(year.touched, words), hours: rounded(hours, words) }),
    summary: t("ledger.summary", { touched: formatCount(ledger.touched, locale), days: formatCount(ledger.days, locale) }),
    figures: [
      figure("touched", rounded(year.touched, words), ""),
      ...(ledger.visits === null
        ? []
        : [
            figure("visits", rounded(year.visits, words), "="),
            figure("touchesPerVisit", formatNumber(ledger.touchesPerVisit, locale, 1), "×"),
          ]),
      figure("secondsPerTouch", formatNumber(ledger.secondsPerTouch, locale, 0), "×"),
    ],
    quality: qualityOf(ledger, words),
    assumptions: [
      t("ledger.pace", { days: formatCount(ledger.days, locale) }),
      ...assumedText(ledger, words),
      ...(ledger.visits === null ? [t("ledger.channels")] : []),
    ],
    table: {
      caption: t("ledger.caption"),
      columns: [
        { key: "moment", label: t("ledger.column.moment"), numeric: false },
        { key: "touched", label: t("ledger.column.touched"), numeric: true },
        { key: "rated", label: t("ledger.column.rated"), numeric: true },
        { key: "coverage", label: t("ledger.column.coverage"), numeric: true },
        { key: "seconds", label: t("ledger.column.seconds"), numeric: true },
      ],
      rows: ledger.moments.map((moment, i) => ({
        key: moment.moment,
        weak: false,
        cells: [
          `${i + 1}. ${names.moment(moment.moment)}`,
          formatCount(moment.touched, locale),
          formatCount(moment.rated, locale),
          formatPercent(moment.touched === 0 ? null : moment.rated / moment.touched, locale),
          moment.assumed ? t("ledger.assumed", { seconds: formatCount(moment.seconds, locale) }) : formatCount(moment.seconds, locale),
        ],
      })),
    },
  };
}

function qualityOf(ledger: LedgerDocument, words: Words): string[] {
  const { t, locale } = words;
  const { rated, broken, year, moments } = ledger;
  const measured = moments.filter((moment) => moment.rated > 0).length;
  const sentences = [
    t("ledger.rated", {
      share: formatShare(rated, locale).value,
      measured: formatCount(measured, locale),
      moments: formatCount(moments.length, locale),
    }),
  ];
  if (!isKnown(broken) || !isDrawn(broken.n)) return sentences;
  const interval = formatInterval(broken.low, broken.high, locale, "share", shareDigits(broken));
  sentences.push(t("ledger.broken", { share: formatShare(broken, locale).value, interval, n: formatCount(broken.n, locale) }));
  if (year.badIfAlike !== null && year.badSeen !== null) {
    sentences.push(
      t("ledger.bad", {
        alike: rounded(year.badIfAlike.value, words),
        low: rounded(year.badIfAlike.low, words, "down"),
        high: rounded(year.badIfAlike.high, words, "up"),
        seen: rounded(year.badSeen, words),
      }),
    );
  }
  return sentences;
}

function assumedText({ moments }: LedgerDocument, { t, locale, names }: Words): string[] {
  const assumed = moments.filter((moment) => moment.assumed && moment.touched > 0);
  const [first] = assumed;
  if (first === undefined) return [];
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(assumed.map((moment) => names.moment(moment.moment)));
  return [
    t(assumed.length === moments.filter((moment) => moment.touched > 0).length ? "ledger.allAssumed" : "ledger.someAssumed", {
      seconds: formatCount(first.seconds, locale),
      moments: list,
    }),
  ];
}

/** Three digits say all that a year at the pace of some days can say; limits are rounded outwards. */
function rounded(count: number | null, { locale }: Words, towards: "near" | "down" | "up" = "near"): string {
  if (count === null || count === 0) return formatCount(count, locale);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(count))) - 2);
  const round = { near: Math.round, down: Math.floor, up: Math.ceil }[towards];
  return formatCount(round(count / unit) * unit, locale);
}
