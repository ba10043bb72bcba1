/** Spill-over, the dirty tray: do those whose experience broke at a step find the later steps worse, too? An association, not a cause. */
import { type Estimated, noEstimate } from "./estimated.ts";
import type { Moment } from "./journey.ts";
import type { SpillReason, SpillStep } from "./spill-over-document.ts";
import { type ClusterSums, clusteredShare } from "./statistics/clustered-share.ts";
import { squareAndAdd } from "./statistics/newcombe.ts";
import { hasBit, type VisitScan } from "./tally.ts";

const SMALLEST_SIDE = 30;

type Sums = { -readonly [K in keyof ClusterSums]: number };

const noSums = (): Sums => ({ members: 0, n: 0, hits: 0, nSquares: 0, hitSquares: 0, products: 0 });

/**
 * Per step i, over the visits that rated it and a later step: the share of bad among the later steps that they rated, after a break at i and
 * after meeting the standard there. The steps of one visit are no independent answers, so the limits are those of clustered shares, and the
 * difference squares and adds them. The steps are in journey order. Some visitors are simply harder to please, and some routes worse all
 * along: the difference holds these too.
 */
export function toSpillOver(steps: readonly Moment[], scan: VisitScan): SpillStep[] {
  const broken = steps.map(noSums);
  const met = steps.map(noSums);
  for (let visit = 0; visit < scan.count; visit++) {
    let rated = 0;
    let bad = 0;
    for (let i = steps.length - 1; i >= 0; i--) {
      const bit = steps[i]?.bit ?? 0;
      if (!hasBit(scan.rated, visit, bit)) continue;
      const isBroken = hasBit(scan.broken, visit, bit);
      if (rated > 0) add((isBroken ? broken : met)[i], rated, bad);
      rated++;
      if (isBroken) bad++;
    }
  }
  return steps.map(({ key }, i) => toStep(key, broken[i] ?? noSums(), met[i] ?? noSums(), i === steps.length - 1));
}

function add(sums: Sums | undefined, n: number, hits: number): void {
  if (sums === undefined) return;
  sums.members++;
  sums.n += n;
  sums.hits += hits;
  sums.nSquares += n * n;
  sums.hitSquares += hits * hits;
  sums.products += n * hits;
}

function toStep(moment: string, broken: Sums, met: Sums, isLast: boolean): SpillStep {
  const after = clusteredShare(broken);
  const otherwise = clusteredShare(met);
  const n = Math.min(broken.members, met.members);
  const none = isLast ? "last-step" : "no-ratings";
  return {
    moment,
    brokenVisits: broken.members,
    metVisits: met.members,
    afterBreak: after === null ? noEstimate(none, 0) : { ...after, n: broken.n },
    afterMet: otherwise === null ? noEstimate(none, 0) : { ...otherwise, n: met.n },
    difference: after === null || otherwise === null || n < SMALLEST_SIDE ? whyNone(n, none) : { ...squareAndAdd(after, otherwise), n },
  };
}

function whyNone(n: number, none: SpillReason): Estimated<SpillReason> {
  return noEstimate(n === 0 ? none : "under-30", n);
}
