/** The control chart of a share over time: which points are more than the usual up and down. */
import type { BaselineDays } from "./baseline.ts";
import type { ChartPoint, ChartReason, ChartSignal, ControlChart } from "./control-chart-document.ts";
import type { DayText } from "./filter.ts";
import { type Baseline, controlLimits, laneyBaseline } from "./statistics/p-chart.ts";

export interface ChartBucket {
  readonly from: DayText;
  readonly to: DayText;
  readonly hits: number;
  readonly n: number;
  /** Its last day is over, and the period does not cut it. */
  readonly complete: boolean;
}

/** A normal approximation wants this many expected of the rarer answer. */
const SMALLEST_EXPECTED = 5;
const FEWEST_POINTS = 12;
const ENOUGH_POINTS = 20;
const RUN = 8;

/**
 * Buckets are in order of time, of one grain. The baseline are the buckets that lie wholly within the days given, and stays as it is whatever
 * comes later (frozen); else all complete buckets. Neighbouring buckets are merged until a point expects at least 5 of the rarer answer at the baseline's share; no point
 * lies across the baseline's edge. What is left over at the end of a stretch that is closed joins the point before it; at the end of the chart
 * it waits, incomplete. Signals (W. A. Shewhart, 1931; runs: L. S. Nelson, "The Shewhart control chart: tests for special causes", Journal of
 * Quality Technology 16 (1984) 237–239, here eight): a point outside the limits, and eight in a row on one side; a point on the centre ends a
 * run. Incomplete buckets take part in nothing.
 */
export function toControlChart(buckets: readonly ChartBucket[], baseline?: BaselineDays): ControlChart {
  const inBaseline = (bucket: ChartBucket) =>
    bucket.complete && (baseline === undefined || (bucket.from >= baseline.from && bucket.to <= baseline.to));
  const chosen = buckets.filter(inBaseline);
  const n = chosen.reduce((sum, bucket) => sum + bucket.n, 0);
  const hits = chosen.reduce((sum, bucket) => sum + bucket.hits, 0);
  const rarer = n > 0 ? Math.min(hits, n - hits) / n : 0;
  const stretches = stretchesOf(buckets, inBaseline, baseline?.to ?? null);
  const points = stretches.flatMap((stretch) => merge(stretch, rarer));
  const baselined = points.filter((point) => point.inBaseline && point.complete);
  const fitted = laneyBaseline(baselined);
  const reason = whyNone(n, rarer, baselined.length);
  const limits = reason === null ? fitted : null;
  return {
    points: withSignals(points, limits),
    centre: limits?.centre ?? null,
    sigmaZ: limits?.sigmaZ ?? null,
    baselineFrom: baselined[0]?.from ?? null,
    baselineTo: baselined.at(-1)?.to ?? null,
    baselinePoints: baselined.length,
    provisional: reason === null && baselined.length < ENOUGH_POINTS,
    reason,
  };
}

function whyNone(n: number, rarer: number, points: number): ChartReason | null {
  if (n === 0) return "no-ratings";
  if (rarer === 0) return "no-spread";
  return points < FEWEST_POINTS ? "under-12" : null;
}

interface Stretch {
  readonly buckets: readonly ChartBucket[];
  readonly inBaseline: boolean;
  readonly complete: boolean;
  /** No further bucket will join: something complete follows, or the baseline ends here. */
  readonly closed: boolean;
}

/** Neighbours that may be merged with each other. */
function stretchesOf(buckets: readonly ChartBucket[], inBaseline: (bucket: ChartBucket) => boolean, end: DayText | null): Stretch[] {
  const groups: ChartBucket[][] = [];
  for (const bucket of buckets) {
    const before = groups.at(-1)?.[0];
    if (before?.complete === bucket.complete && inBaseline(before) === inBaseline(bucket)) groups.at(-1)?.push(bucket);
    else groups.push([bucket]);
  }
  return groups.map((group, g) => {
    const first = group[0];
    const inside = first !== undefined && inBaseline(first);
    const next = groups[g + 1]?.[0];
    const ends = inside && end !== null && (group.at(-1)?.to === end || (next !== undefined && next.to > end));
    return { buckets: group, inBaseline: inside, complete: first?.complete === true, closed: ends || next?.complete === true };
  });
}

type Point = Omit<ChartPoint, "value" | "low" | "high" | "signals">;

function merge(stretch: Stretch, rarer: number): Point[] {
  const { inBaseline, complete } = stretch;
  if (!complete || rarer === 0) return stretch.buckets.map((bucket) => pointOf([bucket], inBaseline, complete));
  const points: Point[] = [];
  let waiting: ChartBucket[] = [];
  for (const bucket of stretch.buckets) {
    waiting.push(bucket);
    if (waiting.reduce((sum, { n }) => sum + n, 0) * rarer < SMALLEST_EXPECTED) continue;
    points.push(pointOf(waiting, inBaseline, true));
    waiting = [];
  }
  if (waiting.length === 0) return points;
  const last = points.at(-1);
  if (!stretch.closed || last === undefined) return [...points, pointOf(waiting, inBaseline, false)];
  return [...points.slice(0, -1), joined(last, pointOf(waiting, inBaseline, true))];
}

function pointOf(buckets: readonly ChartBucket[], inBaseline: boolean, complete: boolean): Point {
  return {
    from: buckets[0]?.from ?? "",
    to: buckets.at(-1)?.to ?? "",
    buckets: buckets.length,
    hits: buckets.reduce((sum, bucket) => sum + bucket.hits, 0),
    n: buckets.reduce((sum, bucket) => sum + bucket.n, 0),
    inBaseline,
    complete,
  };
}

function joined(first: Point, second: Point): Point {
  return { ...first, to: second.to, buckets: first.buckets + second.buckets, hits: first.hits + second.hits, n: first.n + second.n };
}

function withSignals(points: readonly Point[], baseline: Baseline | null): ChartPoint[] {
  let run = 0;
  let side = 0;
  return points.map((point) => {
    const value = point.n > 0 ? point.hits / point.n : null;
    if (baseline === null || value === null) return { ...point, value, low: null, high: null, signals: [] };
    const limits = controlLimits(baseline, point.n);
    if (!point.complete) return { ...point, value, ...limits, signals: [] };
    const now = Math.sign(value - baseline.centre);
    run = now !== 0 && now === side ? run + 1 : Math.abs(now);
    side = now;
    const signals: ChartSignal[] = value < limits.low || value > limits.high ? ["outside"] : [];
    if (run >= RUN) signals.push("run");
    return { ...point, value, ...limits, signals };
  });
}
