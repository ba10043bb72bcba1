/** Whether bad moments fall on the same people: more flawless visits than chance would leave. */
import type { Clustering } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { missing, type Reason } from "./share.ts";
import { poissonOf } from "./statistics/poisson.ts";
import { seededRandom } from "./statistics/rng.ts";
import type { BitColumn, VisitScan } from "./tally.ts";
import { hasAnyStep, type StepBits, stepBits, stepCount } from "./visit-walk.ts";

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
  const patterns = findPatterns(bits, scan);
  const estimate = flawlessShares(bits.count, patterns, patterns.counts);
  if (estimate === null) return noClustering("no-ratings", 0);
  const { observed, expected, n } = estimate;
  if (n < SMALLEST_SAMPLE) return { observed, expected, difference: missing("under-30", n), verdict: "cannot-tell" };
  const differences = bootstrap(bits.count, patterns, options.seed, options.replicates ?? 200);
  const low = quantile(differences, 0.025);
  const high = quantile(differences, 0.975);
  return { observed, expected, difference: { value: observed - expected, low, high, n }, verdict: low > 0 ? "same-people" : "cannot-tell" };
}

export function noClustering(reason: Reason, n: number): Clustering {
  return { observed: null, expected: null, difference: missing(reason, n), verdict: "cannot-tell" };
}

/** Visits grouped by what they rated and what broke. */
interface Patterns {
  /** How many visits have the pattern. */
  readonly counts: Int32Array;
  /** Bytes a pattern: eight steps each, in journey order, so that one table look-up answers for eight. */
  readonly size: number;
  readonly rated: Uint8Array;
  readonly broken: Uint8Array;
  /** 1 where the pattern has at least two ratings. */
  readonly several: Uint8Array;
  /** 1 where it has at least two and none is bad. */
  readonly flawless: Uint8Array;
}

/** Of the visits that rated any step. */
function findPatterns(bits: StepBits, scan: VisitScan): Patterns {
  const index = new Map<number, Map<number, number>>();
  const members: number[] = [];
  const counts: number[] = [];
  for (let visit = 0; visit < scan.count; visit++) {
    if (!hasAnyStep(bits, scan.rated, visit)) continue;
    const lowKey = ((scan.rated.low[visit] ?? 0) & bits.low) * 2 ** 25 + ((scan.broken.low[visit] ?? 0) & bits.low);
    const highKey = ((scan.rated.high[visit] ?? 0) & bits.high) * 2 ** 25 + ((scan.broken.high[visit] ?? 0) & bits.high);
    const byLow = index.get(highKey) ?? new Map<number, number>();
    if (byLow.size === 0) index.set(highKey, byLow);
    const pattern = byLow.get(lowKey) ?? members.length;
    if (pattern === members.length) {
      byLow.set(lowKey, pattern);
      members.push(visit);
    }
    counts[pattern] = (counts[pattern] ?? 0) + (scan.weight[visit] ?? 0);
  }
  const size = Math.ceil(bits.count / 8);
  const rated = new Uint8Array(members.length * size);
  const broken = new Uint8Array(members.length * size);
  const several = new Uint8Array(members.length);
  const flawless = new Uint8Array(members.length);
  members.forEach((visit, pattern) => {
    packSteps(bits, scan.rated, visit, rated, pattern * size);
    packSteps(bits, scan.broken, visit, broken, pattern * size);
    if (stepCount(bits, scan.rated, visit) < 2) return;
    several[pattern] = 1;
    flawless[pattern] = hasAnyStep(bits, scan.broken, visit) ? 0 : 1;
  });
  return { counts: Int32Array.from(counts), size, rated, broken, several, flawless };
}

/** Writes a visit's steps as bits in journey order. */
function packSteps(bits: StepBits, column: BitColumn, visit: number, into: Uint8Array, offset: number): void {
  for (const { half, shift, stepOf } of bits.bytes) {
    const value = (column[half][visit] ?? 0) >>> shift;
    stepOf.forEach((step, k) => {
      if (step >= 0 && ((value >>> k) & 1) === 1) into[offset + (step >> 3)] = (into[offset + (step >> 3)] ?? 0) | (1 << (step & 7));
    });
  }
}

/** Observed and expected flawless share when pattern p occurs counts[p] times; null where no visit has two ratings. */
function flawlessShares(steps: number, patterns: Patterns, counts: Int32Array): { observed: number; expected: number; n: number } | null {
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

/** The differences of all replicates, ascending. */
function bootstrap(steps: number, patterns: Patterns, seed: number, replicates: number): Float64Array {
  const random = seededRandom(seed);
  const drawers = new Map([...new Set(patterns.counts)].map((count) => [count, poissonOf(count)]));
  const draws = Array.from(patterns.counts, (count) => drawers.get(count) ?? poissonOf(count));
  const differences: number[] = [];
  const counts = new Int32Array(draws.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let p = 0; p < draws.length; p++) counts[p] = draws[p]?.(random) ?? 0;
    const estimate = flawlessShares(steps, patterns, counts);
    if (estimate) differences.push(estimate.observed - estimate.expected);
  }
  return Float64Array.from(differences).sort();
}

/** Type 7 quantile of ascending values (R. J. Hyndman and Y. Fan, 1996); at least one value. */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
