/** What the factors of a moment go with: the outcome of those who mention one beside that of those who do not. */
import type { DriverReason, FactorContrast } from "./drivers-document.ts";
import { type Estimated, noEstimate } from "./estimated.ts";
import { coefficientOf, negligibleFor, SMALLEST_SIDE, spreadOf } from "./penalty-reward.ts";
import { indicatorRegression } from "./statistics/indicator-regression.ts";

/** One factor, a visit a place: 1 where the visit mentions it, else 0. */
export interface FactorMentions {
  readonly factor: string;
  readonly present: Uint8Array;
}

/**
 * One regression of the outcome on the factors together, present against absent, with HC3 intervals. A factor whose interval lies below 0
 * behaves like a minus, above 0 like a plus, wholly within a tenth of the outcome's standard deviation like neither (its mention changes
 * nothing); else nobody can tell. `outcome` holds the visits that could have mentioned a factor, one finite value a visit, in any unit; `present` is 1 or 0.
 */
export function factorContrasts(outcome: Float64Array, factors: readonly FactorMentions[]): FactorContrast[] {
  const { width, ones } = onesOf(outcome.length, factors);
  const spread = spreadOf(outcome);
  const fit =
    outcome.length < SMALLEST_SIDE || spread === null
      ? null
      : indicatorRegression({ count: outcome.length, width, ones, columns: 1 + factors.length, outcome });
  return factors.map(({ factor, present }, f) => {
    const mentions = present.reduce((sum, flag) => sum + flag, 0);
    const n = Math.min(mentions, outcome.length - mentions);
    const why = whyNone(outcome.length, spread, mentions, n, fit === null);
    const effect = why === null ? coefficientOf(fit, 1 + f, n) : noEstimate(why, n);
    return { factor, present: mentions, absent: outcome.length - mentions, effect, ...behaviourOf(effect, negligibleFor(spread ?? 0)) };
  });
}

/** Visits mention few of many factors: as many places a visit as the one that mentions most needs. */
function onesOf(visits: number, factors: readonly FactorMentions[]): { width: number; ones: Int16Array } {
  const mentioned = new Int16Array(visits);
  for (const { present } of factors) for (let i = 0; i < visits; i++) mentioned[i] = (mentioned[i] ?? 0) + (present[i] ?? 0);
  const width = mentioned.reduce((most, count) => Math.max(most, count), 0);
  const ones = new Int16Array(visits * width).fill(-1);
  mentioned.fill(0);
  factors.forEach(({ present }, f) => {
    for (let i = 0; i < visits; i++) {
      if (present[i] !== 1) continue;
      const place = mentioned[i] ?? 0;
      ones[i * width + place] = 1 + f;
      mentioned[i] = place + 1;
    }
  });
  return { width, ones };
}

function whyNone(visits: number, spread: number | null, mentions: number, n: number, noFit: boolean): DriverReason | null {
  if (visits < SMALLEST_SIDE) return "no-outcome";
  if (spread === null) return "no-spread";
  if (mentions === 0) return "no-ratings";
  return n < SMALLEST_SIDE || noFit ? "under-30" : null;
}

function behaviourOf(effect: Estimated<DriverReason>, negligible: number): Pick<FactorContrast, "behaves" | "reason"> {
  if (effect.value === null) return { behaves: "cannot-tell", reason: effect.reason };
  if (effect.high < 0) return { behaves: "minus", reason: null };
  if (effect.low > 0) return { behaves: "plus", reason: null };
  if (effect.low > -negligible && effect.high < negligible) return { behaves: "neither", reason: null };
  return { behaves: "cannot-tell", reason: "too-wide" };
}
