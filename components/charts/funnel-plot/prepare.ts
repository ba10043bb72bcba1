/** Decides the funnel plot: each unit's share against its ratings, between limits for its own n. Units never stand in order of their share. */
import { formatCount, formatCountShort, formatInterval, formatPercent } from "#components/format.ts";
import type { ScoreMeasure } from "#domain/score-measure.ts";
import type { DimensionUnits, FunnelPosition, Unit } from "#domain/unit-spread-document.ts";
import { isWeak } from "../evidence.ts";
import { placeLabels } from "../plot/labels.ts";
import type { MarkShape, MarkTone, PlotMark, PlotParts, Tick } from "../plot/parts.ts";
import { placeOf, shareDomain } from "../plot/scale.ts";
import type { ChartState, ChartTable } from "../table.ts";
import type { Words } from "../words.ts";
import { isShown, positionText, unitTable } from "./units.ts";

const X_TICKS = 4;
const FEW_UNITS = 8;

export interface FunnelPlotView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly parts: PlotParts;
  /** Some unit is drawn as weak. */
  readonly weak: boolean;
}

/** `words.t` is bound to the namespace `moment`. */
export function prepareFunnelPlot(teams: DimensionUnits, measure: ScoreMeasure, words: Words): FunnelPlotView {
  const { t, locale, names } = words;
  const shown = teams.units.filter(isShown);
  return {
    state: teams.units.length === 0 ? "empty" : shown.length === 0 ? "too-few" : "ready",
    title: titleOf(teams, shown, words),
    summary: t(`teams.summary.${measure}`, {
      count: shown.length,
      centre: formatPercent(teams.centre, locale, 1),
    }),
    table: unitTable(teams, measure, { ...words, nameOf: names.team }),
    parts: partsOf(teams, shown, measure, words),
    weak: shown.some((unit) => isWeak(unit.share.n)),
  };
}

function isFar(position: FunnelPosition | null): boolean {
  return position === "far-below" || position === "far-above";
}

function titleOf({ centre }: DimensionUnits, shown: readonly Unit[], { t, locale, names }: Words): string {
  const values = { count: formatCount(shown.length, locale), centre: formatPercent(centre, locale, 1) };
  const [only] = shown;
  if (only !== undefined && shown.length === 1) return t("teams.one", { ...values, unit: names.team(only.unit) });
  if (centre === null) return t("teams.noLimits", values);
  const far = shown.filter(({ position }) => isFar(position)).length;
  if (far > 0) return t("teams.far", { ...values, far: formatCount(far, locale) });
  const outside = shown.filter(({ position }) => position === "below" || position === "above").length;
  return outside === 0
    ? t("teams.inside", { ...values, count: shown.length })
    : t("teams.outside", { ...values, outside: formatCount(outside, locale) });
}

function shapeOf({ share, position }: Unit): MarkShape {
  if (isWeak(share.n)) return "weak";
  return isFar(position) ? "strong" : position === "below" || position === "above" ? "mild" : "dot";
}

function toneOf({ position }: Unit, measure: ScoreMeasure): MarkTone {
  if (position === null || position === "inside") return "neutral";
  return position.endsWith("above") === (measure === "satisfaction") ? "good" : "bad";
}

function partsOf(teams: DimensionUnits, shown: readonly Unit[], measure: ScoreMeasure, words: Words): PlotParts {
  const { centre, curve } = teams;
  const sizes = [...shown.map(({ share }) => share.n), ...curve.map(({ n }) => n)];
  if (sizes.length === 0) return { xTicks: [], yTicks: [], lines: [], marks: [], stretch: null };
  // A little room at the right, so that the largest unit's mark and name are whole.
  const [small, large] = [Math.min(...sizes), Math.max(...sizes) * 1.04];
  const x = (n: number) => placeOf(n, small, large);
  const limits = curve.flatMap(({ usual, wide }) => [usual.low, usual.high, wide.low, wide.high]);
  const values = shown.flatMap(({ share }) => (share.value === null ? [] : [share.value]));
  const { low, high, ticks } = shareDomain([...values, ...limits]);
  const y = (value: number) => placeOf(value, low, high);
  const line = (key: string, dress: "inner" | "outer", of: (at: DimensionUnits["curve"][number]) => number) => ({
    ...{ key, dress },
    points: curve.map((at) => [x(at.n), y(of(at))] as const),
  });
  const decimals = ticks.every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-9) ? 0 : 1;
  return {
    xTicks: sizeTicks(small, large, x, words),
    yTicks: ticks.map((tick) => ({ at: y(tick), text: formatPercent(tick, words.locale, decimals) })),
    lines:
      centre === null
        ? []
        : [
            {
              key: "centre",
              dress: "centre",
              points: [
                [0, y(centre)],
                [100, y(centre)],
              ],
            },
            line("usual low", "inner", (at) => at.usual.low),
            line("usual high", "inner", (at) => at.usual.high),
            line("wide low", "outer", (at) => at.wide.low),
            line("wide high", "outer", (at) => at.wide.high),
          ],
    marks: withNames(
      shown
        .map((unit) => ({
          ...{ key: unit.unit, x: x(unit.share.n), y: y(unit.share.value ?? 0), shape: shapeOf(unit), tone: toneOf(unit, measure) },
          ...{ sentence: unitSentence(unit, words), label: null },
        }))
        .sort((a, b) => a.x - b.x || a.y - b.y),
      centre === null ? 50 : y(centre),
      words,
    ),
    stretch: null,
  };
}

/** Names of all where they are few, else of those outside; the furthest outside first. */
function withNames(marks: readonly PlotMark[], centre: number, { names }: Words): PlotMark[] {
  const rank = ({ shape, y }: PlotMark) => (shape === "strong" ? 200 : shape === "mild" ? 100 : 0) + Math.abs(y - centre);
  const wanted = marks.length <= FEW_UNITS ? marks : marks.filter(({ shape }) => shape === "strong" || shape === "mild");
  return placeLabels(
    marks,
    wanted.toSorted((one, other) => rank(other) - rank(one)).map(({ key }) => ({ key, name: names.team(key) })),
  );
}

function sizeTicks(small: number, large: number, x: (n: number) => number, { locale }: Words): Tick[] {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, (large - small) / X_TICKS)));
  const step = [1, 2, 5, 10].map((round) => round * power).find((one) => (large - small) / one <= X_TICKS) ?? 10 * power;
  const first = Math.ceil(small / step);
  const count = Math.max(0, Math.floor(large / step) - first + 1);
  return Array.from({ length: count }, (_, i) => ({ at: x((first + i) * step), text: formatCountShort((first + i) * step, locale) }));
}

function unitSentence(unit: Unit, words: Words): string {
  const { t, locale, names } = words;
  return t("teams.unit", {
    unit: names.team(unit.unit),
    share: formatPercent(unit.share.value, locale, 1),
    interval: formatInterval(unit.share.low, unit.share.high, locale, "share", 1),
    n: formatCount(unit.share.n, locale),
    position: positionText(unit, words),
  });
}
