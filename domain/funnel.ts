/** The reach funnel: how far visits come, who left, who may still come back. */
import { noBreakCost, toBreakCosts } from "./break-cost.ts";
import type { FunnelDocument, FunnelStep } from "./documents.ts";
import type { JourneyMode, Moment } from "./journey.ts";
import { missing, type Share } from "./share.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { VisitScan } from "./tally.ts";
import { countSteps, type StepBits, stepBits, stepCount, visitPositions } from "./visit-walk.ts";

export type Funnel = Pick<FunnelDocument, "steps" | "visits" | "outOfOrder">;

/**
 * `reached(i)`: visits whose furthest touched step, by position, is i or later; so a skipped step is no loss and the bars never rise.
 * A visit whose furthest step is not the last is open while it is young, else it left there. A questionnaire, asked once afterwards, has
 * no leaving: `left`, `open`, both rates and the break cost are missing. Everything is taken among the given steps, which are in journey order;
 * `visits` is every visit of the scan.
 */
export function toFunnel(mode: JourneyMode, steps: readonly Moment[], scan: VisitScan): Funnel {
  const bits = stepBits(steps);
  const positions = visitPositions(bits, scan);
  const touched = countSteps(bits, scan.touched, positions.firstBreak).all;
  const ends = countEnds(bits.count, scan, positions);
  const reached = runningFromEnd(ends.furthest);
  const flawless = runningFromEnd(ends.lastFlawless);
  const leaves = mode === "touches";
  const costs = leaves ? toBreakCosts(bits, scan, positions) : [];
  return {
    visits: scan.count,
    outOfOrder: outOfOrder(bits, scan),
    steps: steps.map((moment, i): FunnelStep => {
      const here = reached[i] ?? 0;
      const flawlessSoFar = flawless[i] ?? 0;
      return {
        moment: moment.key,
        touched: touched[i] ?? 0,
        skipped: here - (touched[i] ?? 0),
        entered: ends.entered[i] ?? 0,
        reached: here,
        left: leaves ? (ends.left[i] ?? 0) : null,
        open: leaves ? (ends.open[i] ?? 0) : null,
        flawlessSoFar,
        brokenSoFar: here - flawlessSoFar,
        fromFirst: leaves ? wilsonShare(here, reached[0] ?? 0, "no-visits") : missing("questionnaire"),
        fromPrevious: leaves ? fromPrevious(reached, i) : missing("questionnaire"),
        breakCost: costs[i] ?? noBreakCost("questionnaire"),
      };
    }),
  };
}

function fromPrevious(reached: Int32Array, step: number): Share {
  if (step === 0) return missing("first-step");
  return wilsonShare(reached[step] ?? 0, reached[step - 1] ?? 0, "no-visits");
}

/** Per step, the visits that end there in each sense. `lastFlawless`: the last step that they reached without a bad moment so far. */
function countEnds(count: number, scan: VisitScan, positions: ReturnType<typeof visitPositions>) {
  const furthest = new Int32Array(count);
  const entered = new Int32Array(count);
  const left = new Int32Array(count);
  const open = new Int32Array(count);
  const lastFlawless = new Int32Array(count);
  for (let i = 0; i < scan.count; i++) {
    const end = positions.furthest[i] ?? -1;
    if (end < 0) continue;
    const start = positions.first[i] ?? 0;
    furthest[end] = (furthest[end] ?? 0) + 1;
    entered[start] = (entered[start] ?? 0) + 1;
    if (end < count - 1) {
      const side = scan.young[i] === 1 ? open : left;
      side[end] = (side[end] ?? 0) + 1;
    }
    const unbroken = Math.min(end, (positions.firstBreak[i] ?? count) - 1);
    if (unbroken >= 0) lastFlawless[unbroken] = (lastFlawless[unbroken] ?? 0) + 1;
  }
  return { furthest, entered, left, open, lastFlawless };
}

/** Each place's count with all behind it. */
function runningFromEnd(counts: Int32Array): Int32Array {
  const running = counts.slice();
  for (let i = running.length - 2; i >= 0; i--) running[i] = (running[i] ?? 0) + (running[i + 1] ?? 0);
  return running;
}

/** Visits whose time order disagrees with the positions, over visits that touched at least two of the steps. */
function outOfOrder(bits: StepBits, scan: VisitScan) {
  let several = 0;
  let disordered = 0;
  for (let i = 0; i < scan.count; i++) {
    if (stepCount(bits, scan.touched, i) < 2) continue;
    several++;
    disordered += scan.outOfOrder[i] ?? 0;
  }
  return wilsonShare(disordered, several, "no-visits");
}
