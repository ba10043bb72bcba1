/** The reach funnel: how far visits come, who left, who may still come back. */
import { countLeavers, noBreakCost, noLeavers, type StepLeavers, toBreakCosts } from "./break-cost.ts";
import type { FunnelDocument, FunnelStep } from "./documents.ts";
import type { JourneyMode, Moment } from "./journey.ts";
import { missing, type Share } from "./share.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { VisitScan } from "./tally.ts";
import { countSteps, stepBits, stepCount, type VisitPositions, visitPositions } from "./visit-walk.ts";

export type Funnel = Pick<FunnelDocument, "steps" | "visits" | "outOfOrder">;

/**
 * `reached(i)`: visits whose furthest touched step, by position, is i or later; so a skipped step is no loss and the bars never rise.
 * A visit whose furthest step is not the last is open while it is young, else it left there. A questionnaire, asked once afterwards, has
 * no leaving: `left`, `open`, both rates and the break cost are missing. Everything is taken among the given steps, which are in journey order;
 * `visits` is every visit of the scan.
 */
export function toFunnel(mode: JourneyMode, steps: readonly Moment[], scan: VisitScan): Funnel {
  return funnelFrom(mode, steps, countFunnel(steps, scan));
}

/** Additive counts of visits: those of two sets of visits add up to those of both. One place a step. */
export interface FunnelCounts {
  visits: number;
  /** Visits that touched at least two of the steps, and those of them whose time order disagrees with the positions. */
  several: number;
  disordered: number;
  readonly touched: Int32Array;
  /** First touched step by position. */
  readonly entered: Int32Array;
  /** Furthest touched step by position. */
  readonly furthest: Int32Array;
  /** Furthest there, not the last step, and young. */
  readonly open: Int32Array;
  /** The last step that they reached without a bad moment so far. */
  readonly lastFlawless: Int32Array;
  /** Who takes part in the cost of a break, by stratum code. */
  readonly leavers: Map<number, StepLeavers>;
}

export function noFunnelCounts(stepCount: number): FunnelCounts {
  const perStep = () => new Int32Array(stepCount);
  return {
    visits: 0,
    several: 0,
    disordered: 0,
    touched: perStep(),
    entered: perStep(),
    furthest: perStep(),
    open: perStep(),
    lastFlawless: perStep(),
    leavers: new Map(),
  };
}

/** Adds (sign 1) or takes away (sign -1) counts over the same steps. */
export function addFunnelCounts(into: FunnelCounts, counts: FunnelCounts, sign: 1 | -1): void {
  into.visits += sign * counts.visits;
  into.several += sign * counts.several;
  into.disordered += sign * counts.disordered;
  for (const name of ["touched", "entered", "furthest", "open", "lastFlawless"] as const) addTo(into[name], counts[name], sign);
  for (const [code, leavers] of counts.leavers) {
    const mine = into.leavers.get(code) ?? noLeavers(into.touched.length);
    into.leavers.set(code, mine);
    for (const name of ["rated", "broken", "brokenLeft", "metLeft"] as const) addTo(mine[name], leavers[name], sign);
  }
}

function addTo(into: Int32Array, counts: Int32Array, sign: 1 | -1): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + sign * (counts[i] ?? 0);
}

/** The funnel's counts of a scan, among the given steps. */
export function countFunnel(steps: readonly Moment[], scan: VisitScan): FunnelCounts {
  const bits = stepBits(steps);
  const positions = visitPositions(bits, scan);
  const counts = noFunnelCounts(bits.count);
  counts.visits = scan.weight.reduce((sum, n) => sum + n, 0);
  counts.touched.set(countSteps(bits, scan.touched, positions.firstBreak, scan.weight).all);
  countEnds(counts, scan, positions);
  for (let i = 0; i < scan.count; i++) {
    if (stepCount(bits, scan.touched, i) < 2) continue;
    const n = scan.weight[i] ?? 0;
    counts.several += n;
    counts.disordered += n * (scan.outOfOrder[i] ?? 0);
  }
  return { ...counts, leavers: countLeavers(bits, scan, positions) };
}

/** The funnel that counts make. */
export function funnelFrom(mode: JourneyMode, steps: readonly Moment[], counts: FunnelCounts): Funnel {
  const reached = reachedBy(counts);
  const flawless = runningFromEnd(counts.lastFlawless);
  const leaves = mode === "touches";
  const costs = leaves ? toBreakCosts(steps.length, [...counts.leavers.values()]) : [];
  return {
    visits: counts.visits,
    outOfOrder: wilsonShare(counts.disordered, counts.several, "no-visits"),
    steps: steps.map((moment, i): FunnelStep => {
      const here = reached[i] ?? 0;
      const touched = counts.touched[i] ?? 0;
      const flawlessSoFar = flawless[i] ?? 0;
      const open = counts.open[i] ?? 0;
      const ended = i === steps.length - 1 ? 0 : (counts.furthest[i] ?? 0);
      return {
        moment: moment.key,
        touched,
        skipped: here - touched,
        entered: counts.entered[i] ?? 0,
        reached: here,
        left: leaves ? ended - open : null,
        open: leaves ? open : null,
        flawlessSoFar,
        brokenSoFar: here - flawlessSoFar,
        fromFirst: leaves ? wilsonShare(here, reached[0] ?? 0, "no-visits") : missing("questionnaire"),
        fromPrevious: leaves ? fromPrevious(reached, i) : missing("questionnaire"),
        breakCost: costs[i] ?? noBreakCost("questionnaire"),
      };
    }),
  };
}

/** Visits whose furthest step is that one or a later one. */
export function reachedBy(counts: Pick<FunnelCounts, "furthest">): Int32Array {
  return runningFromEnd(counts.furthest);
}

function fromPrevious(reached: Int32Array, step: number): Share {
  if (step === 0) return missing("first-step");
  return wilsonShare(reached[step] ?? 0, reached[step - 1] ?? 0, "no-visits");
}

function countEnds(counts: FunnelCounts, scan: VisitScan, positions: VisitPositions): void {
  const size = counts.furthest.length;
  for (let i = 0; i < scan.count; i++) {
    const end = positions.furthest[i] ?? -1;
    if (end < 0) continue;
    const n = scan.weight[i] ?? 0;
    add(counts.furthest, end, n);
    add(counts.entered, positions.first[i] ?? 0, n);
    if (end < size - 1 && scan.young[i] === 1) add(counts.open, end, n);
    const unbroken = Math.min(end, (positions.firstBreak[i] ?? size) - 1);
    if (unbroken >= 0) add(counts.lastFlawless, unbroken, n);
  }
}

function add(column: Int32Array, step: number, n: number): void {
  column[step] = (column[step] ?? 0) + n;
}

/** Each place's count with all behind it. */
function runningFromEnd(counts: Int32Array): Int32Array {
  const running = counts.slice();
  for (let i = running.length - 2; i >= 0; i--) running[i] = (running[i] ?? 0) + (running[i + 1] ?? 0);
  return running;
}
