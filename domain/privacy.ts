/**
 * What viewers who may not open single visits are not told: figures over fewer than five, and what would give those away by subtraction.
 * Counts (n) are always told; what stood behind them is not. Hiding whole documents is in privacy-documents.ts.
 */
import { missing, type Share } from "./share.ts";

/** The smallest n whose figure is told. */
const SMALLEST_TOLD = 5;
/** Below this n nobody is told that all, or none, said the same. */
const SMALLEST_EXTREME = 10;

/**
 * The values of one dimension (channels, segments, buckets …) whose figures are hidden, from their n: all with 1..4, and then the smallest
 * of the others until at least two are hidden and together they are at least five, so that no difference of told figures is theirs alone.
 * Where too few others exist everything that has an n is hidden.
 */
export function hiddenValues<K>(counts: ReadonlyMap<K, number>): Set<K> {
  const present = [...counts].filter(([, n]) => n > 0).sort(([, a], [, b]) => a - b);
  const hidden = new Set<K>();
  let sum = 0;
  for (const [value, n] of present) {
    // Five together are at least two values: each of the first has fewer.
    if (n >= SMALLEST_TOLD && (hidden.size === 0 || sum >= SMALLEST_TOLD)) break;
    hidden.add(value);
    sum += n;
  }
  return hidden;
}

/**
 * Whether figures over a choice of a dimension's values may be told: it has no hidden value, or all of them. An empty choice is no choice:
 * everything. A value that is not among the counts has n = 0 and changes nothing.
 */
export function mayShow<K>(counts: ReadonlyMap<K, number>, chosen: readonly K[]): boolean {
  const hidden = hiddenValues(counts);
  const met = new Set(chosen.filter((value) => hidden.has(value))).size;
  return chosen.length === 0 || met === 0 || met === hidden.size;
}

/** What one dimension's values have in each bucket of a series, of which values the series is made of the chosen. */
export interface BucketSiblings {
  readonly chosen: readonly number[];
  /** n by value, a bucket each. */
  readonly buckets: readonly ReadonlyMap<number, number>[];
}

/**
 * The buckets of a series whose figures are hidden, from their n: those that are hidden as siblings of each other (`hiddenValues`), and
 * those in which a dimension's chosen values may not be shown. All of them together are what the series' total leaves, so the smallest of
 * the others are hidden as well until that may be shown.
 */
export function hiddenBuckets(counts: readonly number[], siblings: readonly BucketSiblings[]): Set<number> {
  const tells = (places: ReadonlySet<number>) =>
    siblings.every(({ chosen, buckets }) => mayShow(sumOf(buckets.filter((_, i) => places.has(i))), chosen));
  const hidden = hiddenValues(new Map(counts.map((n, i) => [i, n])));
  counts.forEach((n, i) => {
    if (n > 0 && !tells(new Set([i]))) hidden.add(i);
  });
  const others = counts.flatMap((n, i) => (n > 0 && !hidden.has(i) ? [i] : [])).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  const isEnough = () => hidden.size > 1 && !isTooFew([...hidden].reduce((sum, i) => sum + (counts[i] ?? 0), 0)) && tells(hidden);
  while (hidden.size > 0 && others.length > 0 && !isEnough()) hidden.add(others.shift() ?? 0);
  return hidden;
}

function sumOf(maps: readonly ReadonlyMap<number, number>[]): Map<number, number> {
  const total = new Map<number, number>();
  for (const map of maps) for (const [value, n] of map) total.set(value, (total.get(value) ?? 0) + n);
  return total;
}

/** Whether hits of n is too telling: n of 1..4, or all or none of fewer than ten. */
export function isTelling(hits: number, n: number): boolean {
  return n > 0 && (n < SMALLEST_TOLD || (n < SMALLEST_EXTREME && (hits <= 0 || hits >= n)));
}

/** Whether a figure over this n is hidden whatever it is. */
export function isTooFew(n: number): boolean {
  return n > 0 && n < SMALLEST_TOLD;
}

/** A proportion as such viewers see it; n stays. Missing shares stay as they are. */
export function hideShare(share: Share): Share {
  if (share.value === null) return share;
  if (isTooFew(share.n)) return missing("too-few", share.n);
  if (!isTelling(share.value * share.n, share.n)) return share;
  return missing(share.value <= 0 ? "below-10-percent" : "above-90-percent", share.n);
}
