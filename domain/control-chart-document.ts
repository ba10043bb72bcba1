/** A control chart: what the arithmetic gives, and the report's document. Plain JSON. */
import type { Period } from "./documents.ts";
import type { DayText, Grain } from "./filter.ts";
import type { ScoreMeasure } from "./score-measure.ts";
import type { Share } from "./share.ts";

/** no-ratings: none in the baseline; no-spread: all of the baseline's ratings are hits, or none is; under-12: too few baseline points. */
export type ChartReason = "no-ratings" | "no-spread" | "under-12";

/** outside: beyond a limit. run: at least the eighth point in a row on its side of the centre. */
export type ChartSignal = "outside" | "run";

export interface ChartPoint {
  /** First and last day; a point may be several buckets merged. */
  readonly from: DayText;
  readonly to: DayText;
  readonly buckets: number;
  readonly hits: number;
  readonly n: number;
  /** hits / n; null without ratings. */
  readonly value: number | null;
  /** Limits for this n, within 0..1; null where the chart has none. */
  readonly low: number | null;
  readonly high: number | null;
  readonly inBaseline: boolean;
  /** false: the bucket is not finished, or too small to be a point as yet. Drawn dashed; takes part in nothing. */
  readonly complete: boolean;
  readonly signals: readonly ChartSignal[];
}

export interface ControlChart {
  readonly points: readonly ChartPoint[];
  readonly centre: number | null;
  /** 1: plain p-chart; above: Laney's p'. */
  readonly sigmaZ: number | null;
  readonly baselineFrom: DayText | null;
  readonly baselineTo: DayText | null;
  /** After merging. */
  readonly baselinePoints: number;
  /** 12 to 19 baseline points: the limits are a first guess. */
  readonly provisional: boolean;
  /** Only where there are no limits. */
  readonly reason: ChartReason | null;
}

/** A point as it is told. */
export interface ControlPoint extends Pick<ChartPoint, "from" | "to" | "buckets" | "inBaseline" | "complete" | "signals"> {
  /** Wilson; n = ratings of the point. */
  readonly share: Share;
  /** Three-sigma limits for this n, within 0..1; null where the chart has none. */
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
}

/** One moment's control chart. */
export interface ControlChartDocument extends Omit<ControlChart, "points" | "reason"> {
  readonly period: Period;
  readonly moment: string;
  readonly measure: ScoreMeasure;
  readonly grain: Grain;
  /** The baseline was chosen: it stays as it is whatever comes later. Else all complete points are the baseline. */
  readonly frozen: boolean;
  /** Only where there are no limits. too-few: hidden. */
  readonly reason: ChartReason | "too-few" | null;
  readonly points: readonly ControlPoint[];
  readonly unweighted: boolean;
}
