/** Decides how the priority segment stands beside all others, and when to warn that the total hides its fall. */

import { isClear } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatDifference, formatInterval } from "#components/format.ts";
import type { Change, ChoicesDocument, SurvivalDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";
import { isKnown, type Share } from "#domain/share.ts";

export interface PrioritySplit {
  readonly priority: readonly string[];
  readonly others: readonly string[];
}

/** The segments on either side; null where none is marked priority or there is nobody else to set it beside. */
export function splitSegments(choices: ChoicesDocument | undefined): PrioritySplit | null {
  const segments = choices?.segments ?? [];
  const priority = segments.filter((segment) => segment.priority).map((segment) => segment.key);
  const others = segments.filter((segment) => !segment.priority).map((segment) => segment.key);
  return priority.length === 0 || others.length === 0 ? null : { priority, others };
}

/** The same question asked of some segments only. */
export function withSegments(filter: Filter, segments: readonly string[]): Filter {
  return { ...filter, segments };
}

export interface PriorityRow {
  readonly key: "priority" | "others";
  readonly name: string;
  readonly share: Share;
  readonly change: string | null;
  /** 95 % interval of the change; null where there is none. */
  readonly interval: string | null;
}

export interface PriorityView {
  /** Which figure is compared: journeys as travelled where the source can tell, else the journey score. */
  readonly measure: "asTravelled" | "journeyScore";
  readonly rows: readonly PriorityRow[];
  /** The total rises while the priority segment falls. `clear`: its fall is more than noise. */
  readonly warning: { readonly text: string; readonly clear: boolean } | null;
}

/** `words.t` is bound to the namespace `overview`. */
export function preparePriority(
  total: SurvivalDocument,
  priority: SurvivalDocument,
  others: SurvivalDocument,
  split: PrioritySplit,
  words: Words,
): PriorityView {
  const { t, locale, names } = words;
  const travelled = [priority, others].every((document) => document.asTravelled.value !== null);
  const measure = travelled ? "asTravelled" : "journeyScore";
  const changeOf = (document: SurvivalDocument): Change | null =>
    document.change?.find((change) => change.moment === null && change.measure === (travelled ? "as-travelled" : "journey-score")) ?? null;
  const name = new Intl.ListFormat(locale, { type: "conjunction" }).format(split.priority.map(names.segment));
  const row = (key: PriorityRow["key"], label: string, document: SurvivalDocument): PriorityRow => {
    const change = changeOf(document);
    const known = change !== null && isKnown(change.difference);
    return {
      key,
      name: label,
      share: document[measure],
      interval: known ? formatInterval(change.difference.low, change.difference.high, locale, "difference") : null,
      change: !known ? null : isClear(change) ? formatDifference(change.difference.value, locale) : t("priority.noChange"),
    };
  };
  const fall = changeOf(priority);
  const rise = changeOf(total);
  const opposed = (rise?.difference.value ?? 0) > 0 && (fall?.difference.value ?? 0) < 0;
  return {
    measure,
    rows: [row("priority", name, priority), row("others", t("priority.others"), others)],
    warning:
      opposed && fall !== null && rise !== null
        ? {
            clear: isClear(fall),
            text: t(isClear(fall) ? "priority.warning" : "priority.hint", {
              segment: name,
              fall: formatDifference(fall.difference.value, locale),
              rise: formatDifference(rise.difference.value, locale),
            }),
          }
        : null,
  };
}
