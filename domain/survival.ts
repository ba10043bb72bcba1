/** Satisfaction survival, the law of multiplication: how many journeys come through without a bad moment, and where the others break. */
import type { SurvivalDocument, SurvivalStep } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { missing, type Reason, type Share } from "./share.ts";
import { lastPoint, productLimit, type SurvivalPoint } from "./statistics/product-limit.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { VisitScan } from "./tally.ts";
import { countSteps, hasAnyStep, hasEveryStep, type StepBits, stepBits, visitPositions } from "./visit-walk.ts";

export type Survival = Pick<
  SurvivalDocument,
  | "steps"
  | "journeyScore"
  | "journeyScoreSe"
  | "asTravelled"
  | "meanMet"
  | "independentProduct"
  | "flawless"
  | "visits"
  | "ratedVisits"
  | "flawlessVisits"
  | "bounds"
  | "coverage"
  | "selective"
>;

/**
 * At risk at a step: visits that rated it and broke nowhere before it; S(i) is the product-limit estimate over them, S(last) the journey
 * score. As travelled: the same estimator over visits that rated the step *or are known not to have met it*. Everything is taken among the
 * given steps, which are in journey order. `n` of both scores is `ratedVisits`, the visits with a rating at any of the steps.
 */
export function toSurvival(steps: readonly Moment[], scan: VisitScan): Survival {
  return survivalFrom(steps, countSurvival(steps, scan));
}

/** Additive counts of visits: those of two sets of visits add up to those of both. One place a step. */
export interface SurvivalCounts {
  visits: number;
  /** Visits with a rating at any step, those of them without a bad one, and those that also rated every step. */
  ratedVisits: number;
  flawless: number;
  complete: number;
  /** Visits of sources that cannot tell "not met" from "not answered". */
  cannotTell: number;
  readonly touched: Int32Array;
  readonly notMet: Int32Array;
  readonly rated: Int32Array;
  /** Broke there, whether for the first time or not. */
  readonly broken: Int32Array;
  readonly atRisk: Int32Array;
  /** Broke there and nowhere before. */
  readonly broke: Int32Array;
  /** Broke nowhere before, and known not to have met it. */
  readonly unbrokenNotMet: Int32Array;
}

/** The counts of a scan, among the given steps. */
export function countSurvival(steps: readonly Moment[], scan: VisitScan): SurvivalCounts {
  const bits = stepBits(steps);
  const { firstBreak } = visitPositions(bits, scan);
  const rated = countSteps(bits, scan.rated, firstBreak, scan.weight);
  const notMet = countSteps(bits, scan.notMet, firstBreak, scan.weight);
  // A visit's broken bit at or before its first break is the first break itself.
  const broken = countSteps(bits, scan.broken, firstBreak, scan.weight);
  return {
    visits: sum(scan.weight),
    ...flawlessCounts(bits, scan, firstBreak),
    cannotTell: scan.cannotTell.reduce((total, flag, i) => total + flag * (scan.weight[i] ?? 0), 0),
    touched: countSteps(bits, scan.touched, firstBreak, scan.weight).all,
    notMet: notMet.all,
    rated: rated.all,
    broken: broken.all,
    atRisk: rated.within,
    broke: broken.within,
    unbrokenNotMet: notMet.within,
  };
}

/** Adds counts over the same steps. */
export function addSurvivalCounts(into: SurvivalCounts, counts: SurvivalCounts): void {
  for (const name of ["visits", "ratedVisits", "flawless", "complete", "cannotTell"] as const) into[name] += counts[name];
  for (const name of ["touched", "notMet", "rated", "broken", "atRisk", "broke", "unbrokenNotMet"] as const) {
    const column = into[name];
    counts[name].forEach((n, i) => {
      column[i] = (column[i] ?? 0) + n;
    });
  }
}

/** The survival that counts make. */
export function survivalFrom(steps: readonly Moment[], counted: SurvivalCounts): Survival {
  const counts = steps.map((_, i) => ({
    touched: counted.touched[i] ?? 0,
    notMet: counted.notMet[i] ?? 0,
    rated: counted.rated[i] ?? 0,
    atRisk: counted.atRisk[i] ?? 0,
    broke: counted.broke[i] ?? 0,
    known: (counted.atRisk[i] ?? 0) + (counted.unbrokenNotMet[i] ?? 0),
  }));
  const curve = productLimit(counts);
  const travelled = productLimit(counts.map(({ known, broke }) => ({ atRisk: known, broke })));
  const score = lastPoint(curve);
  const met = counts.flatMap((step, i) => (step.rated > 0 ? [(step.rated - (counted.broken[i] ?? 0)) / step.rated] : []));
  const none = counted.visits === 0 ? "no-visits" : "no-ratings";
  const n = counted.ratedVisits;
  const flawless = wilsonShare(counted.flawless, n, none);
  const lower = n > 0 ? counted.complete / n : null;
  return {
    steps: steps.map((moment, i) => toStep(moment, counts[i] ?? NO_COUNTS, curve[i] ?? null)),
    journeyScore: scoreShare(score, n, none),
    journeyScoreSe: score?.se ?? null,
    asTravelled: n > 0 && counted.cannotTell > 0 ? missing("cannot-tell-not-met", n) : scoreShare(lastPoint(travelled), n, none),
    meanMet: met.length > 0 ? met.reduce((sum, share) => sum + share, 0) / met.length : null,
    independentProduct: met.length > 0 ? met.reduce((product, share) => product * share, 1) : null,
    flawless,
    visits: counted.visits,
    ratedVisits: n,
    flawlessVisits: counted.flawless,
    bounds: [lower, flawless.value],
    coverage: wilsonShare(sum(counted.rated), sum(counted.touched), "no-visits"),
    selective: lower !== null && score !== null && score.survival < lower,
  };
}

const NO_COUNTS = { touched: 0, notMet: 0, rated: 0, atRisk: 0, broke: 0, known: 0 };

function toStep(moment: Moment, counts: typeof NO_COUNTS, point: SurvivalPoint | null): SurvivalStep {
  const step = { moment: moment.key, ...counts };
  if (point === null) return { ...step, survival: null, se: null, low: null, high: null, reason: "no-ratings" };
  return { ...step, ...point };
}

function scoreShare(point: SurvivalPoint | null, n: number, none: Reason): Share {
  if (point === null || n === 0) return missing(none);
  return { value: point.survival, low: point.low, high: point.high, n };
}

function flawlessCounts(bits: StepBits, scan: VisitScan, firstBreak: Int8Array) {
  let ratedVisits = 0;
  let flawless = 0;
  let complete = 0;
  for (let i = 0; i < scan.count; i++) {
    if (!hasAnyStep(bits, scan.rated, i)) continue;
    const n = scan.weight[i] ?? 0;
    ratedVisits += n;
    if (firstBreak[i] !== bits.count) continue;
    flawless += n;
    if (hasEveryStep(bits, scan.rated, i)) complete += n;
  }
  return { ratedVisits, flawless, complete };
}

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
