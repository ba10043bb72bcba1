import type { Limits } from "./wilson.ts";

/** Hits among n at one time. */
export interface Proportion {
  readonly hits: number;
  readonly n: number;
}

export interface Baseline {
  /** Σ hits / Σ n. */
  readonly centre: number;
  /** How much wider the points scatter than chance alone would have them; at least 1. */
  readonly sigmaZ: number;
}

/** The mean range of two normal values is this many standard deviations (d2 for n = 2). */
const D2 = 1.128;

/**
 * Laney's p' chart: z(i) = (p(i) - p̄) / √(p̄(1 - p̄)/n(i)), sigma z = mean |z(i) - z(i-1)| / 1.128, below 1 set to 1, so that the chart is the
 * plain p-chart (W. A. Shewhart, 1931) unless the points are overdispersed. D. B. Laney, "Improved control charts for attributes", Quality
 * Engineering 14 (2002) 531–537. Points in order of time, every n > 0; null where all or none are hits, or there are fewer than two points.
 */
export function laneyBaseline(points: readonly Proportion[]): Baseline | null {
  const n = points.reduce((sum, point) => sum + point.n, 0);
  const hits = points.reduce((sum, point) => sum + point.hits, 0);
  if (points.length < 2 || hits <= 0 || hits >= n) return null;
  const centre = hits / n;
  const z = points.map((point) => (point.hits / point.n - centre) / Math.sqrt((centre * (1 - centre)) / point.n));
  const ranges = z.slice(1).map((value, i) => Math.abs(value - (z[i] ?? 0)));
  const mean = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
  return { centre, sigmaZ: Math.max(1, mean / D2) };
}

/** Three sigma on either side of the centre for a point of n, cut to 0..1. */
export function controlLimits({ centre, sigmaZ }: Baseline, n: number): Limits {
  const half = 3 * sigmaZ * Math.sqrt((centre * (1 - centre)) / n);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
