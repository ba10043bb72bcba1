/** Decides what is said about change: the clear ones, and how small a change could have been seen where none is clear. */

import { splitText } from "#components/charts/change-split.ts";
import { isClear } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatPercent } from "#components/format.ts";
import type { Change, MomentScoresDocument } from "#domain/documents.ts";
import { mostlyMix, touchpointChanges } from "./prepare.ts";

export interface ChangeRow {
  readonly moment: string;
  readonly name: string;
  readonly direction: "up" | "down";
  readonly difference: string;
  readonly interval: string;
  /** From what to what. */
  readonly sentence: string;
  /** Set where the change comes mostly from a changed mix of customers, not from changed ratings. */
  readonly mixNote: string | null;
  /** How much of it is ratings and how much the mix of customers. */
  readonly split: string | null;
}

export interface Changes {
  /** null: nothing is compared. */
  readonly rows: readonly ChangeRow[] | null;
  /** What is true of the moments without a clear change; null where every change is clear or nothing is compared. */
  readonly rest: string | null;
}

/** Clear changes of satisfaction, largest first. `words.t` is bound to the namespace `overview`, `charts.t` to `charts`. */
export function prepareChanges(scores: MomentScoresDocument | undefined, words: Words, charts: Words): Changes {
  const changes = touchpointChanges(scores);
  if (changes === null) return { rows: null, rest: null };
  const { t, locale, names } = words;
  const clear = changes.filter(isClear).sort((a, b) => size(b) - size(a));
  const unclear = changes.filter((change) => !clear.includes(change));
  const smallest = unclear.flatMap((change) => (change.detectable === null ? [] : [change.detectable]));
  return {
    rows: clear.map((change) => {
      const value = change.difference.value ?? 0;
      return {
        moment: change.moment ?? "",
        name: names.moment(change.moment ?? ""),
        direction: value > 0 ? "up" : "down",
        difference: formatDifference(value, locale),
        interval: formatInterval(change.difference.low, change.difference.high, locale, "difference"),
        sentence: t("changes.fromTo", {
          before: formatPercent(change.before, locale),
          now: formatPercent(change.before === null ? null : change.before + value, locale),
        }),
        split: splitText(change, charts),
        mixNote: mostlyMix(change) ? t("changes.mix", { mix: formatDifference(change.mix, locale) }) : null,
      };
    }),
    rest:
      unclear.length === 0
        ? null
        : smallest.length === 0
          ? t("changes.restUnknown", { count: formatCount(unclear.length, locale) })
          : t("changes.rest", {
              count: formatCount(unclear.length, locale),
              smallest: formatDifference(Math.min(...smallest), locale, "size"),
            }),
  };
}

function size(change: Change): number {
  return Math.abs(change.difference.value ?? 0);
}
