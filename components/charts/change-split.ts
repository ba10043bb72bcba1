/** Says how much of a change comes from changed ratings and how much from another mix of customers. */
import { formatDifference, formatInterval } from "#components/format.ts";
import type { Change, SurvivalDocument } from "#domain/documents.ts";
import { isKnown } from "#domain/share.ts";
import { isClear } from "./evidence.ts";
import type { Words } from "./words.ts";

/** How many strata a sentence names before it counts the others. */
const NAMED = 3;

/** "+2.1 pts from ratings, +0.9 pts from the mix"; null where the change has no split. `words.t` is bound to `charts`. */
export function splitText(change: Change, words: Words): string | null {
  const { rate, mix } = change;
  if (rate === null || mix === null) return null;
  const { t, locale } = words;
  const parts = t("split.parts", { rate: formatDifference(rate, locale), mix: formatDifference(mix, locale) });
  const strata = oneSidedText(change, words);
  return strata === null ? parts : `${parts} ${strata}`;
}

/** Groups that only one of the periods has, by name: all of theirs is in the mix. */
function oneSidedText({ oneSided }: Change, { t, locale, names }: Words): string | null {
  if (oneSided.length === 0) return null;
  const named = oneSided
    .slice(0, NAMED)
    .map(({ segment, channel, period }) => t(`split.${period}`, { group: `${names.segment(segment)} · ${names.channel(channel)}` }));
  const rest = oneSided.length - named.length;
  const items = rest > 0 ? [...named, t("split.more", { count: rest })] : named;
  return t("split.oneSided", { groups: new Intl.ListFormat(locale, { type: "conjunction" }).format(items) });
}

/** The change of the flawless share in one sentence, split; null where nothing is compared. `words.t` is bound to `charts`. */
export function flawlessChangeText(survival: SurvivalDocument | undefined, words: Words): string | null {
  const change = survival?.change?.find((one) => one.moment === null && one.measure === "flawless");
  if (change === undefined || !isKnown(change.difference)) return null;
  const { t, locale } = words;
  const { value, low, high } = change.difference;
  const values = {
    difference: formatDifference(value, locale),
    interval: formatInterval(low, high, locale, "difference"),
    split: splitText(change, words) ?? "",
  };
  return t(isClear(change) ? "split.flawless" : "split.flawlessUnclear", values);
}
