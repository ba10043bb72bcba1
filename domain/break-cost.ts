/** What a break costs: how many more leave at a step after a bad moment there than after a good one. An association, not a cause. */
import type { BreakCost, BreakCostMissing } from "./documents.ts";
import type { Moment } from "./journey.ts";
import type { Reason } from "./share.ts";
import { type ExposureStratum, standardisedDifference } from "./statistics/standardised-difference.ts";
import { strataOf } from "./strata.ts";
import { hasBit, type VisitScan } from "./tally.ts";
import type { StepBits, VisitPositions } from "./visit-walk.ts";

/** Below this many visits on either side there is no figure. */
const SMALLEST_SIDE = 30;

/**
 * Per step: P(left there | broken there) - P(left there | met there) over visits that rated it, whose last touch there is not recent and
 * that are not open; standardised over segment x entry channel with the broken visits as the standard, so that `lost` = n x value, where
 * `n` is the broken visits that have somebody to compare with. A missing figure's n is all broken visits.
 */
export function toBreakCosts(steps: readonly Moment[], scan: VisitScan, bits: StepBits, positions: VisitPositions): BreakCost[] {
  const strata = strataOf(scan);
  const last = steps.length - 1;
  return steps.map((moment, step) => {
    const counts = countStep(moment.bit, step, last, scan, positions, strata.of, strata.keys.length);
    return toBreakCost(counts, step === bits.count - 1);
  });
}

function toBreakCost(strata: readonly ExposureStratum[], isLast: boolean): BreakCost {
  const broken = strata.reduce((sum, stratum) => sum + stratum.exposed, 0);
  if (isLast) return noBreakCost("last-step", broken);
  const met = strata.reduce((sum, stratum) => sum + stratum.other, 0);
  const difference = standardisedDifference(strata);
  if (difference === null || Math.min(difference.exposed, difference.other) < SMALLEST_SIDE) return noBreakCost("under-30", broken);
  const { value, low, high, exposed, unmatched } = difference;
  const brokenLeft = strata.reduce((sum, stratum) => sum + stratum.exposedHits, 0);
  const metLeft = strata.reduce((sum, stratum) => sum + stratum.otherHits, 0);
  return { value, low, high, n: exposed, raw: brokenLeft / broken - metLeft / met, lost: exposed * value, unmatched };
}

export function noBreakCost(reason: Reason, n = 0): BreakCostMissing {
  return { value: null, low: null, high: null, n, reason, raw: null, lost: null };
}

/** Exposed = broke at the step, other = rated it and met the standard, hits = left there. */
function countStep(
  bit: number,
  step: number,
  last: number,
  scan: VisitScan,
  positions: VisitPositions,
  stratumOf: Int32Array,
  strata: number,
): ExposureStratum[] {
  const counts = Array.from({ length: strata }, () => ({ exposedHits: 0, exposed: 0, otherHits: 0, other: 0 }));
  for (let i = 0; i < scan.count; i++) {
    if (!hasBit(scan.rated, i, bit) || hasBit(scan.recent, i, bit)) continue;
    const furthest = positions.furthest[i] ?? -1;
    if (furthest < last && scan.young[i] === 1) continue;
    const stratum = counts[stratumOf[i] ?? 0];
    if (!stratum) continue;
    const left = furthest === step && step < last ? 1 : 0;
    if (hasBit(scan.broken, i, bit)) {
      stratum.exposed++;
      stratum.exposedHits += left;
    } else {
      stratum.other++;
      stratum.otherHits += left;
    }
  }
  return counts;
}
