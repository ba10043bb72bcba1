/** How much channels or teams differ, in words. */
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatNumber } from "#components/format.ts";
import type { DimensionUnits } from "#domain/unit-spread-document.ts";

/** Smaller probabilities are only told to be smaller. */
const SMALLEST_P = 0.001;

/** The spread between units beyond that of sampling, and whether it is more than noise. `words.t` is bound to `moment`. */
export function spreadText({ dimension, spread, p, verdict }: DimensionUnits, { t, locale }: Words): string {
  if (spread.value === null) return t(`spread.reason.${spread.reason}`, { units: t(`spread.units.${dimension}`) });
  const values = {
    units: t(`spread.units.${dimension}`),
    count: formatCount(spread.n, locale),
    spread: formatDifference(spread.value, locale, "size"),
    // Sizes have no sign; rounded outwards like all limits.
    interval: t("spread.interval", {
      low: formatNumber(Math.floor(spread.low * 1000) / 10, locale, 1),
      high: formatDifference(Math.ceil(spread.high * 1000) / 1000, locale, "size"),
    }),
    p: p === null || p < SMALLEST_P ? `< ${formatNumber(SMALLEST_P, locale, 3)}` : `= ${formatNumber(p, locale, 3)}`,
  };
  return t(verdict === "differ" ? "spread.differ" : "spread.cannotTell", values);
}

/** How many ratings belong to no unit; null: none do. */
export function withoutText({ dimension, withoutUnit }: DimensionUnits, { t, locale }: Words): string | null {
  return withoutUnit === 0 ? null : t(`spread.without.${dimension}`, { count: formatCount(withoutUnit, locale) });
}
