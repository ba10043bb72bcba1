/** What a what-if is computed from: small enough to be sent to a browser, which then recomputes the journey score at once. */
import type { Drawn } from "./draw.ts";
import type { Moment } from "./journey.ts";
import { type Patterns, ratedPatterns, stepsIn } from "./step-patterns.ts";
import type { VisitScan } from "./tally.ts";
import { stepBits } from "./visit-walk.ts";

/** Visits whose breaks so far are exactly `after`, on the steps behind the last of these. */
export interface BreakChain {
  /** Indices of steps, ascending; empty: no break so far. */
  readonly after: readonly number[];
  /** From the step behind the last of `after` to the last step: visits that rated it with exactly these breaks before it. */
  readonly atRisk: readonly number[];
  /** Those of them that broke there. */
  readonly broke: readonly number[];
}

export interface WhatIfBasis {
  readonly moments: readonly string[];
  /** Shorter chains first. The chain without a break and those of one break are all there; of longer ones the most frequent. */
  readonly chains: readonly BreakChain[];
  /** Visits drawn that belong to a longer chain that is not kept: lifting all their breaks would still leave them broken. */
  readonly cut: number;
  readonly sample: Drawn;
}

/** Longer chains than pairs are kept up to this many: some ten kilobytes. */
const MOST_LONG_CHAINS = 300;

export interface BasisOptions {
  readonly mostVisits?: number;
  readonly mostLongChains?: number;
}

/** The steps are in journey order. Without ratings there is one chain, of zeros. */
export function toWhatIfBasis(steps: readonly Moment[], scan: VisitScan, options: BasisOptions = {}): WhatIfBasis {
  const { patterns, used, of } = ratedPatterns(stepBits(steps), scan, options.mostVisits);
  const all = countChains(steps.length, patterns);
  const long = all.filter(({ after }) => after.length > 1).sort((a, b) => b.visits - a.visits || byBreaks(a.after, b.after));
  const most = options.mostLongChains ?? MOST_LONG_CHAINS;
  const cut = new Set(long.slice(most).map(({ after }) => after.join()));
  const kept = all.filter(({ after }) => !cut.has(after.join())).sort((a, b) => byBreaks(a.after, b.after));
  return {
    moments: steps.map(({ key }) => key),
    chains: kept.map(({ after, atRisk, broke }) => ({ after, atRisk, broke })),
    cut: countCut(patterns, cut),
    sample: { used, of },
  };
}

interface CountedChain extends BreakChain {
  readonly after: number[];
  readonly atRisk: number[];
  readonly broke: number[];
  /** Visits with a rating behind the last of `after`. */
  visits: number;
}

function byBreaks(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((step, k) => step !== b[k]);
  return a.length - b.length || (a[place] ?? 0) - (b[place] ?? 0);
}

/** Every chain that some visit has, with ratings behind it. A chain's beginning is at least as frequent as the chain. */
function countChains(steps: number, patterns: Patterns): CountedChain[] {
  const chains = new Map<string, CountedChain>();
  const chainOf = (after: number[]) => {
    const key = after.join();
    const length = steps - 1 - (after.at(-1) ?? -1);
    const chain = chains.get(key) ?? { after, atRisk: Array(length).fill(0), broke: Array(length).fill(0), visits: 0 };
    chains.set(key, chain);
    return chain;
  };
  chainOf([]);
  for (let p = 0; p < patterns.counts.length; p++) {
    const count = patterns.counts[p] ?? 0;
    const rated = stepsIn(patterns.rated, patterns.size, p);
    const breaks = stepsIn(patterns.broken, patterns.size, p);
    for (let k = 0; k <= breaks.length; k++) {
      const from = (breaks[k - 1] ?? -1) + 1;
      const upTo = breaks[k] ?? steps;
      if (!rated.some((step) => step >= from)) break;
      const chain = chainOf(breaks.slice(0, k));
      chain.visits += count;
      for (const step of rated) if (step >= from && step <= upTo) chain.atRisk[step - from] = (chain.atRisk[step - from] ?? 0) + count;
      if (upTo < steps) chain.broke[upTo - from] = (chain.broke[upTo - from] ?? 0) + count;
    }
  }
  return [...chains.values()];
}

function countCut(patterns: Patterns, cut: ReadonlySet<string>): number {
  if (cut.size === 0) return 0;
  return patterns.counts.reduce((sum, count, p) => {
    const breaks = stepsIn(patterns.broken, patterns.size, p);
    const isCut = breaks.some((_, k) => k > 0 && cut.has(breaks.slice(0, k + 1).join()));
    return isCut ? sum + count : sum;
  }, 0);
}
