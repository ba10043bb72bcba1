/** Decides what the what-if shows: a row a moment with its share of breaks now and then, and the score beside the present one. */
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatPercent } from "#components/format.ts";
import type { WhatIfAnswer } from "#domain/improvement-documents.ts";
import { type MomentChange, whatIf } from "#domain/what-if.ts";
import type { Scenario } from "./scenario.ts";

export interface WhatIfRow {
  readonly moment: string;
  readonly name: string;
  /** Share of those at risk that breaks there, as it is; null: nobody is at risk, nothing can be set. */
  readonly present: number | null;
  /** What the slider stands at. */
  readonly hazard: number;
  readonly removed: boolean;
  readonly changed: boolean;
  readonly presentText: string;
  readonly hazardText: string;
}

export interface WhatIfView {
  readonly state: "ready" | "hidden" | "none";
  readonly score: string;
  readonly present: string;
  readonly difference: string;
  /** The difference in visits a year; null without any. */
  readonly year: string | null;
  /** The result in one sentence, said aloud when it changes. */
  readonly sentence: string;
  readonly rows: readonly WhatIfRow[];
  readonly notes: readonly string[];
}

/** `words.t` is bound to the namespace `drivers`. */
export function prepareWhatIf(basis: WhatIfAnswer, scenario: Scenario, words: Words): WhatIfView {
  const { t, locale, names } = words;
  const known = scenario.changes.filter(({ moment }) => basis.moments.includes(moment));
  const result = whatIf(basis, known);
  const changes = new Map(known.map((change) => [change.moment, change]));
  const difference = result.score === null || result.present === null ? null : result.score - result.present;
  const score = formatPercent(result.score, locale, 1);
  const present = formatPercent(result.present, locale, 1);
  const unknown = scenario.changes.length - known.length;
  return {
    state: basis.reason !== null ? "hidden" : result.present === null ? "none" : "ready",
    score,
    present,
    difference: formatDifference(difference, locale),
    year:
      difference === null || basis.yearlyVisits === null
        ? null
        : t("whatIf.year", { visits: signedCount(difference * basis.yearlyVisits, locale) }),
    sentence:
      known.length === 0
        ? t("whatIf.asNow", { present })
        : named(scenario, t("whatIf.result", { score, present, difference: formatDifference(difference, locale) })),
    rows: result.steps.map((step): WhatIfRow => {
      const change = changes.get(step.moment);
      return {
        moment: step.moment,
        name: names.moment(step.moment),
        present: step.present,
        hazard: setTo(change) ?? step.hazard ?? step.present ?? 0,
        removed: step.removed,
        changed: change !== undefined,
        presentText: formatPercent(step.present, locale, 1),
        hazardText: step.removed ? t("whatIf.gone") : formatPercent(setTo(change) ?? step.hazard, locale, 1),
      };
    }),
    notes: [
      t("whatIf.counting"),
      t(basis.sample.used < basis.sample.of ? "sample" : "sampleAll", {
        used: formatCount(basis.sample.used, locale),
        of: formatCount(basis.sample.of, locale),
      }),
      ...(basis.cut > 0 ? [t("whatIf.cut", { visits: formatCount(basis.cut, locale) })] : []),
      ...(unknown > 0 ? [t("whatIf.unknown", { count: unknown })] : []),
    ],
  };
}

/** A scenario's result goes by its name wherever it is read or printed. */
function named({ name }: Scenario, sentence: string): string {
  return name === "" ? sentence : `${name}: ${sentence}`;
}

/** "+120", "−120", "0". */
function signedCount(count: number, locale: Words["locale"]): string {
  const whole = Math.round(count);
  const sign = whole > 0 ? "+" : whole < 0 ? "−" : "";
  return `${sign}${formatCount(Math.abs(whole), locale)}`;
}

function setTo(change: MomentChange | undefined): number | null {
  return change === undefined || "removed" in change ? null : change.hazard;
}
