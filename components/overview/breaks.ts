/** Decides the list of worst breaks: which, how many journeys broke there first, and what that costs. */

import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatPercent } from "#components/format.ts";
import type { FunnelDocument, SurvivalDocument } from "#domain/documents.ts";
import type { FixFirstAnswer } from "#domain/improvement-documents.ts";
import { rankBreaks } from "./prepare.ts";

export interface BreakRow {
  readonly moment: string;
  readonly name: string;
  readonly broke: number;
  /** First breaks over the journeys still unbroken that rated the moment. */
  readonly share: string;
  readonly sentence: string;
  /** What the break costs, or why that is not known; empty in a questionnaire, where nobody can leave. */
  readonly cost: string;
  /** Excess leavers, where the interval of the cost excludes none. */
  readonly lost: string | null;
}

/** The top `count` steps by first breaks, with break costs from the funnel. `words.t` is bound to the namespace `overview`. */
export function prepareBreaks(survival: SurvivalDocument, funnel: FunnelDocument | undefined, count: number, words: Words): BreakRow[] {
  const { t, locale, names } = words;
  const steps = new Map(funnel?.steps.map((step) => [step.moment, step]));
  return rankBreaks(survival.steps)
    .slice(0, count)
    .map((step) => {
      const broke = step.broke ?? 0;
      const cost = steps.get(step.moment)?.breakCost;
      return {
        moment: step.moment,
        name: names.moment(step.moment),
        broke,
        share: formatPercent(broke / step.atRisk, locale),
        sentence: t("breaks.sentence", { broke: formatCount(broke, locale), atRisk: formatCount(step.atRisk, locale) }),
        cost:
          cost === undefined || (cost.value === null && cost.reason === "questionnaire")
            ? ""
            : cost.value === null
              ? t("breaks.costUnknown", { reason: words.reason(cost.reason) })
              : t("breaks.cost", {
                  difference: formatDifference(cost.value, locale),
                  interval: formatInterval(cost.low, cost.high, locale, "difference"),
                }),
        lost:
          cost === undefined || cost.value === null || cost.low <= 0 ? null : t("breaks.lost", { lost: formatCount(cost.lost, locale) }),
      };
    });
}

/** What fixing the moment would bring, by the ranked gains; null while they are not there, and where there is no gain to speak of. */
export function gainSentence(gains: FixFirstAnswer | undefined, moment: string, { t, locale }: Words): string | null {
  const gain = gains?.steps.find((step) => step.moment === moment)?.gain;
  if (gain === undefined || gain.value === null || gain.value <= 0) return null;
  return t("breaks.gain", {
    gain: formatDifference(gain.value, locale),
    interval: formatInterval(gain.low, gain.high, locale, "difference"),
  });
}
