/**
 * What visits count for in the reach rollups: additive integers by (start day, segment, entry channel), once for whole visits and once for
 * each moment. Nothing in here depends on as-of. Pure.
 */
import { type Mask, maskHalves } from "./mask.ts";
import type { VisitFacts } from "./visit-facts.ts";

/** The moments that count: the journey's touchpoints in order, then its outcomes (which are no steps). */
export interface ReachMoments {
  readonly steps: readonly { readonly id: number; readonly bit: number }[];
  readonly outcomes: readonly { readonly id: number; readonly bit: number }[];
}

export const VISIT_COUNTS = [
  "visits",
  "rated_visits",
  "flawless",
  "complete",
  "cannot_tell",
  "several",
  "disordered",
  "rated_any",
  "repeated_any",
] as const;

export const REACH_COUNTS = [
  "touched",
  "not_met",
  "rated",
  "broken",
  "at_risk",
  "broke",
  "unbroken_not_met",
  "entered",
  "furthest",
  "last_flawless",
  "broken_left",
  "met_left",
] as const;

const VISITS = Object.fromEntries(VISIT_COUNTS.map((name, i) => [name, i])) as Record<(typeof VISIT_COUNTS)[number], number>;
const REACH = Object.fromEntries(REACH_COUNTS.map((name, i) => [name, i])) as Record<(typeof REACH_COUNTS)[number], number>;

/** Counts of one (day, segment, entry channel): those of `VISIT_COUNTS`, then those of `REACH_COUNTS` for each moment in turn. */
export type ReachCell = Int32Array;

/** Where the counts of the moment at an index (steps, then outcomes) begin in a cell. */
export function momentOffset(index: number): number {
  return VISIT_COUNTS.length + index * REACH_COUNTS.length;
}

export function cellLength(moments: ReachMoments): number {
  return momentOffset(moments.steps.length + moments.outcomes.length);
}

/** By "day,segment,entry channel". */
export type ReachSums = Map<string, ReachCell>;

/** Adds (sign 1) or takes away (sign -1) what a visit counts for. */
export function addVisitReach(sums: ReachSums, facts: VisitFacts, moments: ReachMoments, sign: 1 | -1): void {
  const key = `${facts.startDay},${facts.claims.segmentId},${facts.entryChannelId}`;
  let cell = sums.get(key);
  if (!cell) {
    cell = new Int32Array(cellLength(moments));
    sums.set(key, cell);
  }
  addSteps(cell, facts, moments, sign);
}

function addSteps(cell: ReachCell, facts: VisitFacts, moments: ReachMoments, sign: 1 | -1): void {
  const touched = reader(facts.touched);
  const rated = reader(facts.rated);
  const broken = reader(facts.broken);
  const notMet = reader(facts.claims.notMet);
  const isComplete = facts.claims.knowledge === "complete";
  const { steps, outcomes } = moments;
  let first = -1;
  let furthest = -1;
  let firstBreak = steps.length;
  let touchedSteps = 0;
  let ratedSteps = 0;
  const add = (index: number, count: number) => {
    cell[index] = (cell[index] ?? 0) + sign * count;
  };
  for (let i = 0; i < steps.length + outcomes.length; i++) {
    const isStep = i < steps.length;
    const bit = (isStep ? steps[i] : outcomes[i - steps.length])?.bit ?? 0;
    const at = momentOffset(i);
    const unbroken = firstBreak === steps.length;
    if (!touched(bit)) {
      if (isComplete || notMet(bit)) {
        add(at + REACH.not_met, 1);
        if (isStep && unbroken) add(at + REACH.unbroken_not_met, 1);
      }
      continue;
    }
    add(at + REACH.touched, 1);
    if (isStep) {
      if (first < 0) first = i;
      furthest = i;
      touchedSteps += 1;
    }
    if (!rated(bit)) continue;
    add(at + REACH.rated, 1);
    const breaks = broken(bit);
    if (breaks) add(at + REACH.broken, 1);
    if (!isStep) continue;
    ratedSteps += 1;
    if (unbroken) add(at + REACH.at_risk, 1);
    if (breaks && unbroken) {
      add(at + REACH.broke, 1);
      firstBreak = i;
    }
  }
  if (furthest >= 0) {
    add(momentOffset(first) + REACH.entered, 1);
    const end = momentOffset(furthest);
    const bit = steps[furthest]?.bit ?? 0;
    add(end + REACH.furthest, 1);
    if (rated(bit)) add(end + (broken(bit) ? REACH.broken_left : REACH.met_left), 1);
    const lastFlawless = Math.min(furthest, firstBreak - 1);
    if (lastFlawless >= 0) add(momentOffset(lastFlawless) + REACH.last_flawless, 1);
  }
  add(VISITS.visits, 1);
  if (ratedSteps > 0) {
    add(VISITS.rated_visits, 1);
    if (firstBreak === steps.length) {
      add(VISITS.flawless, 1);
      if (ratedSteps === steps.length) add(VISITS.complete, 1);
    }
  }
  if (facts.claims.knowledge === "ratings-only") add(VISITS.cannot_tell, 1);
  if (touchedSteps > 1) {
    add(VISITS.several, 1);
    if (facts.outOfOrder) add(VISITS.disordered, 1);
  }
  if (anyOf(moments, rated)) add(VISITS.rated_any, 1);
  if (facts.repeated !== 0 && anyOf(moments, reader(facts.repeated))) add(VISITS.repeated_any, 1);
}

function reader(mask: Mask): (bit: number) => boolean {
  const { low, high } = maskHalves(mask);
  return (bit) => ((bit < 25 ? low >>> bit : high >>> (bit - 25)) & 1) === 1;
}

function anyOf(moments: ReachMoments, has: (bit: number) => boolean): boolean {
  return moments.steps.some(({ bit }) => has(bit)) || moments.outcomes.some(({ bit }) => has(bit));
}
