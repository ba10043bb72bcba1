/** Decides the control chart of a moment: points, limits, signals in words, and on what they rest. */
import { formatCount, formatDayShort, formatMonth, formatPercent, formatPeriod } from "#components/format.ts";
import type { ControlChartDocument, ControlPoint } from "#domain/control-chart-document.ts";
import { dayNumber } from "#domain/days.ts";
import { isWeak } from "../evidence.ts";
import type { PlotLegendItem } from "../plot/mark.tsx";
import type { LineDress, MarkShape, MarkTone, PlotLine, PlotParts, Tick } from "../plot/parts.ts";
import { placeOf, shareDomain } from "../plot/scale.ts";
import { lineRuns } from "../runs.ts";
import type { ChartState, ChartTable } from "../table.ts";
import type { Words } from "../words.ts";
import { describePoint, isShown, kindText, signalsOf, signalText } from "./sentences.ts";
import { controlTable } from "./table.ts";

/** Months instead of days on the axis from here on. */
const LONG_SPAN = 300;
const TICKS = 4;
/** Share of signals above which the level itself has changed. */
const SHIFTED = 0.25;
/** Signals told in words, latest first. */
const MOST_SIGNALS = 5;

export interface SignalLine {
  readonly key: string;
  readonly shape: MarkShape;
  readonly tone: MarkTone;
  readonly text: string;
}

export interface ControlView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly parts: PlotParts;
  readonly legend: readonly PlotLegendItem[];
  readonly signals: readonly SignalLine[];
  /** How many earlier signals are not told in words. */
  readonly moreSignals: number;
  /** What the limits rest on, and what is not yet sure. */
  readonly notes: readonly string[];
}

/** `words.t` is bound to the namespace `moment`. */
export function prepareControlChart(document: ControlChartDocument, words: Words): ControlView {
  const points = document.points.filter(isShown);
  const signals = signalsOf(document).toReversed();
  return {
    state: document.points.every(({ share }) => share.n === 0) ? "empty" : points.length === 0 ? "too-few" : "ready",
    title: titleOf(document, signals, words),
    summary: summaryOf(document, words),
    table: controlTable(document, words),
    parts: partsOf(document, words),
    legend: legendOf(document, words),
    signals: signals.slice(0, MOST_SIGNALS).map((point) => ({
      key: point.from,
      shape: shapeOf(point),
      tone: toneOf(document, point),
      text: signalText(document, point, words),
    })),
    moreSignals: Math.max(0, signals.length - MOST_SIGNALS),
    notes: notesOf(document, words),
  };
}

function shapeOf(point: ControlPoint): MarkShape {
  if (!point.complete) return "unfinished";
  if (point.signals.includes("outside")) return "strong";
  if (point.signals.includes("run")) return "mild";
  return isWeak(point.share.n) ? "weak" : "dot";
}

/** More bad ratings are bad news, more plus ratings good; without a signal neither is. */
function toneOf({ centre, measure }: ControlChartDocument, { share, signals }: ControlPoint): MarkTone {
  if (signals.length === 0 || centre === null || share.value === null) return "plain";
  return share.value > centre === (measure === "satisfaction") ? "good" : "bad";
}

function titleOf(document: ControlChartDocument, signals: readonly ControlPoint[], words: Words): string {
  const { t, locale } = words;
  const { reason, centre, baselinePoints } = document;
  if (reason !== null) return t(`control.reason.${reason}`, { points: formatCount(baselinePoints, locale) });
  const [latest] = signals;
  const values = { centre: formatPercent(centre, locale, 1) };
  if (latest === undefined) return t(`control.calm.${document.measure}`, values);
  const said = { count: signals.length, latest: signalText(document, latest, words) };
  return isShifted(document) ? t("control.changed", { ...said, points: formatCount(baselinePoints, locale) }) : t("control.signals", said);
}

/** A baseline of all points that gives so many signals is no baseline: it mixes levels. */
function isShifted(document: ControlChartDocument): boolean {
  return !document.frozen && signalsOf(document).length > SHIFTED * document.baselinePoints;
}

function summaryOf(document: ControlChartDocument, words: Words): string {
  const { t, locale } = words;
  const shown = document.points.filter(isShown);
  const what = t(`control.summary.${document.measure}`, {
    points: formatCount(shown.length, locale),
    period: formatPeriod({ from: document.points[0]?.from ?? null, to: document.points.at(-1)?.to ?? null }, locale),
  });
  return document.reason === null ? `${what} ${kindText(document, words)}` : what;
}

function notesOf(document: ControlChartDocument, { t, locale }: Words): string[] {
  const { baselineFrom: from, baselineTo: to, baselinePoints, frozen, provisional, reason, points } = document;
  const merged = Math.max(1, ...points.filter(({ complete }) => complete).map(({ buckets }) => buckets));
  const values = { points: formatCount(baselinePoints, locale), period: formatPeriod({ from, to }, locale) };
  return [
    ...(baselinePoints === 0 ? [] : [t(frozen ? "control.frozen" : "control.baseline", values)]),
    ...(provisional ? [t("control.provisional", values)] : []),
    ...(isShifted(document) ? [t("control.shifted")] : []),
    ...(reason === null && merged > 1 ? [t(`control.merged.${document.grain}`, { count: formatCount(merged, locale) })] : []),
    ...(points.some((point) => !point.complete && isShown(point)) ? [t("control.unfinished")] : []),
    ...(reason === null ? [t("control.meaning")] : []),
  ];
}

function legendOf(document: ControlChartDocument, { t }: Words): PlotLegendItem[] {
  const shown = document.points.filter(isShown);
  const has = (shape: MarkShape) => shown.some((point) => shapeOf(point) === shape);
  const signal = (shape: MarkShape, what: string): PlotLegendItem[] =>
    (["bad", "good"] as const)
      .filter((tone) => shown.some((point) => shapeOf(point) === shape && toneOf(document, point) === tone))
      .map((tone) => ({ shape, tone, text: t(tone === "bad" ? "legend.worse" : "legend.better", { what }) }));
  return [
    { shape: "dot", tone: "plain", text: t(`measure.${document.measure}`) },
    ...(has("weak") ? [{ shape: "weak", tone: "plain", text: t("legend.weak") } as const] : []),
    ...signal("strong", t("legend.outside")),
    ...signal("mild", t("legend.run")),
    ...(has("unfinished") ? [{ shape: "unfinished", tone: "plain", text: t("legend.unfinished") } as const] : []),
    ...(document.reason === null
      ? ([
          { dress: "centre", text: t(document.frozen ? "legend.centreFrozen" : "legend.centre") },
          { dress: "inner", text: t("legend.limits") },
        ] as const)
      : []),
  ];
}

function partsOf(document: ControlChartDocument, words: Words): PlotParts {
  const { points, centre, baselineFrom, baselineTo, frozen } = document;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { xTicks: [], yTicks: [], lines: [], marks: [], stretch: null };
  const [begin, end] = [dayNumber(first.from), dayNumber(last.to) + 1];
  const x = (day: number) => placeOf(day, begin, end);
  const middle = ({ from, to }: ControlPoint) => x((dayNumber(from) + dayNumber(to) + 1) / 2);
  const limited = points.filter((point) => point.complete);
  const drawn = points.flatMap((point) => (isShown(point) && point.share.value !== null ? [point.share.value] : []));
  const { low, high, ticks } = shareDomain([
    ...drawn,
    ...limited.flatMap(({ lowerLimit, upperLimit }) => [lowerLimit ?? [], upperLimit ?? []].flat()),
  ]);
  const y = (value: number) => placeOf(value, low, high);
  const lines: PlotLine[] = [
    ...(centre === null
      ? []
      : [
          {
            key: "centre",
            dress: "centre",
            points: [
              [0, y(centre)],
              [100, y(centre)],
            ],
          } as const,
        ]),
    ...(["lowerLimit", "upperLimit"] as const).flatMap((limit) => stepLines(limit, limited, x, y)),
    ...valueLines(points, middle, y),
  ];
  return {
    xTicks: timeTicks(points, middle, end - begin, words),
    yTicks: ticks.map((tick) => ({ at: y(tick), text: formatPercent(tick, words.locale, isWhole(ticks) ? 0 : 1) })),
    lines,
    marks: points.flatMap((point) =>
      point.share.value === null || !isShown(point)
        ? []
        : [
            {
              ...{ key: point.from, x: middle(point), y: y(point.share.value), shape: shapeOf(point), tone: toneOf(document, point) },
              ...{ sentence: describePoint(document, point, words), label: null },
            },
          ],
    ),
    stretch:
      frozen && baselineFrom !== null && baselineTo !== null
        ? { from: x(dayNumber(baselineFrom)), to: x(dayNumber(baselineTo) + 1) }
        : null,
  };
}

function isWhole(ticks: readonly number[]): boolean {
  return ticks.every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-9);
}

/** A limit holds for all days of its point: steps, broken where there is none. */
function stepLines(
  limit: "lowerLimit" | "upperLimit",
  points: readonly ControlPoint[],
  x: (day: number) => number,
  y: (value: number) => number,
): PlotLine[] {
  const pieces: [number, number][][] = [[]];
  for (const { from, to, [limit]: value } of points) {
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push([x(dayNumber(from)), y(value)], [x(dayNumber(to) + 1), y(value)]);
  }
  return pieces.filter((piece) => piece.length > 0).map((piece, i) => ({ key: `${limit} ${i}`, dress: "inner", points: piece }));
}

function valueLines(points: readonly ControlPoint[], middle: (point: ControlPoint) => number, y: (value: number) => number): PlotLine[] {
  const dressed = points.map((point) => {
    const dress: LineDress = !point.complete ? "unfinished" : isWeak(point.share.n) ? "weak" : "main";
    return { value: isShown(point) ? point.share.value : null, dress };
  });
  return lineRuns(dressed).map(({ dress, first, last }) => ({
    key: `value ${first}`,
    dress,
    points: points.slice(first, last + 1).map((point) => [middle(point), y(point.share.value ?? 0)] as const),
  }));
}

function timeTicks(points: readonly ControlPoint[], middle: (point: ControlPoint) => number, days: number, { locale }: Words): Tick[] {
  const count = Math.min(TICKS, points.length);
  const chosen = Array.from({ length: count }, (_, i) => points[Math.round((i * (points.length - 1)) / Math.max(1, count - 1))]);
  const ticks = chosen.flatMap((point) =>
    point === undefined
      ? []
      : [{ at: middle(point), text: days > LONG_SPAN ? formatMonth(point.from, locale) : formatDayShort(point.from, locale) }],
  );
  return ticks.filter((tick, i) => ticks.findIndex((other) => other.text === tick.text) === i);
}
