/** Whether bad moments fall on the same people: more flawless visits than chance would leave. */
import type { Clustering } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { missing, type Reason } from "./share.ts";
import { percentileLimits, poissonReplicates } from "./statistics/poisson-bootstrap.ts";
import { type Patterns, ratedPatterns, stepsIn } from "./step-patterns.ts";
import type { VisitScan } from "./tally.ts";
import { stepBits } from "./visit-walk.ts";

export interface ClusteringOptions {
  readonly seed: number;
  /** Bootstrap replicates; default 200. */
  readonly replicates?: number;
}

/** Fewer visits with at least two ratings than this: no verdict. */
const SMALLEST_SAMPLE = 30;
const VALUES = 256;

/**
 * Observed minus expected share of flawless visits, over visits with at least two ratings among the steps. Expected: the mean, over those
 * visits, of the product of the met shares of the steps that the visit rated (met shares over all visits that rated the step). Interval:
 * percentile bootstrap over visits (B. Efron, 1979), 2.5 % and 97.5 %, each visit counting Poisson(1) times (N. Chamandy et al., "Estimating
 * uncertainty for massive data streams", 2012), so that alike visits are drawn at once. Above 0: the same people; otherwise nobody can tell.
 */
export function toClustering(steps: readonly Moment[], scan: VisitScan, options: ClusteringOptions): Clustering {
  const bits = stepBits(steps);
  const patterns = withSeveral(ratedPatterns(bits, scan).patterns);
  const estimate = flawlessShares(bits.count, patterns, patterns.counts);
  if (estimate === null) return noClustering("no-ratings", 0);
  const { observed, expected, n } = estimate;
  if (n < SMALLEST_SAMPLE) return { observed, expected, difference: missing("under-30", n), verdict: "cannot-tell" };
  const differences: number[] = [];
  poissonReplicates(patterns.counts, options.seed, options.replicates ?? 200, (counts) => {
    const replicate = flawlessShares(bits.count, patterns, counts);
    if (replicate) differences.push(replicate.observed - replicate.expected);
  });
  const limits = percentileLimits(differences);
  if (limits === null) return { observed, expected, difference: missing("under-30", n), verdict: "cannot-tell" };
  const difference = { value: observed - expected, ...limits, n };
  return { observed, expected, difference, verdict: limits.low > 0 ? "same-people" : "cannot-tell" };
}

export function noClustering(reason: Reason, n: number): Clustering {
  return { observed: null, expected: null, difference: missing(reason, n), verdict: "cannot-tell" };
}

/** Patterns with what takes part in the comparison. */
interface SeveralRated extends Patterns {
  /** 1 where the pattern has at least two ratings. */
  readonly several: Uint8Array;
  /** 1 where it has at least two and none is bad. */
  readonly flawless: Uint8Array;
}

function withSeveral(patterns: Patterns): SeveralRated {
  const { counts, size, rated, broken } = patterns;
  const several = Uint8Array.from(counts, (_, p) => (stepsIn(rated, size, p).length >= 2 ? 1 : 0));
  const flawless = several.map((flag, p) => (flag === 1 && stepsIn(broken, size, p).length === 0 ? 1 : 0));
  return { ...patterns, several, flawless };
}

/** Observed and expected flawless share when pattern p occurs counts[p] times; null where no visit has two ratings. */
function flawlessShares(
  steps: number,
  patterns: SeveralRated,
  counts: Int32Array,
): { observed: number; expected: number; n: number } | null {
  const products = metProducts(steps, patterns, counts);
  const { rated, several, size } = patterns;
  let n = 0;
  let flawless = 0;
  let expected = 0;
  for (let p = 0; p < counts.length; p++) {
    // No branch: whether a visit takes part is as good as random here.
    const count = (counts[p] ?? 0) * (several[p] ?? 0);
    n += count;
    flawless += count * (patterns.flawless[p] ?? 0);
    let product = count;
    for (let k = 0; k < size; k++) product *= products[k * VALUES + (rated[p * size + k] ?? 0)] ?? 0;
    expected += product;
  }
  return n === 0 ? null : { observed: flawless / n, expected: expected / n, n };
}

/** For each byte of the steps and each of its values, the product of the met shares of the steps in it. */
function metProducts(steps: number, patterns: Patterns, counts: Int32Array): Float64Array {
  const { size } = patterns;
  const rated = sumByValue(patterns.rated, size, counts);
  const broken = sumByValue(patterns.broken, size, counts);
  const products = new Float64Array(size * VALUES).fill(1);
  for (let step = 0; step < steps; step++) {
    const first = (step >> 3) * VALUES;
    const flag = 1 << (step & 7);
    let ratings = 0;
    let breaks = 0;
    for (let value = flag; value < VALUES; value++) {
      if ((value & flag) === 0) continue;
      ratings += rated[first + value] ?? 0;
      breaks += broken[first + value] ?? 0;
    }
    const met = ratings > 0 ? (ratings - breaks) / ratings : 1;
    for (let value = flag; value < VALUES; value++)
      if ((value & flag) !== 0) products[first + value] = (products[first + value] ?? 1) * met;
  }
  return products;
}

/** How often each value of each byte occurs. */
function sumByValue(values: Uint8Array, size: number, counts: Int32Array): Int32Array {
  const sums = new Int32Array(size * VALUES);
  for (let p = 0; p < counts.length; p++) {
    const count = counts[p] ?? 0;
    for (let k = 0; k < size; k++) {
      const cell = k * VALUES + (values[p * size + k] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + count;
    }
  }
  return sums;
}
