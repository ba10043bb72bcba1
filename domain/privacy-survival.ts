/** A survival document as viewers see it who may not open single visits. */
import type { SurvivalDocument, SurvivalStep } from "./documents.ts";
import { hideShare, isTelling, isTooFew } from "./privacy.ts";
import { isKnown, missing, type Share } from "./share.ts";

/**
 * A step is hidden where the caller says so or its broken among those at risk are too telling. The curve is a running product and the
 * breaks add up to the visits that are not flawless, so a single hidden step could be computed from the others: hidden steps come in runs of
 * at least two with at least five at risk together, and the curve goes on behind the run. The journey's own figures stay, unless all
 * steps are hidden, no run can be made, or they are too telling themselves; then everything is hidden.
 */
export function hideInSurvivalSide(document: SurvivalDocument, hides: (moment: string) => boolean): SurvivalDocument {
  const { steps, ratedVisits, flawlessVisits } = document;
  const hidden = hiddenSteps(steps, hides);
  const whole =
    hidden === "all" ||
    isTelling(flawlessVisits ?? 0, ratedVisits) ||
    isTelling((document.journeyScore.value ?? 0) * ratedVisits, ratedVisits);
  const coverage = hideShare(document.coverage);
  if (whole) {
    return {
      ...document,
      coverage,
      steps: steps.map(hideStep),
      journeyScore: hideWhole(document.journeyScore),
      journeyScoreSe: null,
      asTravelled: hideWhole(document.asTravelled),
      meanMet: null,
      independentProduct: null,
      clustering: { observed: null, expected: null, difference: hideWhole(document.clustering.difference), verdict: "cannot-tell" },
      flawless: hideWhole(document.flawless),
      flawlessVisits: null,
      bounds: [null, null],
      selective: false,
    };
  }
  const { clustering } = document;
  return {
    ...document,
    coverage,
    steps: steps.map((step, i) => (hidden.has(i) ? hideStep(step) : step)),
    asTravelled: hideShare(document.asTravelled),
    ...meansToTell(document, hides),
    clustering: isKnown(clustering.difference) ? clustering : { ...clustering, observed: null, expected: null },
    bounds: [boundToTell(document.bounds[0], ratedVisits), boundToTell(document.bounds[1], ratedVisits)],
  };
}

/** Indices of the hidden steps; "all" where nothing about the whole journey may be told either. */
function hiddenSteps(steps: readonly SurvivalStep[], hides: (moment: string) => boolean): Set<number> | "all" {
  const live = steps.flatMap((step, i) => (step.atRisk > 0 ? [{ step, i }] : []));
  const hidden = live.map(({ step }) => hides(step.moment) || isTelling(step.broke ?? 0, step.atRisk));
  if (live.length > 0 && hidden.every(Boolean)) return "all";
  for (let from = 0; from < live.length; from++) {
    if (!hidden[from]) continue;
    let start = from;
    let end = from;
    while (hidden[end + 1]) end++;
    const atRisk = () => live.slice(start, end + 1).reduce((sum, { step }) => sum + step.atRisk, 0);
    while (start === end || isTooFew(atRisk())) {
      if (end + 1 < live.length) hidden[++end] = true;
      else if (start > 0) hidden[--start] = true;
      else return "all";
    }
    from = end;
  }
  return new Set(live.flatMap(({ i }, k) => (hidden[k] ? [i] : [])));
}

function hideStep(step: SurvivalStep): SurvivalStep {
  if (step.atRisk === 0) return step;
  return { ...step, broke: null, survival: null, se: null, low: null, high: null, reason: "too-few" };
}

/**
 * Mean and product of the met shares beside the told shares of each step: the product alone would tell a hidden one, and so would the mean
 * of a single one; together they tell two.
 */
function meansToTell(document: SurvivalDocument, hides: (moment: string) => boolean) {
  const hidden = document.steps.filter((step) => step.rated > 0 && (hides(step.moment) || isTooFew(step.rated)));
  const ratings = hidden.reduce((sum, step) => sum + step.rated, 0);
  return {
    meanMet: hidden.length === 1 || isTooFew(ratings) ? null : document.meanMet,
    independentProduct: hidden.length > 0 ? null : document.independentProduct,
  };
}

function boundToTell(bound: number | null, n: number): number | null {
  return bound === null || isTelling(bound * n, n) ? null : bound;
}

/** Extremes keep their own words; anything else is too few. */
function hideWhole(share: Share): Share {
  const told = hideShare(share);
  return isKnown(told) ? missing("too-few", told.n) : told;
}
