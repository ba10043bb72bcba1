/** What to fix first, what-if and drivers as viewers see them who may not open single visits. Every n stays. */

import type { DriverContrast, DriverFactor, DriverReason, PenaltyAndReward } from "./drivers-document.ts";
import { noEstimate } from "./estimated.ts";
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
 * broken. All groups at a step add up to its ratings, so where one is left out the smallest others go with it until what is missing is of
 * two groups at least and tells of nobody. The curve itself is told by survival; where that hides a step (`hidesAny`) there is no what-if
 * at all.
 */
export function hideInWhatIf(document: WhatIfAnswer, hidesAny: boolean): WhatIfAnswer {
  if (hidesAny) return { ...document, chains: [], cut: 0, reason: "too-few" };
  const after = document.chains.filter((chain) => chain.after.length > 0);
  const steps = document.moments.map((_, step) => hiddenGroups(after, step));
  return { ...document, chains: document.chains.map((chain) => (chain.after.length === 0 ? chain : without(chain, steps))) };
}

/** The groups after breaks whose counts at a step are left out. */
function hiddenGroups(chains: readonly BreakChain[], step: number): ReadonlySet<BreakChain> {
  const groups = chains
    .map((chain) => ({ chain, at: placeIn(chain, step) }))
    .map(({ chain, at }) => ({ chain, n: chain.atRisk[at] ?? 0, broke: chain.broke[at] ?? 0 }))
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => a.n - b.n);
  const hidden = groups.filter(({ n, broke }) => isTelling(broke, n));
  const others = groups.filter((group) => !hidden.includes(group));
  const sum = (of: "n" | "broke") => hidden.reduce((total, group) => total + group[of], 0);
  while (hidden.length > 0 && (hidden.length < 2 || isTelling(sum("broke"), sum("n")))) {
    const next = others.shift();
    if (!next) break;
    hidden.push(next);
  }
  return new Set(hidden.map(({ chain }) => chain));
}

/** Where a chain has its counts of a step; below 0 where it begins behind it. */
function placeIn({ after }: BreakChain, step: number): number {
  return step - 1 - (after.at(-1) ?? -1);
}

/** `steps`: by step, the chains whose counts are left out there. */
function without(chain: BreakChain, steps: readonly ReadonlySet<BreakChain>[]): BreakChain {
  const first = (chain.after.at(-1) ?? -1) + 1;
  const told = (counts: readonly number[]) => counts.map((count, i) => (steps[first + i]?.has(chain) ? 0 : count));
  return { after: chain.after, atRisk: told(chain.atRisk), broke: told(chain.broke) };
}
/**
 * `hides`: moments (or with null the outcome, and so everything) that the chosen segments or channels would give away. `narrowed`: some are
 * chosen. Who mentions a factor is a small group nearly everywhere, and told for several choices it could be subtracted.
 */
export function hideInDrivers(document: DriversAnswer, hides: (moment: string | null) => boolean, narrowed: boolean): DriversAnswer {
  const all = hides(null);
  const isHidden = (moment: string) => all || hides(moment);
  // The weights add up to R², and the shares to 1: with one missing it would be what is left.
  const hidesWeight = document.importance.weights.some(({ moment }) => isHidden(moment));
  return {
    ...document,
    ...(all && { outcomeMean: null, outcomeSd: null, negligible: null, rSquared: null }),
    contrasts: document.contrasts.map((contrast) => hideContrast(contrast, isHidden(contrast.moment))),
    factors: document.factors.map((factor) => hideFactor(factor, narrowed || isHidden(factor.moment))),
    importance: {
      ...document.importance,
      ...(hidesWeight && { rSquared: null }),
      weights: document.importance.weights.map((weight) => ({
        ...weight,
        ...(hidesWeight && { share: null }),
        ...(isHidden(weight.moment) && weight.weight.value !== null && { weight: noEstimate<DriverReason>("too-few", weight.weight.n) }),
      })),
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
  if (!always && !isTelling(minus ?? 0, rated) && !isTelling(plus ?? 0, rated)) return contrast;
  const zones = { minus: null, standard: null, plus: null };
  if (always) return { ...contrast, ...zones, ...hideEffects(rated), unadjusted: hideEffects(rated) };
  return ofRated({ ...contrast, ...zones, unadjusted: ofRated(contrast.unadjusted, rated) }, rated);
}

/** The n of an effect is that of its zone: where the zones are hidden, that of all who rated the moment stands in. */
function ofRated<P extends PenaltyAndReward>(effects: P, rated: number): P {
  const { penalty, reward, difference } = effects;
  return { ...effects, penalty: { ...penalty, n: rated }, reward: { ...reward, n: rated }, difference: { ...difference, n: rated } };
}

function hideFactor(factor: DriverFactor, always: boolean): DriverFactor {
  const { present, absent } = factor;
  const rated = (present ?? 0) + (absent ?? 0);
  if (!always && !isTelling(present ?? 0, rated)) return factor;
  const effect = noEstimate<DriverReason>("too-few", rated);
  return { ...factor, present: null, absent: null, effect, behaves: "cannot-tell", reason: "too-few", disagrees: false };
}

function hideEffects(rated: number): PenaltyAndReward {
  const effect = noEstimate<DriverReason>("too-few", rated);
  return { penalty: effect, reward: effect, difference: effect, class: "cannot-tell", reason: "too-few" };
}
