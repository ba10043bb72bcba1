/**
 * What visits count for in the reach rollups: additive integers by (start day, segment, entry channel), once for whole visits and once for
 * each moment. Nothing in here depends on as-of. Pure.
 */
import { maskHalves } from "./mask.ts";
import type { VisitFacts } from "./visit-facts.ts";

/** The moments that count: the journey's touchpoints in order, then its outcomes (which are no steps). */
export interface ReachMoments {
  readonly steps: readonly { readonly id: number; readonly bit: number }[];
  readonly outcomes: readonly { readonly id: number; readonly bit: number }[];
}

export const VISIT_COUNTS = ["visits", "rated_visits", "flawless", "complete", "cannot_tell", "several", "disordered"] as const;

export const REACH_COUNTS = [
  "touched",
  "not_met",
  "rated",
  "repeated",
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
  const touched = maskHalves(facts.touched);
  const rated = maskHalves(facts.rated);
  const repeated = maskHalves(facts.repeated);
  const broken = maskHalves(facts.broken);
  const notMet = maskHalves(facts.claims.notMet);
  const isComplete = facts.claims.knowledge === "complete";
  const { steps, outcomes } = moments;
  let first = -1;
  let furthest = -1;
  let firstBreak = steps.length;
  let touchedSteps = 0;
  let ratedSteps = 0;
  for (let i = 0; i < steps.length + outcomes.length; i++) {
    const isStep = i < steps.length;
    const bit = (isStep ? steps[i] : outcomes[i - steps.length])?.bit ?? 0;
    const at = momentOffset(i);
    const unbroken = firstBreak === steps.length;
    if (!has(touched, bit)) {
      if (isComplete || has(notMet, bit)) {
        add(cell, at + REACH.not_met, sign);
        if (isStep && unbroken) add(cell, at + REACH.unbroken_not_met, sign);
      }
      continue;
    }
    add(cell, at + REACH.touched, sign);
    if (isStep) {
      if (first < 0) first = i;
      furthest = i;
      touchedSteps += 1;
    }
    if (!has(rated, bit)) continue;
    add(cell, at + REACH.rated, sign);
    if (has(repeated, bit)) add(cell, at + REACH.repeated, sign);
    const breaks = has(broken, bit);
    if (breaks) add(cell, at + REACH.broken, sign);
    if (!isStep) continue;
    ratedSteps += 1;
    if (unbroken) add(cell, at + REACH.at_risk, sign);
    if (breaks && unbroken) {
      add(cell, at + REACH.broke, sign);
      firstBreak = i;
    }
  }
  if (furthest >= 0) {
    add(cell, momentOffset(first) + REACH.entered, sign);
    const end = momentOffset(furthest);
    const bit = steps[furthest]?.bit ?? 0;
    add(cell, end + REACH.furthest, sign);
    if (has(rated, bit)) add(cell, end + (has(broken, bit) ? REACH.broken_left : REACH.met_left), sign);
    const lastFlawless = Math.min(furthest, firstBreak - 1);
    if (lastFlawless >= 0) add(cell, momentOffset(lastFlawless) + REACH.last_flawless, sign);
  }
  add(cell, VISITS.visits, sign);
  if (ratedSteps > 0) {
    add(cell, VISITS.rated_visits, sign);
    if (firstBreak === steps.length) {
      add(cell, VISITS.flawless, sign);
      if (ratedSteps === steps.length) add(cell, VISITS.complete, sign);
    }
  }
  if (facts.claims.knowledge === "ratings-only") add(cell, VISITS.cannot_tell, sign);
  if (touchedSteps > 1) {
    add(cell, VISITS.several, sign);
    if (facts.outOfOrder) add(cell, VISITS.disordered, sign);
  }
}

type Halves = ReturnType<typeof maskHalves>;

function add(cell: ReachCell, index: number, sign: 1 | -1): void {
  cell[index] = (cell[index] ?? 0) + sign;
}

function has(mask: Halves, bit: number): boolean {
  return ((bit < 25 ? mask.low >>> bit : mask.high >>> (bit - 25)) & 1) === 1;
}
