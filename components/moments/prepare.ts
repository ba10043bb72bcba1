/** Decides the list of moments: rows in journey order, what each column says, how the columns sort. */
import { type MomentSides, momentSides, type SideScores } from "#components/beside/moment-sides.ts";
import { splitText } from "#components/charts/change-split.ts";
import { type Distribution, prepareDistribution } from "#components/charts/distribution/prepare.ts";
import { isClear, isRanked, isWeak } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatMean, formatNps, formatNumber, formatPercent } from "#components/format.ts";
import type { Change, MomentScore, MomentScoresDocument } from "#domain/documents.ts";
import type { Stage } from "#domain/journey.ts";
import type { Share } from "#domain/share.ts";

/** The share of visits rating a moment twice above which intervals are too narrow. */
const REPEATED_OFTEN = 0.05;

export interface MomentChange {
  readonly clear: boolean;
  readonly direction: "up" | "down" | "none";
  readonly text: string;
  /** The interval of a clear change; of an unclear one the smallest that could have been seen. */
  readonly detail: string;
  /** How much of a clear change is ratings and how much the mix of customers. */
  readonly split: string | null;
  /** The smallest that would have been seen. */
  readonly detectable: number | null;
  readonly value: number | null;
}

export interface MomentRow {
  readonly key: string;
  readonly name: string;
  readonly place: number | null;
  readonly stage: Stage;
  readonly stageLabel: string;
  readonly rated: number;
  readonly touched: number;
  readonly satisfaction: Share;
  readonly broken: Share;
  readonly coverage: Share;
  readonly mean: number | null;
  readonly meanText: string;
  readonly npsText: string | null;
  readonly distribution: Distribution | null;
  /** null: nothing is compared. */
  readonly change: MomentChange | null;
  /** The scale and its cut points: they drive every score. */
  readonly cuts: string;
  readonly weak: boolean;
  /** null: nobody stands beside anybody. */
  readonly sides: MomentSides | null;
}

export interface MomentList {
  readonly title: string;
  /** Those with a touch; the others are named in `untouchedNote`. */
  readonly touchpoints: readonly MomentRow[];
  readonly untouchedNote: string | null;
  readonly outcomes: readonly MomentRow[];
  /** Set where visits repeat a moment so often that intervals are too narrow. */
  readonly repeatedNote: string | null;
  readonly compared: boolean;
}

/** `words.t` is bound to the namespace `moments`; `chartWords.t` to `charts`. */
export function prepareMoments(
  document: MomentScoresDocument,
  words: Words,
  chartWords: Words,
  sideScores: SideScores | null = null,
): MomentList {
  const { t, locale } = words;
  const changes = new Map(document.change?.filter((change) => change.measure === "satisfaction").map((change) => [change.moment, change]));
  const compared = document.change !== undefined;
  const sides = sideScores === null ? null : momentSides(sideScores);
  const rows = document.moments.map(
    (moment): MomentRow => ({
      key: moment.moment,
      name: words.names.moment(moment.moment),
      place: moment.position,
      stage: moment.stage,
      stageLabel: chartWords.t(`stage.${moment.stage}`),
      rated: moment.rated,
      touched: moment.touched,
      satisfaction: moment.satisfaction,
      broken: moment.broken,
      coverage: moment.coverage,
      mean: moment.mean,
      meanText: formatMean(moment.mean, moment.meanSe, locale),
      npsText: moment.nps === null ? null : t("nps", { nps: formatNps(moment.nps, locale) }),
      distribution: prepareDistribution(moment, chartWords),
      change: compared ? prepareChange(changes.get(moment.moment), words, chartWords) : null,
      cuts: cutsText(moment, words),
      weak: isWeak(moment.rated),
      sides: sides?.get(moment.moment) ?? null,
    }),
  );
  const steps = rows.filter((_, i) => document.moments[i]?.role === "touchpoint");
  const touchpoints = steps.filter((row) => row.touched > 0);
  const untouched = steps.filter((row) => row.touched === 0).map((row) => row.name);
  const repeated = document.repeated.value;
  return {
    title: titleOf(touchpoints, words),
    touchpoints,
    untouchedNote:
      untouched.length === 0 ? null : t("untouched", { moments: new Intl.ListFormat(locale, { type: "conjunction" }).format(untouched) }),
    outcomes: rows.filter((_, i) => document.moments[i]?.role === "outcome"),
    repeatedNote: repeated !== null && repeated > REPEATED_OFTEN ? t("repeated", { share: formatPercent(repeated, locale) }) : null,
    compared,
  };
}

export const SORTS = ["place", "name", "satisfaction", "broken", "mean", "rated", "coverage", "change"] as const;
export type SortKey = (typeof SORTS)[number];
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Whether an order ranks figures against each other; names, places and counts are no such figures. */
export function isRanking(key: SortKey): boolean {
  return key !== "name" && key !== "place" && key !== "rated";
}

/** Rows in the order asked for. Missing figures come last either way, and before them rows too small to be ranked, in journey order. */
export function sortRows(rows: readonly MomentRow[], sort: Sort, locale: string): MomentRow[] {
  if (sort.key === "name") {
    const named = [...rows].sort((a, b) => a.name.localeCompare(b.name, locale));
    return sort.descending ? named.reverse() : named;
  }
  const key = sort.key;
  const rank = (row: MomentRow) => (measureOf(row, key) === null ? 2 : isRanking(key) && !isRanked(row.rated) ? 1 : 0);
  return [...rows].sort((a, b) => {
    const byRank = rank(a) - rank(b);
    if (byRank !== 0 || rank(a) > 0) return byRank;
    const difference = (measureOf(a, key) ?? 0) - (measureOf(b, key) ?? 0);
    return sort.descending ? -difference : difference;
  });
}

function measureOf(row: MomentRow, key: Exclude<SortKey, "name">): number | null {
  switch (key) {
    case "place":
      return row.place;
    case "satisfaction":
    case "broken":
    case "coverage":
      return row[key].value;
    case "mean":
      return row.mean;
    case "rated":
      return row.rated;
    case "change":
      return row.change?.value ?? null;
  }
}

/** An answer of a scale: half steps are the finest there are. */
export function answerText(answer: number, locale: Words["locale"]): string {
  return formatNumber(answer, locale, Number.isInteger(answer) ? 0 : 1);
}

/** What is said of one change. `words.t` is bound to `moments`; `charts.t`, for how it splits, to `charts`. */
export function prepareChange(change: Change | undefined, { t, locale }: Words, charts: Words): MomentChange {
  const value = change?.difference.value ?? null;
  if (change === undefined || value === null)
    return { clear: false, direction: "none", text: t("change.unknown"), detail: "", split: null, detectable: null, value: null };
  if (!isClear(change)) {
    const detail =
      change.detectable === null ? "" : t("change.detectable", { smallest: formatDifference(change.detectable, locale, "size") });
    return { clear: false, direction: "none", text: t("change.none"), detail, split: null, detectable: change.detectable, value };
  }
  const interval = formatInterval(change.difference.low, change.difference.high, locale, "difference");
  const text = formatDifference(value, locale);
  return {
    clear: true,
    direction: value > 0 ? "up" : "down",
    text,
    detail: interval,
    split: splitText(change, charts),
    detectable: change.detectable,
    value,
  };
}

/** The scale with its cut points, which drive every score. `t` is bound to `moments`. */
export function cutsText(moment: MomentScore, { t, locale }: Words): string {
  const values = {
    min: answerText(moment.scale.min, locale),
    max: answerText(moment.scale.max, locale),
    standard: answerText(moment.standardFrom, locale),
    plus: answerText(moment.plusFrom, locale),
  };
  return t(moment.standardFrom === moment.plusFrom ? "cutsTwo" : "cuts", values);
}

function titleOf(rows: readonly MomentRow[], { t, locale }: Words): string {
  const ranked = sortRows(
    rows.filter((row) => isRanked(row.rated) && row.broken.value !== null),
    { key: "broken", descending: true },
    locale,
  );
  const worst = ranked[0];
  if (worst === undefined || worst.broken.value === 0) return t("titleUnknown", { count: formatCount(rows.length, locale) });
  return t(ranked.length === 1 ? "titleOne" : "title", {
    moment: worst.name,
    share: formatPercent(worst.broken.value, locale),
    count: formatCount(rows.length, locale),
  });
}
