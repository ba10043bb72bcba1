/** Whole documents as viewers see them who may not open single visits. Every n stays; values and the counts that give them away go. */
import type {
  Change,
  FunnelDocument,
  FunnelStep,
  MomentScore,
  MomentScoresDocument,
  SurvivalDocument,
  TrendDocument,
  TrendPoint,
} from "./documents.ts";
import { type BucketSiblings, hiddenBuckets, hideShare, isTelling, isTooFew } from "./privacy.ts";
import { hideInSurvivalSide } from "./privacy-survival.ts";
import { isKnown, missing, type Share } from "./share.ts";

/**
 * Which moments the caller hides whatever their n: those at which the chosen values of a dimension may not be shown (`mayShow`), so that
 * subtracting two answers tells nothing. "before" asks about the period compared with.
 */
export type Hides = (moment: string, side: "now" | "before") => boolean;

export function hideInMomentScores(document: MomentScoresDocument, hides: Hides): MomentScoresDocument {
  const side = (part: MomentScoresDocument, name: "now" | "before"): MomentScoresDocument => ({
    ...part,
    moments: part.moments.map((score) => hideScore(score, hides(score.moment, name))),
    repeated: hideShare(part.repeated),
  });
  return withComparison(side(document, "now"), document.compare && side(document.compare, "before"), (part, row) =>
    isHidden(part.moments.find((score) => score.moment === row.moment)?.satisfaction),
  );
}

/** Also hides breaks and survival of neighbouring steps: see privacy-survival.ts. */
export function hideInSurvival(document: SurvivalDocument, hides: Hides): SurvivalDocument {
  const now = hideInSurvivalSide(document, (moment) => hides(moment, "now"));
  const before = document.compare && hideInSurvivalSide(document.compare, (moment) => hides(moment, "before"));
  return withComparison(now, before, (part, row) => {
    switch (row.measure) {
      case "journey-score":
        return isHidden(part.journeyScore);
      case "as-travelled":
        return isHidden(part.asTravelled);
      case "flawless":
        return isHidden(part.flawless);
      default:
        return part.steps.some((step) => step.moment === row.moment && step.broke === null);
    }
  });
}

/** The predicate should also hold for moments with one to four ratings, which a funnel does not tell. */
export function hideInFunnel(document: FunnelDocument, hides: Hides): FunnelDocument {
  const side = (part: FunnelDocument, name: "now" | "before"): FunnelDocument => ({
    ...part,
    steps: part.steps.map((step) => hideStep(step, hides(step.moment, name))),
    outOfOrder: hideShare(part.outOfOrder),
  });
  return withComparison(side(document, "now"), document.compare && side(document.compare, "before"), (part, row) =>
    isHidden(part.steps.find((step) => step.moment === row.moment)?.fromPrevious),
  );
}

/** What the values of each chosen dimension have in the buckets of a moment's series. */
export type Siblings = (moment: string, side: "now" | "before") => readonly BucketSiblings[];

/** The points of a series add up to the period, so they are siblings of each other. */
export function hideInTrend(document: TrendDocument, hides: Hides, siblings: Siblings = () => []): TrendDocument {
  const side = (part: TrendDocument, name: "now" | "before"): TrendDocument => ({
    ...part,
    series: part.series.map(({ moment, points }) => ({ moment, points: hidePoints(points, hides(moment, name), siblings(moment, name)) })),
  });
  return withComparison(side(document, "now"), document.compare && side(document.compare, "before"), (part, row) =>
    part.series.some(({ moment, points }) => moment === row.moment && points.some((point) => isHidden(point.satisfaction))),
  );
}

interface Comparable<D> {
  readonly compare?: D;
  readonly change?: readonly Change[];
}

/** Puts the hidden period compared with back, and hides the changes of whatever is hidden on either side. */
function withComparison<D extends Comparable<D>>(now: D, before: D | undefined, hidden: (part: D, row: Change) => boolean): D {
  const change = now.change?.map((row) => (hidden(now, row) || (before && hidden(before, row)) ? hideChange(row) : row));
  return { ...now, ...(before && { compare: before }), ...(change && { change }) };
}

function hideChange(row: Change): Change {
  const difference = hiddenShare(row.difference);
  return { ...row, difference, before: null, rate: null, mix: null, oneSided: [], detectable: null, p: null, clear: false };
}

function hideScore(score: MomentScore, always: boolean): MomentScore {
  const { rated, minus, plus } = score;
  const all = always || isTooFew(rated);
  const hide = all ? hiddenShare : hideShare;
  const shares = { satisfaction: hide(score.satisfaction), broken: hide(score.broken), coverage: hideShare(score.coverage) };
  if (!all && !isTelling(minus ?? 0, rated) && !isTelling(plus ?? 0, rated)) return { ...score, ...shares };
  return {
    ...score,
    ...shares,
    net: hiddenShare(score.net),
    minus: null,
    standard: null,
    plus: null,
    mean: null,
    meanSe: null,
    nps: null,
    histogram: null,
  };
}

function hideStep(step: FunnelStep, always: boolean): FunnelStep {
  const { reached, touched, breakCost } = step;
  const all = always || isTooFew(reached);
  const ends = all || isTelling(step.left ?? 0, reached) || isTelling(step.open ?? 0, reached);
  const breaks = all || isTooFew(touched) || isTelling(step.brokenSoFar ?? 0, reached);
  return {
    ...step,
    // Left and open add up to what the next bar lacks, so one never stays without the other.
    ...(ends && { left: null, open: null }),
    ...(breaks && { flawlessSoFar: null, brokenSoFar: null }),
    fromFirst: always ? hiddenShare(step.fromFirst) : hideShare(step.fromFirst),
    fromPrevious: always ? hiddenShare(step.fromPrevious) : hideShare(step.fromPrevious),
    breakCost:
      all && breakCost.value !== null
        ? { value: null, low: null, high: null, n: breakCost.n, reason: "too-few", raw: null, lost: null }
        : breakCost,
  };
}

function hidePoints(points: readonly TrendPoint[], always: boolean, siblings: readonly BucketSiblings[]): TrendPoint[] {
  const hidden = hiddenBuckets(
    points.map((point) => point.rated),
    siblings,
  );
  return points.map((point, i) => {
    const hide = always || hidden.has(i) ? hiddenShare : hideShare;
    return { ...point, satisfaction: hide(point.satisfaction), broken: hide(point.broken) };
  });
}

/** Hidden whatever its n; a share that is missing anyway keeps its own reason. */
function hiddenShare(share: Share): Share {
  return isKnown(share) ? missing("too-few", share.n) : share;
}

/** Missing because it was hidden. */
function isHidden(share: Share | undefined): boolean {
  return (
    share !== undefined &&
    share.value === null &&
    (share.reason === "too-few" || share.reason === "below-10-percent" || share.reason === "above-90-percent")
  );
}
