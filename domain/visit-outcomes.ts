/** Which visits stand behind a bar of the funnel: the same positions that the funnel counts by. */
import type { JourneyMode, Moment } from "./journey.ts";
import { hasBit, type VisitScan } from "./tally.ts";
import { stepBits, visitPositions } from "./visit-walk.ts";

export const VISIT_OUTCOMES = ["reached", "touched", "skipped", "left", "open", "broke", "broken-so-far", "flawless-so-far"] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];
export type VisitState = "left" | "open" | "completed" | "none";

/** What a visit came to, from its furthest step (index among the steps, -1: none). */
export function stateOf(mode: JourneyMode, stepCount: number, furthest: number, young: boolean): VisitState {
  if (furthest < 0) return "none";
  if (furthest === stepCount - 1 || mode === "questionnaire") return "completed";
  return young ? "open" : "left";
}

export interface OutcomeRow {
  readonly id: number;
  readonly furthest: string | null;
  readonly firstBreak: string | null;
  readonly state: VisitState;
}

/** The visits of a scan that have the outcome at the step, in the scan's order. `at` is one of the steps. */
export function visitsWith(mode: JourneyMode, steps: readonly Moment[], scan: VisitScan, at: Moment, outcome: VisitOutcome): OutcomeRow[] {
  const step = steps.findIndex((moment) => moment.id === at.id);
  const { furthest, firstBreak } = visitPositions(stepBits(steps), scan);
  const rows: OutcomeRow[] = [];
  for (let i = 0; i < scan.count; i++) {
    const reach = furthest[i] ?? -1;
    const broke = firstBreak[i] ?? steps.length;
    const state = stateOf(mode, steps.length, reach, scan.young[i] === 1);
    if (!matches(outcome, { step, reach, broke, state, touched: hasBit(scan.touched, i, at.bit) })) continue;
    rows.push({ id: scan.id[i] ?? 0, furthest: steps[reach]?.key ?? null, firstBreak: steps[broke]?.key ?? null, state });
  }
  return rows;
}

/** How many visits of a scan have the outcome at the step, those that a place stands for among them. */
export function countVisitsWith(mode: JourneyMode, steps: readonly Moment[], scan: VisitScan, at: Moment, outcome: VisitOutcome): number {
  const step = steps.findIndex((moment) => moment.id === at.id);
  const { furthest, firstBreak } = visitPositions(stepBits(steps), scan);
  let count = 0;
  for (let i = 0; i < scan.count; i++) {
    const reach = furthest[i] ?? -1;
    const state = stateOf(mode, steps.length, reach, scan.young[i] === 1);
    const standing = { step, reach, broke: firstBreak[i] ?? steps.length, state, touched: hasBit(scan.touched, i, at.bit) };
    if (matches(outcome, standing)) count += scan.weight[i] ?? 0;
  }
  return count;
}

interface Standing {
  readonly step: number;
  readonly reach: number;
  readonly broke: number;
  readonly state: VisitState;
  readonly touched: boolean;
}

function matches(outcome: VisitOutcome, { step, reach, broke, state, touched }: Standing): boolean {
  const reached = reach >= step;
  switch (outcome) {
    case "reached":
      return reached;
    case "touched":
      return touched;
    case "skipped":
      return reached && !touched;
    case "left":
    case "open":
      return reach === step && state === outcome;
    case "broke":
      return broke === step;
    case "broken-so-far":
      return reached && broke <= step;
    case "flawless-so-far":
      return reached && broke > step;
  }
}
