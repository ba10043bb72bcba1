/** What to fix first, what-if and drivers as viewers see them who may not open single visits. Every n stays. */

import type { DriverContrast, DriverFactor, DriverReason, PenaltyAndReward } from "./drivers-document.ts";
import { type Estimated, noEstimate } from "./estimated.ts";
import type { DriversAnswer, FixFirstAnswer, WhatIfAnswer } from "./improvement-documents.ts";
import { hideShare, isTelling } from "./privacy.ts";
import { missing } from "./share.ts";
import type { BreakChain } from "./what-if-basis.ts";

/** A gain is made of all steps' counts: where the curve hides a step (`hidesAny`), the gains of all steps go. */
export function hideInFixFirst(document: FixFirstAnswer, hidesAny: boolean): FixFirstAnswer {
  if (!hidesAny) return { ...document, steps: document.steps.map((step) => ({ ...step, soleBreaks: hideShare(step.soleBreaks) })) };
  return {
    ...document,
    target: document.targetFrom === "given" ? document.target : null,
    journeyScore: null,
    steps: document.steps.map((step) => ({
      ...step,
      broke: null,
      hazard: missing("too-few", step.hazard.n),
      gain: noEstimate("too-few", step.gain.n),
      atTarget: false,
      visitsAYear: null,
      soleBreaks: missing("too-few", step.soleBreaks.n),
      rank: null,
    })),
  };
}

/**
 * The counts after breaks are of small groups: those that would tell of a few people are left out, and so count as neither at risk nor
 * broken. The curve itself is told by survival; where that hides a step (`hidesAny`) there is no what-if at all.
 */
export function hideInWhatIf(document: WhatIfAnswer, hidesAny: boolean): WhatIfAnswer {
  if (hidesAny) return { ...document, chains: [], cut: 0, reason: "too-few" };
  return { ...document, chains: document.chains.map((chain) => (chain.after.length === 0 ? chain : hideChain(chain))) };
}

function hideChain({ after, atRisk, broke }: BreakChain): BreakChain {
  const keep = atRisk.map((n, i) => !isTelling(broke[i] ?? 0, n));
  return { after, atRisk: atRisk.map((n, i) => (keep[i] ? n : 0)), broke: broke.map((n, i) => (keep[i] ? n : 0)) };
}

/**
 * `hides`: moments (or with null the outcome, and so everything) that the chosen segments or channels would give away. `narrowed`: some are
 * chosen. Who mentions a factor is a small group nearly everywhere, and told for several choices it could be subtracted.
 */
export function hideInDrivers(document: DriversAnswer, hides: (moment: string | null) => boolean, narrowed: boolean): DriversAnswer {
  const all = hides(null);
  const isHidden = (moment: string) => all || hides(moment);
  return {
    ...document,
    ...(all && { outcomeMean: null, outcomeSd: null, negligible: null, rSquared: null }),
    contrasts: document.contrasts.map((contrast) => hideContrast(contrast, isHidden(contrast.moment))),
    factors: document.factors.map((factor) => hideFactor(factor, narrowed || isHidden(factor.moment))),
    importance: {
      ...document.importance,
      ...(all && { rSquared: null }),
      weights: document.importance.weights.map((weight) =>
        isHidden(weight.moment) && weight.weight.value !== null
          ? { ...weight, weight: noEstimate<DriverReason>("too-few", weight.weight.n), share: null }
          : weight,
      ),
    },
    map: {
      ...document.map,
      points: document.map.points.map((point) =>
        isHidden(point.moment)
          ? {
              ...point,
              importance: noEstimate<DriverReason>("too-few", point.importance.n),
              performance: missing("too-few", point.performance.n),
              quadrant: null,
              clear: false,
            }
          : point,
      ),
    },
  };
}

function hideContrast(contrast: DriverContrast, always: boolean): DriverContrast {
  const { minus, standard, plus } = contrast;
  const rated = (minus ?? 0) + (standard ?? 0) + (plus ?? 0);
  const zones = always || isTelling(minus ?? 0, rated) || isTelling(plus ?? 0, rated) ? { minus: null, standard: null, plus: null } : {};
  if (!always) return { ...contrast, ...zones };
  return { ...contrast, ...zones, ...hideEffects(contrast), unadjusted: hideEffects(contrast.unadjusted) };
}

function hideFactor(factor: DriverFactor, always: boolean): DriverFactor {
  const { present, absent } = factor;
  const rated = (present ?? 0) + (absent ?? 0);
  if (!always && !isTelling(present ?? 0, rated)) return factor;
  const effect = noEstimate<DriverReason>("too-few", rated);
  return { ...factor, present: null, absent: null, effect, behaves: "cannot-tell", reason: "too-few", disagrees: false };
}

function hideEffects({ penalty, reward, difference }: PenaltyAndReward): PenaltyAndReward {
  const hide = (one: Estimated<DriverReason>) => noEstimate<DriverReason>("too-few", one.n);
  return { penalty: hide(penalty), reward: hide(reward), difference: hide(difference), class: "cannot-tell", reason: "too-few" };
}
