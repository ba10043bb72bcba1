/** What changed between two periods, and whether it is more than noise. */
import type { Change, ChangeMeasure } from "./documents.ts";
import type { Funnel } from "./funnel.ts";
import type { Moment } from "./journey.ts";
import { countZones } from "./scores.ts";
import { isKnown, missing, type Reason, type Share } from "./share.ts";
import { benjaminiHochberg } from "./statistics/benjamini-hochberg.ts";
import { DETECTABLE_Z, detectableDifference } from "./statistics/detectable.ts";
import { kitagawa, type StratumCount } from "./statistics/kitagawa.ts";
import { type Estimate, newcombe, squareAndAdd } from "./statistics/newcombe.ts";
import { twoSidedP, Z95 } from "./statistics/normal.ts";
import { scoreTestP } from "./statistics/score-test.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import { strataOf, stratumCode, stratumOfCode } from "./strata.ts";
import type { Survival } from "./survival.ts";
import type { ScoreTally, VisitScan } from "./tally.ts";
import { hasAnyStep, stepBits } from "./visit-walk.ts";

/** Keys of segments and channels by id; an id that is not listed is named by its number. */
export interface StratumNames {
  readonly segments: ReadonlyMap<number, string>;
  readonly channels: ReadonlyMap<number, string>;
}

/** Hits and n by stratum code (strata.ts); codes are unique. */
export type StratumCounts = readonly StratumCount<number>[];

export interface SurvivalSide {
  readonly survival: Survival;
  /** Flawless among rated visits (`flawlessStrata`). */
  readonly strata: StratumCounts;
}

/** At most this share of the arrows of one page may be false. */
export const FALSE_DISCOVERIES = 0.1;
/** A test on its own. */
const SIGNIFICANT = 0.05;
/** With fewer on either side there is never an arrow. */
export const SMALLEST_SIDE = 30;

/**
 * Satisfaction of every moment given. The touchpoints among them are one family of tests (Benjamini-Hochberg), so all of the journey's are
 * to be given; an outcome is tested on its own at 0.05.
 */
export function momentChanges(
  now: { readonly tallies: readonly ScoreTally[] },
  before: { readonly tallies: readonly ScoreTally[] },
  moments: readonly Moment[],
  names: StratumNames,
): Change[] {
  const changes = moments.map((moment) => {
    const later = satisfactionStrata(moment, now.tallies);
    const earlier = satisfactionStrata(moment, before.tallies);
    return proportionChange(moment.key, "satisfaction", total(later), total(earlier), "no-ratings", splitOf(later, earlier, names));
  });
  const isStep = moments.map((moment) => moment.role === "touchpoint");
  const family = passes(changes.map((change, i) => (isStep[i] ? change.p : null)));
  return changes.map((change, i) => judged(change, isStep[i] ? family[i] === true : isSignificant(change)));
}

/**
 * Per step, broke among those at risk (one family of tests); then for the whole journey the journey score and the score as travelled, each
 * by its own limits (p from the normal approximation to that interval), and the flawless share.
 */
export function survivalChanges(now: SurvivalSide, before: SurvivalSide, names: StratumNames): Change[] {
  const steps = now.survival.steps.map((step) => {
    const other = before.survival.steps.find((candidate) => candidate.moment === step.moment);
    const later = { hits: step.broke ?? 0, n: step.atRisk };
    const earlier = { hits: other?.broke ?? 0, n: other?.atRisk ?? 0 };
    return proportionChange(step.moment, "broken-at-risk", later, earlier, "no-ratings", NO_SPLIT);
  });
  const family = passes(steps.map((change) => change.p));
  const split = splitOf(now.strata, before.strata, names);
  const flawless = proportionChange(null, "flawless", total(now.strata), total(before.strata), "no-ratings", split);
  return [
    ...steps.map((change, i) => judged(change, family[i] === true)),
    scoreChange("journey-score", now.survival.journeyScore, before.survival.journeyScore),
    scoreChange("as-travelled", now.survival.asTravelled, before.survival.asTravelled),
    judged(flawless, isSignificant(flawless)),
  ];
}

/** Per step, those who reached it among those who reached the step before (one family of tests). */
export function funnelChanges(now: Funnel, before: Funnel): Change[] {
  const changes = now.steps.map((step, i) => {
    const other = before.steps[i];
    if (step.fromPrevious.value === null && step.fromPrevious.reason !== "no-visits") {
      return missingChange(step.moment, "from-previous", step.fromPrevious, other?.fromPrevious ?? missing("no-visits"));
    }
    const later = { hits: step.reached, n: now.steps[i - 1]?.reached ?? 0 };
    const earlier = { hits: other?.reached ?? 0, n: before.steps[i - 1]?.reached ?? 0 };
    return proportionChange(step.moment, "from-previous", later, earlier, "no-visits", NO_SPLIT);
  });
  const family = passes(changes.map((change) => change.p));
  return changes.map((change, i) => judged(change, family[i] === true));
}

/** Flawless among the visits that rated any of the steps, by stratum. */
export function flawlessStrata(steps: readonly Moment[], scan: VisitScan): StratumCounts {
  const bits = stepBits(steps);
  const strata = strataOf(scan);
  const counts = strata.keys.map((key) => ({ key: stratumCode(key), hits: 0, n: 0 }));
  for (let i = 0; i < scan.count; i++) {
    const count = counts[strata.of[i] ?? 0];
    if (!count || !hasAnyStep(bits, scan.rated, i)) continue;
    const n = scan.weight[i] ?? 0;
    count.n += n;
    if (!hasAnyStep(bits, scan.broken, i)) count.hits += n;
  }
  return counts;
}

function satisfactionStrata(moment: Moment, tallies: readonly ScoreTally[]): StratumCounts {
  const counts = new Map<number, { key: number; hits: number; n: number }>();
  for (const tally of tallies) {
    if (tally.momentId !== moment.id) continue;
    const key = stratumCode(tally);
    const count = counts.get(key) ?? { key, hits: 0, n: 0 };
    counts.set(key, count);
    const { plus, rated } = countZones(moment, tally.answers);
    count.hits += plus;
    count.n += rated;
  }
  return [...counts.values()];
}

type Split = Pick<Change, "rate" | "mix" | "oneSided">;

const NO_SPLIT: Split = { rate: null, mix: null, oneSided: [] };

function splitOf(now: StratumCounts, before: StratumCounts, names: StratumNames): Split {
  const split = kitagawa(now, before);
  if (split === null) return NO_SPLIT;
  const oneSided = split.oneSided.map(({ key, period }) => ({ ...namesOf(key, names), period }));
  return { rate: split.rate, mix: split.mix, oneSided };
}

interface Counted {
  readonly hits: number;
  readonly n: number;
}

function total(strata: StratumCounts): Counted {
  return { hits: strata.reduce((sum, stratum) => sum + stratum.hits, 0), n: strata.reduce((sum, stratum) => sum + stratum.n, 0) };
}

/** A row whose arrow is not decided yet. */
function proportionChange(
  moment: string | null,
  measure: ChangeMeasure,
  now: Counted,
  before: Counted,
  none: Reason,
  split: Split,
): Change {
  if (now.n <= 0 || before.n <= 0) {
    return missingChange(moment, measure, wilsonShare(now.hits, now.n, none), wilsonShare(before.hits, before.n, none));
  }
  return {
    moment,
    measure,
    difference: { ...newcombe(now.hits, now.n, before.hits, before.n), n: Math.min(now.n, before.n) },
    before: before.hits / before.n,
    ...split,
    detectable: detectableDifference(now.hits, now.n, before.hits, before.n),
    p: scoreTestP(now.hits, now.n, before.hits, before.n),
    clear: false,
  };
}

/** The difference of two estimates by their own limits; half of its interval stands for 1.96 standard errors. */
function scoreChange(measure: ChangeMeasure, now: Share, before: Share): Change {
  if (!isKnown(now) || !isKnown(before)) return missingChange(null, measure, now, before);
  const difference = squareAndAdd(now, before);
  const se = (difference.high - difference.low) / 2 / Z95;
  const change: Change = {
    moment: null,
    measure,
    difference: { ...difference, n: Math.min(now.n, before.n) },
    before: before.value,
    ...NO_SPLIT,
    detectable: DETECTABLE_Z * se,
    p: twoSidedP(difference.value / se),
    clear: false,
  };
  return judged(change, true);
}

/** Nothing to compare: the reason is now's, or that there is nothing before. */
function missingChange(moment: string | null, measure: ChangeMeasure, now: Share, before: Share): Change {
  const empty = before.value === null && (before.reason === "no-ratings" || before.reason === "no-visits");
  const reason = now.value === null ? now.reason : before.value === null && !empty ? before.reason : "no-comparison";
  const difference = missing(reason, Math.min(now.n, before.n));
  return {
    moment,
    measure,
    difference,
    before: before.value,
    rate: null,
    mix: null,
    oneSided: [],
    detectable: null,
    p: null,
    clear: false,
  };
}

function namesOf(code: number, names: StratumNames): { segment: string; channel: string } {
  const { segmentId, entryChannelId } = stratumOfCode(code);
  return {
    segment: names.segments.get(segmentId) ?? String(segmentId),
    channel: names.channels.get(entryChannelId) ?? String(entryChannelId),
  };
}

function passes(p: readonly (number | null)[]): boolean[] {
  return benjaminiHochberg(p, FALSE_DISCOVERIES);
}

function isSignificant(change: Change): boolean {
  return change.p !== null && change.p < SIGNIFICANT;
}

/** The arrow: the test passes, the interval excludes 0, and neither side is small. */
function judged(change: Change, passed: boolean): Change {
  const { difference } = change;
  return { ...change, clear: passed && isKnown(difference) && difference.n >= SMALLEST_SIDE && excludesZero(difference) };
}

function excludesZero(estimate: Estimate): boolean {
  return estimate.low > 0 || estimate.high < 0;
}
