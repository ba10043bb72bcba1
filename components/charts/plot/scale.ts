/** Axes of plots of shares: round ends and ticks around what is drawn. */

/** Ends of an axis of shares (0..1) with its ticks, both ends among them. */
export interface Domain {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** More lines than this across a plot are in the way. */
const MOST_STEPS = 5;
const STEPS = [0.001, 0.002, 0.0025, 0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25];

/** The narrowest axis of round steps that holds all values; never beyond 0 and 1, never of no width. */
export function shareDomain(values: readonly number[]): Domain {
  const lowest = Math.max(0, Math.min(1, ...values));
  const highest = Math.min(1, Math.max(0, ...values));
  for (const step of STEPS) {
    const most = Math.round(1 / step);
    const first = Math.min(most - 1, Math.floor(lowest / step + 1e-9));
    const last = Math.min(most, Math.max(first + 1, Math.ceil(highest / step - 1e-9)));
    if (last - first > MOST_STEPS) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
    return { low: first * step, high: last * step, ticks };
  }
  return { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
}

/** Where a value lies between two ends, 0 to 100; the middle where they are one. */
export function placeOf(value: number, low: number, high: number): number {
  return high > low ? ((value - low) / (high - low)) * 100 : 50;
}
