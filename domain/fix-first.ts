/** What to fix first: what the journey score would gain if a step broke no more often than the better ones do. Counting, no forecast. */
import { noEstimate } from "./estimated.ts";
import { type BreakCounts, type BreakGroups, breakGroups, countBreaks } from "./first-breaks.ts";
import type { FixFirstDocument, GainReason, GainStep } from "./fix-first-document.ts";
import type { Moment } from "./journey.ts";
import { percentileLimits, poissonReplicates } from "./statistics/poisson-bootstrap.ts";
import { quantile } from "./statistics/quantile.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import { ratedPatterns } from "./step-patterns.ts";
import type { VisitScan } from "./tally.ts";
import { stepBits } from "./visit-walk.ts";

export interface FixFirstOptions {
  readonly seed: number;
  /** Bootstrap replicates; default 200. */
  readonly replicates?: number;
  readonly mostVisits?: number;
  /** h*, where a person sets it; 0..1. */
  readonly target?: number;
  /** Visits a year that the gains are told in. */
  readonly visitsAYear?: number;
}

/** Steps with fewer at risk have no gain, and do not count for the target. */
const SMALLEST_AT_RISK = 30;
/** With fewer such steps a quartile is no yardstick. */
const FEWEST_TARGET_STEPS = 4;

/**
 * Per step i: the gain in the journey score if a share w = 1 - h* / h(i) of the visits first broken there had not broken there and had gone
 * on under their own later ratings: h'(i) = h*, and for j > i h'(j) = (d(j) + w D(i, j)) / (r(j) + w A(i, j)), where r and d are at risk and
 * broke, A and D the same among visits whose only break so far is i. h* is the 25th percentile (type 7) of h over the steps with at least 30
 * at risk, or given. The steps are in journey order. Interval: percentile bootstrap over visits, with h* taken anew in each replicate
 * unless it is given, so that it carries the doubt about the yardstick too.
 */
export function toFixFirst(steps: readonly Moment[], scan: VisitScan, options: FixFirstOptions): FixFirstDocument {
  const { patterns, used, of } = ratedPatterns(stepBits(steps), scan, options.mostVisits);
  const groups = breakGroups(steps.length, patterns);
  const counts = countBreaks(groups, groups.counts);
  const target = options.target ?? quartile(counts);
  const replicates = options.replicates ?? 200;
  const drawn = target === null ? [] : bootstrapGains(groups, options.seed, replicates, options.target);
  const rows = steps.map((moment, i) => {
    const atRisk = counts.atRisk[i] ?? 0;
    const broke = counts.broke[i] ?? 0;
    const gain = target === null || atRisk < SMALLEST_AT_RISK ? null : gainAt(counts, i, target);
    const limits = gain === null ? null : percentileLimits(drawn[i] ?? []);
    return {
      moment: moment.key,
      atRisk,
      broke,
      hazard: wilsonShare(broke, atRisk, "no-ratings"),
      gain: gain === null || limits === null ? noEstimate(whyNone(atRisk), used) : { value: gain, ...limits, n: used },
      atTarget: gain !== null && target !== null && broke / atRisk <= target,
      soleBreaks: wilsonShare(counts.sole[i] ?? 0, used, "no-ratings"),
    };
  });
  const ranked = rows.flatMap(({ gain }, i) => (gain.value !== null && gain.value > 0 ? [{ i, gain: gain.value }] : []));
  ranked.sort((a, b) => b.gain - a.gain || a.i - b.i);
  return {
    target,
    targetFrom: options.target !== undefined ? "given" : target === null ? "none" : "quartile",
    targetSteps: counts.atRisk.filter((atRisk) => atRisk >= SMALLEST_AT_RISK).length,
    journeyScore: used > 0 ? scoreOf(counts.atRisk, counts.broke) : null,
    steps: rows.map((row, i): GainStep => {
      const place = ranked.findIndex((other) => other.i === i);
      return { ...row, visitsAYear: perYear(row.gain, options.visitsAYear), rank: place < 0 ? null : place + 1 };
    }),
    sample: { used, of },
    replicates,
  };
}

function whyNone(atRisk: number): GainReason {
  if (atRisk === 0) return "no-ratings";
  return atRisk < SMALLEST_AT_RISK ? "under-30" : "no-target";
}

/** h*: the 25th percentile of broke / atRisk over the steps with enough at risk; null with fewer than four. */
function quartile(counts: BreakCounts): number | null {
  const shares = Array.from(counts.atRisk).flatMap((atRisk, i) => (atRisk >= SMALLEST_AT_RISK ? [(counts.broke[i] ?? 0) / atRisk] : []));
  return shares.length < FEWEST_TARGET_STEPS
    ? null
    : quantile(
        shares.sort((a, b) => a - b),
        0.25,
      );
}

/** The gain in the journey score when step i comes down to the target; 0 where it is there already. */
function gainAt(counts: BreakCounts, i: number, target: number): number {
  const size = counts.atRisk.length;
  const hazard = (counts.broke[i] ?? 0) / (counts.atRisk[i] ?? 0);
  if (!(hazard > target)) return 0;
  const lifted = 1 - target / hazard;
  const atRisk = counts.atRisk.map((count, j) => count + lifted * (counts.atRiskAfter[i * size + j] ?? 0));
  const broke = counts.broke.map((count, j) => (j === i ? count * (1 - lifted) : count + lifted * (counts.brokeAfter[i * size + j] ?? 0)));
  return scoreOf(atRisk, broke) - scoreOf(counts.atRisk, counts.broke);
}

/** The product of 1 - broke / atRisk over the steps with anybody at risk. */
function scoreOf(atRisk: Float64Array, broke: Float64Array): number {
  return atRisk.reduce((score, count, j) => (count > 0 ? score * (1 - (broke[j] ?? 0) / count) : score), 1);
}

/** Per step, the gains of the replicates in which it has one. */
function bootstrapGains(groups: BreakGroups, seed: number, replicates: number, given: number | undefined): number[][] {
  const gains = Array.from({ length: groups.steps }, (): number[] => []);
  poissonReplicates(groups.counts, seed, replicates, (drawn) => {
    const counts = countBreaks(groups, drawn);
    const target = given ?? quartile(counts);
    if (target === null) return;
    gains.forEach((list, i) => {
      if ((counts.atRisk[i] ?? 0) > 0) list.push(gainAt(counts, i, target));
    });
  });
  return gains;
}

function perYear(gain: GainStep["gain"], visits: number | undefined): GainStep["visitsAYear"] {
  if (gain.value === null || visits === undefined) return null;
  return { value: gain.value * visits, low: gain.low * visits, high: gain.high * visits };
}
