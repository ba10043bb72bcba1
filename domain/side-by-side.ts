/** Two groups of customers beside each other: how far apart they are, and whether that is more than noise. */
import { FALSE_DISCOVERIES, SMALLEST_SIDE } from "./change.ts";
import { isKnown, type KnownShare, missing, type Share } from "./share.ts";
import { benjaminiHochberg } from "./statistics/benjamini-hochberg.ts";
import { squareAndAdd } from "./statistics/newcombe.ts";
import { scoreTestP } from "./statistics/score-test.ts";

export interface SideDifference {
  /** First minus second by their own limits, which for plain proportions is Newcombe's interval; n: the smaller of the two. */
  readonly difference: Share;
  /** By the rule of a change: the test passes, the interval excludes 0, and both sides have 30 or more. */
  readonly clear: boolean;
}

/** Plain proportions of either side, one family of tests (Benjamini-Hochberg) with two-sided p by the score test or Fisher's. */
export function compareProportions(pairs: readonly (readonly [Share, Share])[]): SideDifference[] {
  const p = pairs.map(([first, second]) =>
    isKnown(first) && isKnown(second) ? scoreTestP(hitsOf(first), first.n, hitsOf(second), second.n) : null,
  );
  const passed = benjaminiHochberg(p, FALSE_DISCOVERIES);
  return pairs.map(([first, second], i) => judged(first, second, passed[i] === true));
}

/** Two estimates on their own, by their limits alone: scores, for which there is no test. */
export function compareEstimates(first: Share, second: Share): SideDifference {
  return judged(first, second, true);
}

function hitsOf(share: KnownShare): number {
  return Math.round(share.value * share.n);
}

function judged(first: Share, second: Share, passed: boolean): SideDifference {
  const n = Math.min(first.n, second.n);
  if (!isKnown(first)) return { difference: missing(first.reason, n), clear: false };
  if (!isKnown(second)) return { difference: missing(second.reason, n), clear: false };
  const difference = { ...squareAndAdd(first, second), n };
  return { difference, clear: passed && n >= SMALLEST_SIDE && (difference.low > 0 || difference.high < 0) };
}
