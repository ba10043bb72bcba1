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
  const bits = stepBits(steps);
  const { firstBreak } = visitPositions(bits, scan);
  const touched = countSteps(bits, scan.touched, firstBreak);
  const notMet = countSteps(bits, scan.notMet, firstBreak);
  const rated = countSteps(bits, scan.rated, firstBreak);
  // A visit's broken bit at or before its first break is the first break itself.
  const broken = countSteps(bits, scan.broken, firstBreak);
  const seen = flawlessCounts(bits, scan, firstBreak);

  const counts = steps.map((_, i) => ({
    touched: touched.all[i] ?? 0,
    notMet: notMet.all[i] ?? 0,
    rated: rated.all[i] ?? 0,
    atRisk: rated.within[i] ?? 0,
    broke: broken.within[i] ?? 0,
    known: (rated.within[i] ?? 0) + (notMet.within[i] ?? 0),
  }));
  const curve = productLimit(counts);
  const travelled = productLimit(counts.map(({ known, broke }) => ({ atRisk: known, broke })));
  const score = lastPoint(curve);
  const met = counts.flatMap((step, i) => (step.rated > 0 ? [(step.rated - (broken.all[i] ?? 0)) / step.rated] : []));
  const none = scan.count === 0 ? "no-visits" : "no-ratings";
  const flawless = wilsonShare(seen.flawless, seen.rated, none);
  const lower = seen.rated > 0 ? seen.complete / seen.rated : null;
  return {
    steps: steps.map((moment, i) => toStep(moment, counts[i] ?? NO_COUNTS, curve[i] ?? null)),
    journeyScore: scoreShare(score, seen.rated, none),
    journeyScoreSe: score?.se ?? null,
    asTravelled:
      seen.rated > 0 && scan.cannotTell.includes(1)
        ? missing("cannot-tell-not-met", seen.rated)
        : scoreShare(lastPoint(travelled), seen.rated, none),
    meanMet: met.length > 0 ? met.reduce((sum, share) => sum + share, 0) / met.length : null,
    independentProduct: met.length > 0 ? met.reduce((product, share) => product * share, 1) : null,
    flawless,
    visits: scan.count,
    ratedVisits: seen.rated,
    flawlessVisits: seen.flawless,
    bounds: [lower, flawless.value],
    coverage: wilsonShare(sum(rated.all), sum(touched.all), "no-visits"),
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

/** Visits with a rating at any step, those of them without a bad one, and those that also rated every step. */
function flawlessCounts(bits: StepBits, scan: VisitScan, firstBreak: Int8Array) {
  let rated = 0;
  let flawless = 0;
  let complete = 0;
  for (let i = 0; i < scan.count; i++) {
    if (!hasAnyStep(bits, scan.rated, i)) continue;
    rated++;
    if (firstBreak[i] !== bits.count) continue;
    flawless++;
    if (hasEveryStep(bits, scan.rated, i)) complete++;
  }
  return { rated, flawless, complete };
}

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
