/** Decides the list of break costs: how much more often visits leave after a break, and how many that makes. */
import type { ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval } from "#components/format.ts";
import type { BreakCost, BreakCostKnown, FunnelDocument } from "#domain/documents.ts";

export interface BreakCostView {
  /** "questionnaire": nobody can leave; "none": no step has enough of both. */
  readonly state: "ready" | "questionnaire" | "none";
  readonly title: string;
  readonly table: ChartTable;
}

/** `words.t` is bound to the namespace `funnel`. */
export function prepareBreakCost(document: FunnelDocument, words: Words): BreakCostView {
  const { t, locale, names } = words;
  const known = document.steps.flatMap((step) => (isCost(step.breakCost) ? [{ moment: step.moment, cost: step.breakCost }] : []));
  const worst = known.reduce<(typeof known)[number] | null>(
    (most, one) => (one.cost.low > 0 && one.cost.lost > (most?.cost.lost ?? 0) ? one : most),
    null,
  );
  return {
    state: document.mode === "questionnaire" ? "questionnaire" : known.length === 0 ? "none" : "ready",
    title:
      worst === null
        ? t("cost.title")
        : t("cost.titleWorst", { moment: names.moment(worst.moment), lost: formatCount(worst.cost.lost, locale) }),
    table: {
      caption: t("cost.caption"),
      columns: [
        { key: "moment", label: t("cost.moment"), numeric: false },
        { key: "value", label: t("cost.value"), numeric: true },
        { key: "interval", label: t("cost.interval"), numeric: true },
        { key: "raw", label: t("cost.raw"), numeric: true },
        { key: "lost", label: t("cost.lost"), numeric: true },
        { key: "n", label: t("cost.n"), numeric: true },
      ],
      rows: document.steps.map((step, i) => {
        const cost = step.breakCost;
        return {
          key: step.moment,
          weak: false,
          cells: [
            `${i + 1}. ${names.moment(step.moment)}`,
            formatDifference(cost.value, locale),
            cost.value === null ? words.reason(cost.reason) : formatInterval(cost.low, cost.high, locale, "difference"),
            formatDifference(cost.raw, locale),
            formatCount(cost.lost, locale),
            formatCount(cost.n, locale),
          ],
        };
      }),
    },
  };
}

function isCost(cost: BreakCost): cost is BreakCostKnown {
  return cost.value !== null;
}
