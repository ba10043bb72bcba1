/** A control chart: the document. Plain JSON. */
import type { DayText } from "./filter.ts";

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
