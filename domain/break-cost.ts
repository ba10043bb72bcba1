/** What a break costs: how many more leave at a step after a bad moment there than after a good one. An association, not a cause. */
import type { BreakCost, BreakCostMissing } from "./documents.ts";
import type { Reason } from "./share.ts";
import { type ExposureStratum, standardisedDifference } from "./statistics/standardised-difference.ts";
import { strataOf, stratumCode } from "./strata.ts";
import type { VisitScan } from "./tally.ts";
import { addBySteps, type StepBits, type VisitPositions } from "./visit-walk.ts";

/** Below this many visits on either side there is no figure. */
const SMALLEST_SIDE = 30;

/**
 * Per step: P(left there | broken there) - P(left there | met there) over visits that rated it, whose last touch there is not recent and
 * that are not open; standardised over segment x entry channel with the broken visits as the standard, so that `lost` = n x value, where
 * `n` is the broken visits that have somebody to compare with. A missing figure's n is all broken visits.
 */
export function toBreakCosts(stepCount: number, strata: readonly StepLeavers[]): BreakCost[] {
  return Array.from({ length: stepCount }, (_, step) =>
    toBreakCost(
      strata.map((counts) => ({
        exposedHits: counts.brokenLeft[step] ?? 0,
        exposed: counts.broken[step] ?? 0,
        otherHits: counts.metLeft[step] ?? 0,
        other: (counts.rated[step] ?? 0) - (counts.broken[step] ?? 0),
      })),
      step === stepCount - 1,
    ),
  );
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

/** Per step, the visits of one stratum that take part: those who rated it, broke there, and left there after either. */
export interface StepLeavers {
  readonly rated: Int32Array;
  readonly broken: Int32Array;
  readonly brokenLeft: Int32Array;
  readonly metLeft: Int32Array;
}

const VALUES = 256;

export function noLeavers(stepCount: number): StepLeavers {
  const perStep = () => new Int32Array(stepCount);
  return { rated: perStep(), broken: perStep(), brokenLeft: perStep(), metLeft: perStep() };
}

/** The visits of a scan that take part, by stratum (its code in strata.ts). */
export function countLeavers(bits: StepBits, scan: VisitScan, positions: VisitPositions): Map<number, StepLeavers> {
  const strata = strataOf(scan);
  const size = bits.count;
  const counts = strata.keys.map(() => noLeavers(size));
  for (const byte of bits.bytes) {
    const rated = scan.rated[byte.half];
    const recent = scan.recent[byte.half];
    const broken = scan.broken[byte.half];
    const ratedValues = new Int32Array(strata.keys.length * VALUES);
    const brokenValues = new Int32Array(strata.keys.length * VALUES);
    // Every visit ends somewhere: [stratum][step, or `size` for "not a step that takes part"][met, broken].
    const ends = new Int32Array(strata.keys.length * (size + 1) * 2);
    for (let i = 0; i < scan.count; i++) {
      const furthest = positions.furthest[i] ?? -1;
      if (furthest < size - 1 && scan.young[i] === 1) continue;
      const stratum = strata.of[i] ?? 0;
      const value = ((rated[i] ?? 0) & ~(recent[i] ?? 0) & (byte.mask << byte.shift)) >>> byte.shift;
      const breaks = value & ((broken[i] ?? 0) >>> byte.shift);
      const n = scan.weight[i] ?? 0;
      ratedValues[stratum * VALUES + value] = (ratedValues[stratum * VALUES + value] ?? 0) + n;
      brokenValues[stratum * VALUES + breaks] = (brokenValues[stratum * VALUES + breaks] ?? 0) + n;
      const end = byte.last[value] === furthest && furthest >= 0 ? furthest : size;
      const slot = (stratum * (size + 1) + end) * 2 + (byte.last[breaks] === furthest ? 1 : 0);
      ends[slot] = (ends[slot] ?? 0) + n;
    }
    counts.forEach((stratum, index) => {
      addBySteps(byte, ratedValues, index * VALUES, stratum.rated);
      addBySteps(byte, brokenValues, index * VALUES, stratum.broken);
      for (let step = 0; step < size; step++) {
        const slot = (index * (size + 1) + step) * 2;
        stratum.metLeft[step] = (stratum.metLeft[step] ?? 0) + (ends[slot] ?? 0);
        stratum.brokenLeft[step] = (stratum.brokenLeft[step] ?? 0) + (ends[slot + 1] ?? 0);
      }
    });
  }
  return new Map(strata.keys.map((key, index) => [stratumCode(key), counts[index] ?? noLeavers(size)]));
}
