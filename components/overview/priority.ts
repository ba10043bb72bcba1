/** Decides how the priority segment stands beside all others, and when to warn that the total hides its fall. */

import type { Side, Sides } from "#components/beside/split.ts";
import { isClear } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatDifference, formatInterval } from "#components/format.ts";
import type { Change, MomentScoresDocument, SurvivalDocument } from "#domain/documents.ts";
import { isKnown, type Share } from "#domain/share.ts";
import { compareEstimates, type SideDifference } from "#domain/side-by-side.ts";
import { touchpointChanges } from "./prepare.ts";

/** How many moments a warning names before it counts the others. */
const NAMED = 3;

export interface PriorityRow {
  readonly key: Side;
  readonly name: string;
  readonly share: Share;
  readonly direction: "up" | "down" | "none";
  readonly change: string | null;
  /** 95 % interval of the change; null where there is none. */
  readonly interval: string | null;
}

export interface PriorityView {
  /** Which figure is compared: journeys as travelled where the source can tell, else the journey score. */
  readonly measure: "asTravelled" | "journeyScore";
  readonly rows: readonly PriorityRow[];
  /** How far apart the two stand; null where one of them has no figure. */
  readonly gap: string | null;
  /** The total clearly rises while the priority segment clearly falls. */
  readonly warning: string | null;
}

/** `words.t` is bound to the namespace `overview`. */
export function preparePriority(
  total: SurvivalDocument,
  sides: Sides<SurvivalDocument>,
  labels: Sides<string>,
  words: Words,
): PriorityView {
  const { t, locale } = words;
  const travelled = [sides.priority, sides.others].every((document) => document.asTravelled.value !== null);
  const measure = travelled ? "asTravelled" : "journeyScore";
  const changeOf = (document: SurvivalDocument) => scoreChange(document, travelled ? "as-travelled" : "journey-score");
  const row = (key: Side): PriorityRow => {
    const change = changeOf(sides[key]);
    const known = change !== null && isKnown(change.difference);
    const clear = known && isClear(change);
    return {
      key,
      name: labels[key],
      share: sides[key][measure],
      direction: !clear ? "none" : change.difference.value > 0 ? "up" : "down",
      interval: known ? formatInterval(change.difference.low, change.difference.high, locale, "difference") : null,
      change: !known ? null : clear ? formatDifference(change.difference.value, locale) : t("priority.noChange"),
    };
  };
  return {
    measure,
    rows: [row("priority"), row("others")],
    gap: gapText(compareEstimates(sides.priority[measure], sides.others[measure]), labels, words),
    warning: opposed(changeOf(total), changeOf(sides.priority))
      ? t("priority.warning", {
          segment: labels.priority,
          fall: formatDifference(changeOf(sides.priority)?.difference.value ?? null, locale),
          rise: formatDifference(changeOf(total)?.difference.value ?? null, locale),
        })
      : null,
  };
}

/** One sentence of the moments whose total clearly rises while the priority segment clearly falls there; null where there is none. */
export function momentWarning(
  total: MomentScoresDocument | undefined,
  priority: MomentScoresDocument | undefined,
  labels: Sides<string>,
  { t, locale, names }: Words,
): string | null {
  const falls = new Map(touchpointChanges(priority)?.map((change) => [change.moment, change]));
  const found = (touchpointChanges(total) ?? []).flatMap((rise) => {
    const fall = falls.get(rise.moment);
    return fall !== undefined && rise.moment !== null && opposed(rise, fall) ? [{ moment: rise.moment, rise, fall }] : [];
  });
  if (found.length === 0) return null;
  const items = found.slice(0, NAMED).map(({ moment, rise, fall }) =>
    t("priority.atMoment", {
      moment: names.moment(moment),
      rise: formatDifference(rise.difference.value, locale),
      fall: formatDifference(fall.difference.value, locale),
    }),
  );
  const rest = found.length - items.length;
  const list = new Intl.ListFormat(locale, { type: "conjunction" }).format(
    rest > 0 ? [...items, t("finding.more", { count: rest })] : items,
  );
  return t("priority.momentWarning", { segment: labels.priority, moments: list });
}

function scoreChange(document: SurvivalDocument, measure: Change["measure"]): Change | null {
  return document.change?.find((change) => change.moment === null && change.measure === measure) ?? null;
}

/** Both clear: a rise within noise hides nothing, and a fall within noise is none. */
function opposed(rise: Change | null, fall: Change | null): boolean {
  if (rise === null || fall === null || !isClear(rise) || !isClear(fall)) return false;
  return (rise.difference.value ?? 0) > 0 && (fall.difference.value ?? 0) < 0;
}

function gapText({ difference, clear }: SideDifference, labels: Sides<string>, { t, locale }: Words): string | null {
  if (!isKnown(difference)) return null;
  return t(clear ? (difference.value > 0 ? "priority.above" : "priority.below") : "priority.alike", {
    segment: labels.priority,
    gap: formatDifference(difference.value, locale, "size"),
    interval: formatInterval(difference.low, difference.high, locale, "difference"),
  });
}
