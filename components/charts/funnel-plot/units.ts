/** What is said of the units of a dimension, channels and teams alike. */
import { formatCount, formatInterval, formatPercent } from "#components/format.ts";
import type { ScoreMeasure } from "#domain/score-measure.ts";
import type { DimensionUnits, Unit } from "#domain/unit-spread-document.ts";
import { isDrawn, isWeak } from "../evidence.ts";
import type { ChartTable } from "../table.ts";
import type { Words } from "../words.ts";

/** Whether a unit's share is drawn: it is told, and of 5 or more. */
export function isShown({ share }: Unit): boolean {
  return share.value !== null && isDrawn(share.n);
}

/** Where a unit lies, in words; nothing where that is not told. */
export function positionText({ position }: Unit, { t }: Words): string {
  return position === null ? "" : t(`position.${position}`);
}

/** The units with both shares, in the order of their names. */
export function unitTable(
  { units, dimension }: DimensionUnits,
  measure: ScoreMeasure,
  words: Words & { readonly nameOf: (key: string) => string },
): ChartTable {
  const { t, locale, nameOf, reason } = words;
  const figure = (share: Unit["share"]) =>
    share.value === null ? reason(share.reason) : isDrawn(share.n) ? formatPercent(share.value, locale, 1) : reason("too-few");
  const rows = units.map((unit) => ({ unit, name: nameOf(unit.unit) }));
  return {
    caption: t(`${dimension}s.caption`),
    columns: [
      { key: "unit", label: t(`${dimension}s.kicker`), numeric: false },
      { key: "rated", label: t("column.rated"), numeric: true },
      { key: "satisfaction", label: t("measure.satisfaction"), numeric: true },
      { key: "broken", label: t("measure.broken"), numeric: true },
      { key: "interval", label: t(`column.intervalOf.${measure}`), numeric: true },
      { key: "position", label: t("column.position"), numeric: false },
    ],
    rows: rows
      .toSorted((a, b) => a.name.localeCompare(b.name, locale))
      .map(({ unit, name }) => ({
        key: unit.unit,
        weak: isWeak(unit.share.n),
        cells: [
          name,
          formatCount(unit.share.n, locale),
          figure(unit.satisfaction),
          figure(unit.broken),
          isShown(unit) ? formatInterval(unit.share.low, unit.share.high, locale, "share", 1) : "",
          isShown(unit) ? positionText(unit, words) : "",
        ],
      })),
  };
}
