import { poissonOf } from "./poisson.ts";
import { quantile } from "./quantile.ts";
import { seededRandom } from "./rng.ts";
import type { Limits } from "./wilson.ts";

/**
 * Redraws a sample that is grouped into alike members: each member counts Poisson(1) times, so a group of n counts Poisson(n) times.
 * `see` gets the counts of one replicate, in an array that is used again for the next.
 * B. Efron (1979); N. Chamandy et al., "Estimating uncertainty for massive data streams" (2012). Every count > 0.
 */
export function poissonReplicates(counts: Int32Array, seed: number, replicates: number, see: (counts: Int32Array) => void): void {
  const random = seededRandom(seed);
  const drawers = new Map([...new Set(counts)].map((count) => [count, poissonOf(count)]));
  const draws = Array.from(counts, (count) => drawers.get(count) ?? poissonOf(count));
  const drawn = new Int32Array(draws.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let p = 0; p < draws.length; p++) drawn[p] = draws[p]?.(random) ?? 0;
    see(drawn);
  }
}

/** The 2.5 % and 97.5 % quantiles of the replicates' figures (the percentile interval); null without any. */
export function percentileLimits(figures: readonly number[]): Limits | null {
  if (figures.length === 0) return null;
  const sorted = Float64Array.from(figures).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}
