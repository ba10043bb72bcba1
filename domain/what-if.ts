/** What if: the journey score when bad moments are rarer, more frequent, or a moment is gone. The same arithmetic as the ranked gains. */
import type { WhatIfBasis } from "./what-if-basis.ts";

/** What is done to a moment: its share of breaks among those at risk is set (0..1), or the moment is removed from the journey. */
export type MomentChange = { readonly moment: string; readonly hazard: number } | { readonly moment: string; readonly removed: true };

export interface WhatIfStep {
  readonly moment: string;
  /** Share of those at risk that breaks there as it is; null where nobody is at risk. */
  readonly present: number | null;
  /** The same after the changes at this step and before it; null where nobody is, or the moment is removed. */
  readonly hazard: number | null;
  /** The curve up to and with this step; null where `hazard` is. */
  readonly survival: number | null;
  readonly removed: boolean;
}

export interface WhatIf {
  /** Journey score as it is, and after the changes; null without ratings. */
  readonly present: number | null;
  readonly score: number | null;
  readonly steps: readonly WhatIfStep[];
}

/**
 * Goes through the steps in journey order. Each break at a changed step i is lifted with probability w(i), apart from any other, and the
 * visit goes on under its own later ratings. So visits with the breaks b1 < b2 < … before step j count w(b1) w(b2) … times there, and the
 * share that breaks at j is h'(j) = (1 - w(j)) Σ w… broke / Σ w… atRisk. Setting a step to h means w = 1 - h / h°, where h° is its share
 * after the changes before it; one changed step alone is the arithmetic of the gains. A share above h° lifts nothing (w = 0): the further
 * breaks are taken to strike those at risk evenly, so that the steps behind keep their shares. A removed moment lifts all its breaks
 * (w = 1) and is no factor. No changes give the product-limit score. A moment that is not in the basis changes nothing.
 */
export function whatIf(basis: WhatIfBasis, changes: readonly MomentChange[]): WhatIf {
  const changeOf = new Map(changes.map((change) => [change.moment, change]));
  const lifted = basis.moments.map(() => 0);
  let score: number | null = null;
  let present: number | null = null;
  const steps = basis.moments.map((moment, j): WhatIfStep => {
    const change = changeOf.get(moment);
    const asIs = hazardAt(basis, [], j);
    const before = hazardAt(basis, lifted, j);
    const removed = change !== undefined && "removed" in change;
    if (asIs !== null) present = (present ?? 1) * (1 - asIs);
    if (removed) lifted[j] = 1;
    if (before === null || removed) return { moment, present: asIs, hazard: null, survival: null, removed };
    const hazard = change === undefined ? before : Math.min(1, Math.max(0, change.hazard));
    lifted[j] = hazard < before ? 1 - hazard / before : 0;
    score = (score ?? 1) * (1 - hazard);
    return { moment, present: asIs, hazard, survival: score, removed };
  });
  return { present, score, steps };
}

/** The share that breaks at step j when the breaks before it are lifted with these probabilities; null where nobody is at risk. */
function hazardAt(basis: WhatIfBasis, lifted: readonly number[], j: number): number | null {
  let atRisk = 0;
  let broke = 0;
  for (const chain of basis.chains) {
    const place = j - 1 - (chain.after.at(-1) ?? -1);
    if (place < 0) continue;
    const weight = chain.after.reduce((product, step) => product * (lifted[step] ?? 0), 1);
    if (weight === 0) continue;
    atRisk += weight * (chain.atRisk[place] ?? 0);
    broke += weight * (chain.broke[place] ?? 0);
  }
  return atRisk > 0 ? broke / atRisk : null;
}
