import { type Limits, wilson } from "./wilson.ts";

/** An estimate with its own 95 % limits. */
export interface Estimate extends Limits {
  readonly value: number;
}

/**
 * first - second with 95 % limits from each estimate's own limits ("square and add"): needs nothing but that the two are independent.
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998)
 * 873–890, method 10, without continuity correction; for limits of any kind, G. Y. Zou and A. Donner (2008).
 */
export function squareAndAdd(first: Estimate, second: Estimate): Estimate {
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}

/** hits1/n1 - hits2/n2 with Newcombe's hybrid score interval. Both n > 0. */
export function newcombe(hits1: number, n1: number, hits2: number, n2: number): Estimate {
  return squareAndAdd({ value: hits1 / n1, ...wilson(hits1, n1) }, { value: hits2 / n2, ...wilson(hits2, n2) });
}
