/** Decides a moment's chart: its columns, what each line says of itself, the finding in words, and the same as a table. */

import type { Sparkline } from "#components/charts/sparkline/prepare.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import {
  evidenceOf,
  formatCount,
  formatDifference,
  formatInterval,
  formatPercent,
  formatShare,
  type Locale,
  NOTHING,
} from "#components/format.ts";
import type { ChartFactor, MotChartDocument } from "#domain/chart-documents.ts";
import { FACTOR_COLUMNS, type FactorPlace } from "#domain/factor.ts";
import type { LocalName } from "#domain/journey.ts";
import { isKnown, type Share } from "#domain/share.ts";
import { factorLines } from "./lines.ts";

/** A share of those who mention a factor beside the rest's; the texts are ready to be shown. */
export interface Comparison {
  readonly own: string;
  readonly rest: string;
  readonly difference: string;
  readonly interval: string;
  /** The interval leaves out 0. */
  readonly clear: boolean;
}

export interface FactorRow {
  readonly key: string;
  readonly column: FactorPlace;
  /** In the reader's language, and in the other one where that says something else. */
  readonly text: string;
  readonly other: string | null;
  readonly names: LocalName;
  readonly mentions: string;
  /** "1.6% of ratings"; null where no rating mentions it, or where that is hidden. */
  readonly share: string | null;
  readonly mentioned: boolean;
  /** null where too few ratings mention it, or where that is hidden. */
  readonly minus: Comparison | null;
  readonly plus: Comparison | null;
  /** 5 to 29 ratings mention it. */
  readonly weak: boolean;
  readonly behaves: ChartFactor["behaves"];
  /** What the ratings look like, in words; null where nothing mentions it. */
  readonly verdict: string | null;
  /** "Listed as standard, behaves like a minus"; null where column and evidence agree. */
  readonly disagreement: string | null;
  readonly line: Sparkline | undefined;
}

export interface ChartView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly columns: readonly { readonly place: FactorPlace; readonly rows: readonly FactorRow[] }[];
  readonly unplaced: readonly FactorRow[];
  readonly archived: readonly FactorRow[];
}

/** The language of the line below: the one that the reader has not chosen. */
export function otherLocale(locale: Locale): Locale {
  return locale === "ko" ? "en" : "ko";
}

/** `words.t` is bound to the namespace `motChart`. */
export function prepareChart(document: MotChartDocument, words: Words): ChartView {
  const lines = factorLines(document.factors, words);
  const rowOf = (factor: ChartFactor) => prepareFactor(factor, lines.get(factor.factor), words);
  const on = document.factors.filter(({ archived }) => !archived);
  const rowsOf = (place: FactorPlace) => on.filter(({ column }) => column === place).map(rowOf);
  const columns = FACTOR_COLUMNS.map((place) => ({ place, rows: rowsOf(place) }));
  const unplaced = rowsOf("unplaced");
  return {
    state: "ready",
    title: titleOf(on, columns, words),
    summary: summaryOf(document, unplaced, words),
    table: tableOf([...columns.flatMap(({ rows }) => rows), ...unplaced], words),
    columns,
    unplaced,
    archived: document.factors.filter(({ archived }) => archived).map(rowOf),
  };
}

function prepareFactor(factor: ChartFactor, line: Sparkline | undefined, words: Words): FactorRow {
  const { t, locale } = words;
  const { factor: key, column, text, mentioned, share, behaves } = factor;
  const other = text[otherLocale(locale)];
  const own = factor.broken.n;
  const isMentioned = mentioned === null || mentioned > 0;
  return {
    key,
    column,
    text: text[locale],
    other: other === text[locale] ? null : other,
    names: text,
    mentions: mentioned === null ? t("mentionsHidden") : t("mentions", { count: mentioned, shown: formatCount(mentioned, locale) }),
    share: isKnown(share) && own > 0 ? t("ofRatings", { share: formatPercent(share.value, locale, 1) }) : null,
    mentioned: isMentioned,
    minus: compare(factor.broken, factor.restBroken, factor.brokenDifference, words),
    plus: compare(factor.satisfaction, factor.restSatisfaction, factor.satisfactionDifference, words),
    weak: evidenceOf(own) === "weak",
    behaves,
    verdict: isMentioned ? verdictOf(factor, words) : null,
    disagreement: factor.disagrees ? t("disagrees", { column: t(`column.${column}`), behaves: t(`like.${behaves}`) }) : null,
    line,
  };
}

function verdictOf({ behaves, broken }: ChartFactor, { t }: Words): string {
  if (behaves !== "cannot-tell") return t(`behaves.${behaves}`);
  return broken.n > 0 && broken.n < 5 ? t("behaves.hidden") : t("behaves.cannot-tell");
}

function compare(own: Share, rest: Share, difference: Share, { locale }: Words): Comparison | null {
  const [mine, theirs] = [formatShare(own, locale), formatShare(rest, locale)];
  if (!isKnown(difference) || mine.reason !== null || theirs.reason !== null) return null;
  return {
    own: mine.value,
    rest: theirs.value,
    difference: formatDifference(difference.value, locale),
    interval: formatInterval(difference.low, difference.high, locale, "difference"),
    clear: difference.low > 0 || difference.high < 0,
  };
}

function titleOf(on: readonly ChartFactor[], columns: ChartView["columns"], { t, locale }: Words): string {
  if (on.length === 0) return t("titleEmpty");
  const apart = on.filter((factor) => factor.disagrees);
  const [first] = apart;
  if (first === undefined) {
    const counts = Object.fromEntries(columns.map(({ place, rows }) => [place, rows.length]));
    return t("title", { plus: counts.plus ?? 0, standard: counts.standard ?? 0, minus: counts.minus ?? 0 });
  }
  if (apart.length > 1) {
    const names = apart.map(({ text }) => t("quoted", { text: text[locale] }));
    return t("titleMany", { count: apart.length, factors: new Intl.ListFormat(locale, { type: "conjunction" }).format(names) });
  }
  return t("titleOne", { factor: first.text[locale], column: t(`column.${first.column}`), behaves: t(`like.${first.behaves}`) });
}

function summaryOf(document: MotChartDocument, unplaced: readonly FactorRow[], { t, locale }: Words): string {
  const { rated, satisfaction, broken, unweighted } = document;
  return [
    rated === 0
      ? t("summaryUnrated")
      : t("summary", {
          rated: formatCount(rated, locale),
          plus: formatShare(satisfaction, locale).value,
          minus: formatShare(broken, locale).value,
        }),
    ...(unplaced.length === 0 ? [] : [t("summaryUnplaced", { count: unplaced.length })]),
    t("association"),
    ...(unweighted ? [t("unweighted")] : []),
  ].join(" ");
}

function tableOf(rows: readonly FactorRow[], { t }: Words): ChartTable {
  const numeric = ["mentions", "minus", "minusRest", "minusDifference", "plus", "plusRest", "plusDifference"] as const;
  return {
    caption: t("caption"),
    columns: [
      { key: "factor", label: t("table.factor"), numeric: false },
      { key: "column", label: t("table.column"), numeric: false },
      ...numeric.map((key) => ({ key, label: t(`table.${key}`), numeric: true })),
      { key: "behaves", label: t("table.behaves"), numeric: false },
    ],
    rows: rows.map((row) => ({
      key: row.key,
      weak: row.weak,
      cells: [
        row.text,
        t(`column.${row.column}`),
        [row.mentions, ...(row.share === null ? [] : [row.share])].join(" · "),
        ...comparisonCells(row.minus),
        ...comparisonCells(row.plus),
        row.disagreement ?? row.verdict ?? NOTHING,
      ],
    })),
  };
}

function comparisonCells(comparison: Comparison | null): string[] {
  if (comparison === null) return [NOTHING, NOTHING, NOTHING];
  return [comparison.own, comparison.rest, `${comparison.difference} (${comparison.interval})`];
}
