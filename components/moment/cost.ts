/** Decides what is said of the cost of a break at one moment. */
import type { ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval } from "#components/format.ts";
import type { BreakCostKnown, FunnelDocument } from "#domain/documents.ts";

export interface CostView {
  readonly state: "ready";
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  /** null: not known, and `why` says why. */
  readonly figures: {
    readonly value: string;
    readonly interval: string;
    readonly raw: string;
    readonly lost: string;
    readonly n: string;
  } | null;
  readonly why: string | null;
  /** Broken visits that could be compared with nobody; null: none. */
  readonly unmatched: string | null;
}

/** `words.t` is bound to `moment`. null where the moment is no step of the journey. */
export function prepareCost(funnel: FunnelDocument, moment: string, words: Words): CostView | null {
  const cost = funnel.steps.find((step) => step.moment === moment)?.breakCost;
  if (cost === undefined) return null;
  const { t, locale } = words;
  const figures =
    cost.value === null
      ? null
      : {
          value: formatDifference(cost.value, locale),
          interval: formatInterval(cost.low, cost.high, locale, "difference"),
          raw: formatDifference(cost.raw, locale),
          lost: formatCount(Math.max(0, cost.lost), locale),
          n: formatCount(cost.n, locale),
        };
  return {
    state: "ready",
    title: cost.value === null ? t("cost.unknown") : titleOf(cost, words),
    summary: t("cost.summary"),
    table: {
      caption: t("cost.caption"),
      columns: [
        { key: "figure", label: t("column.figure"), numeric: false },
        { key: "value", label: t("column.value"), numeric: true },
        { key: "interval", label: t("column.interval"), numeric: true },
        { key: "n", label: "n", numeric: true },
      ],
      rows:
        figures === null
          ? [
              {
                key: "value",
                weak: false,
                cells: [t("cost.standardised"), "—", cost.value === null ? words.reason(cost.reason) : "", formatCount(cost.n, locale)],
              },
            ]
          : [
              { key: "value", weak: false, cells: [t("cost.standardised"), figures.value, figures.interval, figures.n] },
              { key: "raw", weak: false, cells: [t("cost.raw"), figures.raw, "", figures.n] },
              { key: "lost", weak: false, cells: [t("cost.lost"), figures.lost, "", figures.n] },
            ],
    },
    figures,
    why: cost.value === null ? words.reason(cost.reason) : null,
    unmatched: cost.value === null || cost.unmatched === 0 ? null : t("cost.unmatched", { count: formatCount(cost.unmatched, locale) }),
  };
}

function titleOf({ value, low, high, lost }: BreakCostKnown, { t, locale }: Words): string {
  const size = formatDifference(value, locale, "size");
  if (low > 0) return t("cost.more", { size, lost: formatCount(lost, locale) });
  return high < 0 ? t("cost.fewer", { size }) : t("cost.unclear");
}
