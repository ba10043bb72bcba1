/** Decides the table behind the journey map. */

import type { MomentSides } from "#components/beside/moment-sides.ts";
import { isDrawn, isWeak } from "#components/charts/evidence.ts";
import type { ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatShare } from "#components/format.ts";
import type { Share } from "#domain/share.ts";
import { isKnown } from "#domain/share.ts";
import { type JourneyMap, netText } from "./prepare.ts";

/** `words.t` is bound to the namespace `map`, `charts.t` to `charts`, `beside.t` to `beside`. */
export function mapTable(map: JourneyMap, words: Words, charts: Words, beside: Words): ChartTable {
  const { t, locale } = words;
  const compared = map.stations.some((station) => station.change !== null);
  const sides = map.stations.find((station) => station.sides !== null)?.sides ?? null;
  const column = (key: string, label: string, numeric = true) => ({ key, label, numeric });
  return {
    caption: t("caption"),
    columns: [
      column("moment", charts.t("column.moment"), false),
      column("stage", charts.t("column.stage"), false),
      column("channels", t("channels"), false),
      column("satisfaction", charts.t("column.satisfaction")),
      column("interval", charts.t("column.interval")),
      column("ratings", charts.t("column.ratings")),
      column("net", t("net")),
      column("netInterval", charts.t("column.interval")),
      ...(compared ? [column("change", t("change"), false)] : []),
      column("touched", t("contacts")),
      ...(sides === null
        ? []
        : [column("priority", sides.labels.priority), column("others", sides.labels.others), column("difference", t("difference"))]),
    ],
    rows: map.stations.map((station) => {
      const satisfied = formatShare(station.satisfaction, locale);
      const net = isKnown(station.net) && isDrawn(station.net.n) ? station.net : null;
      return {
        key: station.key,
        weak: isWeak(station.satisfaction.n),
        cells: [
          `${station.place}. ${station.name}`,
          charts.t(`stage.${station.stage}`),
          station.channels.join(", "),
          station.measured === "yes" ? satisfied.value : t(station.measured === "no" ? "notMeasured" : "notMet"),
          satisfied.interval ?? "—",
          satisfied.n,
          netText(net?.value ?? null, locale),
          net === null ? "—" : t("range", { low: netText(net.low, locale), high: netText(net.high, locale) }),
          ...(compared ? [station.change === null ? "—" : [station.change.text, station.change.split].filter(Boolean).join(". ")] : []),
          formatCount(station.touched, locale),
          ...(station.sides === null
            ? []
            : [
                shareCell(station.sides.satisfaction.priority, words),
                shareCell(station.sides.satisfaction.others, words),
                differenceCell(station.sides, words, beside),
              ]),
        ],
      };
    }),
  };
}

/** Only a difference beyond noise is called one. */
function differenceCell({ difference, apart }: MomentSides, { locale }: Words, beside: Words): string {
  if (!isKnown(difference)) return "—";
  const interval = formatInterval(difference.low, difference.high, locale, "difference");
  return `${formatDifference(difference.value, locale)} (${interval})${apart === "none" ? `, ${beside.t("noDifference")}` : ""}`;
}

function shareCell(share: Share, { locale }: Words): string {
  const { value, interval, n } = formatShare(share, locale);
  return interval === null ? `${value} (n = ${n})` : `${value} (${interval}, n = ${n})`;
}
