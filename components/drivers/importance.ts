/** Decides the importance–performance map: where points, ellipses, lines and their numbers stand. */
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatInterval, formatPercent, formatShare } from "#components/format.ts";
import type { ImportanceWeight, MapPoint, Quadrant } from "#domain/drivers-document.ts";
import type { DriversAnswer } from "#domain/improvement-documents.ts";
import { sampleText } from "./contrast.ts";
import { spreadLabels } from "./spread-labels.ts";

/** A point in units of the picture, whose origin is the upper left corner. */
export interface PlotPoint {
  readonly moment: string;
  readonly name: string;
  /** Stands in the picture and before the name in the list. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
  /** Half the two intervals. */
  readonly rx: number;
  readonly ry: number;
  /** Middle of the ellipse: the intervals are not symmetric. */
  readonly cx: number;
  readonly cy: number;
  readonly label: { readonly x: number; readonly y: number };
  readonly quadrant: Quadrant;
  readonly clear: boolean;
  /** Everything about it, as a sentence. */
  readonly sentence: string;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  readonly points: readonly PlotPoint[];
  /** Above and below the points, where the quadrants' names stand. */
  readonly band: number;
  /** Where the lines stand. */
  readonly importance: number;
  readonly performance: number;
  /** What the axes show, from where to where. */
  readonly down: string;
  readonly across: string;
}

export interface ImportanceView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly plot: Plot;
  /** Moments without a place, and why. */
  readonly left: readonly string[];
  readonly table: ChartTable;
}

export const PLOT = { width: 360, height: 360, band: 20 };
const EDGE = 14;

/** `words.t` is bound to the namespace `drivers`. */
export function prepareImportance(document: DriversAnswer, words: Words): ImportanceView {
  const { t, locale, names } = words;
  const { importance, map } = document;
  const act = map.points.filter((point) => point.quadrant === "act" && point.clear).sort(byImportance);
  const sure = act.map((point) => names.moment(point.moment));
  return {
    state: document.outcome === null || document.sample.of === 0 ? "empty" : "ready",
    title:
      importance.method === null
        ? t("map.titleUnknown", { reason: t(`reason.${importance.reason ?? "too-few"}`) })
        : sure.length === 0
          ? t("map.titleNone")
          : t("map.titleAct", { moments: sure.join(", ") }),
    summary: [
      importance.method === null
        ? ""
        : t(`map.method.${importance.method}`, {
            n: formatCount(importance.n, locale),
            used: formatPercent(importance.used, locale),
            rSquared: formatPercent(importance.rSquared, locale),
          }),
      t("map.ellipse"),
      sampleText(document, words),
      t("association"),
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    plot: plotOf(document, words),
    left: importance.weights.flatMap(({ moment, weight }) =>
      weight.value === null ? [t("map.left", { moment: names.moment(moment), reason: t(`reason.${weight.reason}`) })] : [],
    ),
    table: tableOf(document, words),
  };
}

function byImportance(a: MapPoint, b: MapPoint): number {
  return (b.importance.value ?? 0) - (a.importance.value ?? 0);
}

function plotOf({ map, importance }: DriversAnswer, words: Words): Plot {
  const { t, locale, names } = words;
  const placed = map.points.flatMap((point, i) => {
    const { importance: weight, performance, quadrant } = point;
    if (weight.value === null || performance.value === null || quadrant === null) return [];
    return [{ ...point, weight, performance, quadrant, number: i + 1 }];
  });
  const weights = placed.flatMap(({ weight }) => [weight.low, weight.high]);
  const satisfied = placed.flatMap(({ performance }) => [performance.low, performance.high]);
  const across = axis(weights, EDGE, PLOT.width - EDGE);
  const down = axis(satisfied, PLOT.height - PLOT.band - EDGE, PLOT.band + EDGE);
  const range = (values: readonly number[]) => formatInterval(Math.min(...values), Math.max(...values), locale, "share");
  const dots = placed.map(({ weight, performance }) => ({ x: across(weight.value), y: down(performance.value) }));
  const labels = spreadLabels(dots, { left: 0, right: PLOT.width, top: PLOT.band, bottom: PLOT.height - PLOT.band });
  return {
    ...PLOT,
    importance: across(map.importanceLine ?? 0),
    performance: down(map.performanceLine ?? 0),
    down: placed.length === 0 ? "" : t("map.axisDown", { range: range(satisfied) }),
    across: placed.length === 0 ? "" : t("map.axisAcross", { range: range(weights) }),
    points: placed.map(({ moment, weight, performance, quadrant, clear, number }, i): PlotPoint => {
      const [left, right] = [across(weight.low), across(weight.high)];
      const [bottom, top] = [down(performance.low), down(performance.high)];
      const dot = dots[i] ?? { x: 0, y: 0 };
      return {
        ...{ moment, name: names.moment(moment), number, quadrant, clear, ...dot },
        ...{ cx: (left + right) / 2, cy: (top + bottom) / 2, rx: Math.max(1, (right - left) / 2), ry: Math.max(1, (bottom - top) / 2) },
        label: labels[i] ?? dot,
        sentence: sentenceOf({ moment, weight, performance, quadrant, clear }, importance.weights, words),
      };
    }),
  };
}

/** From a figure to a place between two ends, over the figures' range. */
function axis(values: readonly number[], start: number, end: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => (high > low ? start + ((value - low) / (high - low)) * (end - start) : (start + end) / 2);
}

interface Placed extends Omit<MapPoint, "importance" | "quadrant"> {
  readonly weight: MapPoint["importance"];
  readonly quadrant: Quadrant;
}

function sentenceOf(
  { moment, weight, performance, quadrant, clear }: Placed,
  weights: readonly ImportanceWeight[],
  { t, locale, names }: Words,
): string {
  const share = weights.find((one) => one.moment === moment)?.share ?? null;
  const satisfaction = formatShare(performance, locale);
  return t(clear ? "map.point" : "map.pointUnclear", {
    moment: names.moment(moment),
    share: formatPercent(share, locale),
    interval: formatInterval(weight.low, weight.high, locale, "share", 1),
    satisfaction: satisfaction.value,
    satisfactionInterval: satisfaction.interval ?? "",
    quadrant: t(`quadrant.${quadrant}`),
  });
}

function tableOf({ map, importance }: DriversAnswer, words: Words): ChartTable {
  const { t, locale, names } = words;
  const column = (key: string, numeric = true) => ({ key, label: t(`map.column.${key}`), numeric });
  const shares = new Map(importance.weights.map((weight) => [weight.moment, weight.share]));
  return {
    caption: t("map.caption"),
    columns: [
      column("moment", false),
      ...["share", "weight", "interval", "satisfaction", "satisfactionInterval", "n"].map((key) => column(key)),
      column("quadrant", false),
    ],
    rows: map.points.map((point, i) => {
      const satisfaction = formatShare(point.performance, locale);
      return {
        key: point.moment,
        weak: !point.clear,
        cells: [
          `${i + 1}. ${names.moment(point.moment)}`,
          formatPercent(shares.get(point.moment) ?? null, locale),
          point.importance.value === null ? t(`reason.${point.importance.reason}`) : formatPercent(point.importance.value, locale, 1),
          formatInterval(point.importance.low, point.importance.high, locale, "share", 1),
          satisfaction.value,
          satisfaction.interval ?? "",
          satisfaction.n,
          whereOf(point, words),
        ],
      };
    }),
  };
}

/** The quadrant in words, and whether the intervals leave it open. */
function whereOf({ quadrant, clear }: MapPoint, { t }: Words): string {
  if (quadrant === null) return t("map.noPlace");
  const where = t(`quadrant.${quadrant}`);
  return clear ? where : t("map.unclear", { quadrant: where });
}
