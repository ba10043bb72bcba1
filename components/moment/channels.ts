/** Decides the comparison of a moment's channels: a share with its interval each, in the order of their names. */
import { isWeak } from "#components/charts/evidence.ts";
import { isShown, positionText, unitTable } from "#components/charts/funnel-plot/units.ts";
import { placeOf, shareDomain } from "#components/charts/plot/scale.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatDifference, formatPercent } from "#components/format.ts";
import type { ScoreMeasure } from "#domain/score-measure.ts";
import type { Share } from "#domain/share.ts";
import type { DimensionUnits } from "#domain/unit-spread-document.ts";

export interface ChannelRow {
  readonly key: string;
  readonly name: string;
  readonly share: Share;
  readonly weak: boolean;
  /** Places 0 to 100 on the axis; null: hidden or too few to draw. */
  readonly bar: { readonly at: number; readonly low: number; readonly high: number } | null;
  readonly position: string;
}

export interface ChannelsView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly rows: readonly ChannelRow[];
  /** Place of the share of all; null: not told. */
  readonly centre: number | null;
  readonly ends: readonly [string, string];
}

/** `words.t` is bound to the namespace `moment`. */
export function prepareChannels(channels: DimensionUnits, measure: ScoreMeasure, words: Words): ChannelsView {
  const { t, locale, names } = words;
  const shown = channels.units.filter(isShown);
  const limits = shown.flatMap(({ share }) => (share.value === null ? [] : [share.low, share.high]));
  const { low, high } = shareDomain(limits.length === 0 ? [0, 1] : limits);
  const place = (value: number) => placeOf(value, low, high);
  return {
    state: channels.units.length === 0 ? "empty" : shown.length === 0 ? "too-few" : "ready",
    title: titleOf(channels, words),
    summary: t(`channels.summary.${measure}`, { count: shown.length, centre: formatPercent(channels.centre, locale, 1) }),
    table: unitTable(channels, measure, { ...words, nameOf: names.channel }),
    rows: channels.units
      .map((unit) => ({
        key: unit.unit,
        name: names.channel(unit.unit),
        share: unit.share,
        weak: isWeak(unit.share.n),
        bar:
          unit.share.value === null || !isShown(unit)
            ? null
            : { at: place(unit.share.value), low: place(unit.share.low), high: place(unit.share.high) },
        position: isShown(unit) && channels.units.length > 1 ? positionText(unit, words) : "",
      }))
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
    centre: channels.centre === null || channels.units.length < 2 ? null : place(channels.centre),
    ends: [formatPercent(low, locale, 1), formatPercent(high, locale, 1)],
  };
}

function titleOf({ units, spread, verdict }: DimensionUnits, { t, locale, names }: Words): string {
  const [only] = units;
  if (only !== undefined && units.length === 1) return t("channels.one", { unit: names.channel(only.unit) });
  if (spread.value === null) return t("channels.unknown");
  return t(verdict === "differ" ? "channels.differ" : "channels.cannotTell", { spread: formatDifference(spread.value, locale, "size") });
}
