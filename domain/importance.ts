/** How important each moment is to an outcome: its part of what all of them together explain. An association, not a cause. */
import type { DriverReason, Importance, ImportanceWeight } from "./drivers-document.ts";
import { noEstimate } from "./estimated.ts";
import { SMALLEST_SIDE, spreadOf } from "./penalty-reward.ts";
import { type Correlations, correlationsOf, pairSums } from "./statistics/pair-sums.ts";
import { percentileLimits, poissonReplicates } from "./statistics/poisson-bootstrap.ts";
import { relativeWeights } from "./statistics/relative-weights.ts";
import { mixHash } from "./statistics/rng.ts";

/** One moment's ratings, a visit a place, in any linear unit; NaN: not rated. */
export interface MomentRatings {
  readonly moment: string;
  readonly ratings: Float64Array;
}

export interface ImportanceOptions {
  readonly seed: number;
  readonly replicates: number;
}

/** The bootstrap draws this many groups of visits, or single visits where there are no more. */
const MOST_GROUPS = 500;

/**
 * Johnson's relative weights of the moments' ratings. Over complete cases where these are half of the visits and at least 50 + 8 m, m moments
 * (S. B. Green, "How many subjects does it take to do a regression analysis?", Multivariate Behavioral Research 26 (1991) 499–510); else
 * with each correlation over the visits that know both (pairwise), if together they are positive definite; else over complete cases even
 * where they are fewer than half. Left out beforehand: moments that fewer than 30 of the visits rated, or all alike; pairwise also, one by
 * one, the moment with the fewest ratings of any two that fewer than 30 visits rated together. Intervals: percentile bootstrap over visits, drawn in 500 groups by the hash of their ids where there are more visits, so
 * that a replicate costs no pass over them; a weight is never below 0, so its interval is no test of importance. `outcome` is finite,
 * one value a visit.
 */
export function toImportance(
  ids: Float64Array,
  outcome: Float64Array,
  moments: readonly MomentRatings[],
  options: ImportanceOptions,
): Importance {
  const whyNot = new Map<string, DriverReason>();
  if (outcome.length < SMALLEST_SIDE) return noImportance(moments, whyNot, "no-outcome", outcome.length);
  if (spreadOf(outcome) === null) return noImportance(moments, whyNot, "no-spread", outcome.length);
  for (const { moment, ratings } of moments) {
    const why = whyLeftOut(ratings);
    if (why !== null) whyNot.set(moment, why);
  }
  const candidates = moments.filter(({ moment }) => !whyNot.has(moment));
  const sample = chooseSample(ids, outcome, candidates);
  if (sample === null) return noImportance(moments, whyNot, "under-30", outcome.length);
  const estimate = weightsOf(sample);
  if (estimate === "singular") return noImportance(moments, whyNot, "collinear", outcome.length);
  if (estimate === "indefinite") return noImportance(moments, whyNot, "contradictory", outcome.length);
  const drawn: number[][] = sample.moments.map(() => []);
  poissonReplicates(new Int32Array(sample.sums.groups).fill(1), options.seed, options.replicates, (counts) => {
    const replicate = relativeWeights(correlationsOf(sample.sums, counts).matrix, sample.moments.length + 1);
    if (typeof replicate === "string") return;
    replicate.weights.forEach((weight, j) => {
      drawn[j]?.push(weight);
    });
  });
  const n = fewest(sample);
  return {
    method: sample.method,
    reason: null,
    rSquared: estimate.rSquared,
    n,
    used: n / outcome.length,
    weights: moments.map(({ moment }): ImportanceWeight => {
      const j = sample.moments.findIndex((other) => other.moment === moment);
      const limits = percentileLimits(drawn[j] ?? []);
      const value = estimate.weights[j];
      // A candidate that is not in the sample was dropped for its pairs.
      if (value === undefined || limits === null) return { moment, weight: noEstimate(whyNot.get(moment) ?? "under-30", n), share: null };
      return { moment, weight: { value, ...limits, n }, share: estimate.rSquared > 0 ? value / estimate.rSquared : null };
    }),
  };
}

function noImportance(
  moments: readonly MomentRatings[],
  whyNot: ReadonlyMap<string, DriverReason>,
  reason: DriverReason,
  visits: number,
): Importance {
  const weights = moments.map(({ moment }) => ({ moment, weight: noEstimate(whyNot.get(moment) ?? reason, 0), share: null }));
  return { method: null, reason, rSquared: null, n: 0, used: visits > 0 ? 0 : null, weights };
}

function whyLeftOut(ratings: Float64Array): DriverReason | null {
  const known = ratings.filter((rating) => !Number.isNaN(rating));
  if (known.length === 0) return "no-ratings";
  if (known.length < SMALLEST_SIDE) return "under-30";
  return known.every((rating) => rating === known[0]) ? "no-spread" : null;
}

interface Sample {
  readonly method: "complete" | "pairwise";
  readonly moments: readonly MomentRatings[];
  readonly sums: ReturnType<typeof pairSums>;
  readonly correlations: Correlations;
}

function chooseSample(ids: Float64Array, outcome: Float64Array, moments: readonly MomentRatings[]): Sample | null {
  const complete = completeSample(ids, outcome, moments);
  if (complete !== null && 2 * fewest(complete) >= outcome.length) return complete;
  const pairwise = pairwiseSample(ids, outcome, moments);
  return pairwise !== null && typeof weightsOf(pairwise) !== "string" ? pairwise : (complete ?? pairwise);
}

/** The visits behind the pair that has the fewest. */
function fewest({ correlations }: Sample): number {
  return Math.min(...correlations.counts);
}

/** null: too few complete cases, or they are collinear. */
function completeSample(ids: Float64Array, outcome: Float64Array, moments: readonly MomentRatings[]): Sample | null {
  const rows = Int32Array.from(outcome.keys()).filter((i) => moments.every(({ ratings }) => !Number.isNaN(ratings[i] ?? Number.NaN)));
  if (moments.length === 0 || rows.length < 50 + 8 * moments.length) return null;
  const pick = (values: Float64Array) => Float64Array.from(rows, (i) => values[i] ?? Number.NaN);
  const chosen = moments.map(({ moment, ratings }) => ({ moment, ratings: pick(ratings) }));
  const sample = sampleOf("complete", pick(ids), pick(outcome), chosen);
  return typeof weightsOf(sample) === "string" ? null : sample;
}

function weightsOf({ correlations, moments }: Sample): ReturnType<typeof relativeWeights> {
  return relativeWeights(correlations.matrix, moments.length + 1);
}

/** null: there are no candidates. */
function pairwiseSample(ids: Float64Array, outcome: Float64Array, candidates: readonly MomentRatings[]): Sample | null {
  const size = candidates.length;
  const columns = candidates.map(({ ratings }) => ratings);
  const together = correlationsOf(pairSums(columns, new Int32Array(outcome.length), 1), [1]).counts;
  const pair = (j: number, k: number) => together[j * size + k] ?? 0;
  let kept = [...columns.keys()];
  for (;;) {
    const lonely = kept.filter((j) => kept.some((k) => pair(j, k) < SMALLEST_SIDE));
    const least = lonely.toSorted((j, k) => pair(k, k) - pair(j, j)).at(-1);
    if (least === undefined) break;
    kept = kept.filter((j) => j !== least);
  }
  const moments = candidates.filter((_, j) => kept.includes(j));
  return moments.length === 0 ? null : sampleOf("pairwise", ids, outcome, moments);
}

function sampleOf(method: Sample["method"], ids: Float64Array, outcome: Float64Array, moments: readonly MomentRatings[]): Sample {
  const groups = Math.min(MOST_GROUPS, ids.length);
  const groupOf = Int32Array.from(ids, (id, i) => (ids.length <= MOST_GROUPS ? i : mixHash(id) % groups));
  const sums = pairSums([...moments.map(({ ratings }) => ratings), outcome], groupOf, groups);
  return { method, moments, sums, correlations: correlationsOf(sums, new Float64Array(groups).fill(1)) };
}
