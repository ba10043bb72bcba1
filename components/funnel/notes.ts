/** Decides what stands under the funnel: window and clock, the other period, and what makes it doubtful. */
import type { Words } from "#components/charts/words.ts";
import { formatDuration, formatInstant, formatPercent } from "#components/format.ts";
import type { FunnelDocument } from "#domain/documents.ts";
import { describePeriod } from "#domain/filter-sentence.ts";

/** The share of out-of-order visits above which the order of the moments is doubtful. */
const DOUBTFUL_ORDER = 0.1;

/** A sentence an item. `words.t` is bound to the namespace `funnel`. */
export function prepareFunnelNotes(document: FunnelDocument, { t, locale }: Words): string[] {
  const { period, compare, outOfOrder } = document;
  const days = (from: string | null, to: string | null) => (from === null || to === null ? t("allDays") : describePeriod(from, to, locale));
  const clock =
    document.mode === "questionnaire"
      ? t("clockQuestionnaire", { period: days(period.from, period.to) })
      : t("clock", {
          period: days(period.from, period.to),
          window: formatDuration(document.window, locale),
          asOf: formatInstant(document.asOf, period.timeZone, locale),
          zone: period.timeZone,
        });
  return [
    clock,
    ...(compare === undefined ? [] : [t("compared", { period: days(compare.period.from, compare.period.to) })]),
    ...(outOfOrder.value !== null && outOfOrder.value > DOUBTFUL_ORDER
      ? [t("outOfOrder", { share: formatPercent(outOfOrder.value, locale) })]
      : []),
    ...(document.unweighted ? [t("unweighted")] : []),
  ];
}
