/** Whether bad moments fall on the same people: more flawless visits than chance would leave. */
import type { Clustering } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { missing } from "./share.ts";
import { mixHash, seededRandom } from "./statistics/rng.ts";
import type { VisitScan } from "./tally.ts";
import { hasAnyStep, type StepBits, stepBits, stepCount } from "./visit-walk.ts";

export interface ClusteringOptions {
  readonly seed: number;
  /** Bootstrap replicates. */
  readonly replicates?: number;
  /** At most this many visits take part: those whose id has the lowest hashes, the same ones every time. */
  readonly mostVisits?: number;
}

/** Fewer visits with at least two ratings than this: no verdict. */
const SMALLEST_SAMPLE = 30;

/**
 * Observed minus expected share of flawless visits, over visits with at least two ratings among the steps. Expected: the mean, over those
 * visits, of the product of the met shares of the steps that the visit rated (met shares over all visits that rated the step). Interval:
 * percentile bootstrap over visits (B. Efron, 1979), 2.5 % and 97.5 %. Above 0: the same people; otherwise it cannot be told.
 */
export function toClustering(steps: readonly Moment[], scan: VisitScan, options: ClusteringOptions): Clustering {
  const bits = stepBits(steps);
  const patterns = findPatterns(bits, scan, chooseVisits(bits, scan, options.mostVisits ?? 200_000));
  const estimate = flawlessShares(bits, patterns, patterns.counts);
  if (estimate === null) return { observed: null, expected: null, difference: missing("no-ratings"), verdict: "cannot-tell" };
  const { observed, expected, n } = estimate;
  if (n < SMALLEST_SAMPLE) return { observed, expected, difference: missing("under-30", n), verdict: "cannot-tell" };
  const differences = bootstrap(bits, patterns, options.seed, options.replicates ?? 200);
  const low = quantile(differences, 0.025);
  const high = quantile(differences, 0.975);
  return { observed, expected, difference: { value: observed - expected, low, high, n }, verdict: low > 0 ? "same-people" : "cannot-tell" };
}

/** Visits that rated any step; where there are too many, those with the lowest hashes of their ids. */
function chooseVisits(bits: StepBits, scan: VisitScan, most: number): Int32Array {
  const chosen = new Int32Array(scan.count);
  let count = 0;
  for (let i = 0; i < scan.count; i++) if (hasAnyStep(bits, scan.rated, i)) chosen[count++] = i;
  const rated = chosen.subarray(0, count);
  if (count <= most) return rated;
  const hashes = Uint32Array.from(rated, (i) => mixHash(scan.id[i] ?? 0));
  const limit = hashes.toSorted()[most] ?? 0;
  return rated.filter((_, k) => (hashes[k] ?? 0) < limit);
}

/** Visits grouped by what they rated and what broke, steps numbered in journey order, in bytes so that a table answers eight steps. */
interface Patterns {
  /** Per visit taking part, its pattern. */
  readonly of: Int32Array;
  readonly counts: Int32Array;
  readonly bytes: number;
  /** `bytes` a pattern. */
  readonly rated: Uint8Array;
  readonly broken: Uint8Array;
  /** 1 where the pattern has at least two ratings, 2 where it is also flawless. */
  readonly kind: Uint8Array;
}

function findPatterns(bits: StepBits, scan: VisitScan, visits: Int32Array): Patterns {
  const of = new Int32Array(visits.length);
  const index = new Map<number, Map<number, number>>();
  const members: number[] = [];
  visits.forEach((visit, k) => {
    const lowKey = ((scan.rated.low[visit] ?? 0) & bits.low) * 2 ** 25 + ((scan.broken.low[visit] ?? 0) & bits.low);
    const highKey = ((scan.rated.high[visit] ?? 0) & bits.high) * 2 ** 25 + ((scan.broken.high[visit] ?? 0) & bits.high);
    const byLow = index.get(highKey) ?? new Map<number, number>();
    if (byLow.size === 0) index.set(highKey, byLow);
    let pattern = byLow.get(lowKey);
    if (pattern === undefined) {
      pattern = members.length;
      byLow.set(lowKey, pattern);
      members.push(visit);
    }
    of[k] = pattern;
  });
  const bytes = Math.ceil(bits.count / 8);
  const rated = new Uint8Array(members.length * bytes);
  const broken = new Uint8Array(members.length * bytes);
  const kind = new Uint8Array(members.length);
  members.forEach((visit, pattern) => {
    writeSteps(bits, scan.rated.low[visit] ?? 0, scan.rated.high[visit] ?? 0, rated, pattern * bytes);
    writeSteps(bits, scan.broken.low[visit] ?? 0, scan.broken.high[visit] ?? 0, broken, pattern * bytes);
    if (stepCount(bits, scan.rated, visit) >= 2) kind[pattern] = hasAnyStep(bits, scan.broken, visit) ? 1 : 2;
  });
  const counts = new Int32Array(members.length);
  for (const pattern of of) counts[pattern] = (counts[pattern] ?? 0) + 1;
  return { of, counts, bytes, rated, broken, kind };
}

/** Sets the bits of the steps, numbered in journey order, from a visit's two half masks. */
function writeSteps(bits: StepBits, low: number, high: number, into: Uint8Array, offset: number): void {
  for (let bit = 0; bit < 50; bit++) {
    const step = bits.stepOf[bit] ?? -1;
    const set = bit < 25 ? (low >>> bit) & 1 : (high >>> (bit - 25)) & 1;
    if (step >= 0 && set === 1) into[offset + (step >> 3)] = (into[offset + (step >> 3)] ?? 0) | (1 << (step & 7));
  }
}

/** Observed and expected flawless share when pattern p occurs counts[p] times; null where no visit has two ratings. */
function flawlessShares(bits: StepBits, patterns: Patterns, counts: Int32Array): { observed: number; expected: number; n: number } | null {
  const products = metProducts(bits, patterns, counts);
  const { bytes, rated, kind } = patterns;
  let n = 0;
  let flawless = 0;
  let expected = 0;
  for (let p = 0; p < counts.length; p++) {
    const count = counts[p] ?? 0;
    if (count === 0 || kind[p] === 0) continue;
    n += count;
    if (kind[p] === 2) flawless += count;
    let product = count;
    for (let byte = 0; byte < bytes; byte++) product *= products[byte * 256 + (rated[p * bytes + byte] ?? 0)] ?? 0;
    expected += product;
  }
  return n === 0 ? null : { observed: flawless / n, expected: expected / n, n };
}

/** For each byte of steps and each of its 256 values, the product of the met shares of the steps in it. */
function metProducts(bits: StepBits, patterns: Patterns, counts: Int32Array): Float64Array {
  const { bytes } = patterns;
  const rated = byteSums(patterns.rated, bytes, counts);
  const broken = byteSums(patterns.broken, bytes, counts);
  const products = new Float64Array(bytes * 256).fill(1);
  for (let step = 0; step < bits.count; step++) {
    const base = (step >> 3) * 256;
    const flag = 1 << (step & 7);
    let ratings = 0;
    let breaks = 0;
    for (let value = flag; value < 256; value++) {
      if ((value & flag) === 0) continue;
      ratings += rated[base + value] ?? 0;
      breaks += broken[base + value] ?? 0;
    }
    const met = ratings > 0 ? (ratings - breaks) / ratings : 1;
    for (let value = flag; value < 256; value++) if ((value & flag) !== 0) products[base + value] = (products[base + value] ?? 1) * met;
  }
  return products;
}

/** How often each value of each byte occurs. */
function byteSums(values: Uint8Array, bytes: number, counts: Int32Array): Float64Array {
  const sums = new Float64Array(bytes * 256);
  for (let p = 0; p < counts.length; p++) {
    for (let byte = 0; byte < bytes; byte++) {
      const cell = byte * 256 + (values[p * bytes + byte] ?? 0);
      sums[cell] = (sums[cell] ?? 0) + (counts[p] ?? 0);
    }
  }
  return sums;
}

/** The differences of all replicates, ascending; each draws as many visits as took part, with replacement. */
function bootstrap(bits: StepBits, patterns: Patterns, seed: number, replicates: number): Float64Array {
  const random = seededRandom(seed);
  const { of } = patterns;
  const scale = of.length / 2 ** 32;
  const differences: number[] = [];
  const counts = new Int32Array(patterns.counts.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    counts.fill(0);
    for (let draw = 0; draw < of.length; draw++) {
      const pattern = of[Math.floor(random() * scale)] ?? 0;
      counts[pattern] = (counts[pattern] ?? 0) + 1;
    }
    const estimate = flawlessShares(bits, patterns, counts);
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
