/** The control chart as a table. */
import { formatCount, formatDay, formatInterval, formatNumber, formatPercent, formatPeriod } from "#components/format.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import { isWeak } from "../evidence.ts";
import type { ChartTable } from "../table.ts";
import type { Words } from "../words.ts";
import { isShown } from "./sentences.ts";

/** Each point with its interval, limits and signals. `words.t` is bound to the namespace `moment`. */
export function controlTable(document: ControlChartDocument, words: Words): ChartTable {
  const { t, locale } = words;
  return {
    caption: t(`control.caption.${document.measure}`),
    columns: [
      { key: "period", label: t("column.period"), numeric: false },
      { key: "rated", label: t("column.rated"), numeric: true },
      { key: "share", label: t(`measure.${document.measure}`), numeric: true },
      { key: "interval", label: t("column.interval"), numeric: true },
      { key: "limits", label: t("column.limits"), numeric: true },
      { key: "signal", label: t("column.signal"), numeric: false },
    ],
    rows: document.points.map((point) => ({
      key: point.from,
      weak: isWeak(point.share.n),
      cells: [
        point.from === point.to ? formatDay(point.from, locale) : formatPeriod(point, locale),
        formatCount(point.share.n, locale),
        isShown(point) ? formatPercent(point.share.value, locale, 1) : formatNumber(null, locale),
        isShown(point) ? formatInterval(point.share.low, point.share.high, locale, "share", 1) : "",
        point.complete ? formatInterval(point.lowerLimit, point.upperLimit, locale, "share", 1) : "",
        point.complete ? point.signals.map((signal) => t(`legend.${signal}`)).join(", ") : t("legend.unfinished"),
      ],
    })),
  };
}
