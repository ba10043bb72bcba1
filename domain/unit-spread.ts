/** The same experience everywhere? Teams or channels on a funnel plot, and how much they differ beyond chance. */
import { noEstimate } from "./estimated.ts";
import { betweenUnits } from "./statistics/between-units.ts";
import { limitsOf } from "./statistics/binomial.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { FunnelLimits, FunnelPosition, SpreadReason, UnitSpread } from "./unit-spread-document.ts";

export interface UnitCount {
  readonly unit: string;
  readonly hits: number;
  readonly n: number;
}

/** Units with fewer ratings stand on the plot and take no part in the spread. */
export const SMALLEST_UNIT = 30;
const CURVE_POINTS = 40;

/**
 * Funnel plot: D. J. Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202, exact binomial limits around the pooled share. Of units that
 * are all alike one in twenty lies outside the inner limits and one in 500 outside the outer ones, so it is no league table.
 * Spread: the between-unit variance of R. DerSimonian and N. Laird on the shares themselves, over units with at least 30 ratings, with the
 * sampling variances p̄(1 - p̄)/n of the pooled share p̄: then Cochran's Q is Pearson's chi-square of equal shares, and a unit's weight does
 * not depend on its own luck. Units in any order; whole numbers, hits <= n.
 */
export function toUnitSpread(units: readonly UnitCount[]): UnitSpread {
  const all = total(units);
  const centre = all.hits > 0 && all.hits < all.n ? all.hits / all.n : null;
  const sizes = units.flatMap(({ n }) => (n > 0 ? [n] : []));
  const taken = units.filter(({ n }) => n >= SMALLEST_UNIT);
  return {
    centre,
    units: units.map(({ unit, hits, n }) => {
      const limits = centre !== null && n > 0 ? funnelLimits(n, centre) : null;
      return { unit, share: wilsonShare(hits, n, "no-ratings"), limits, position: limits && positionOf(hits / n, limits) };
    }),
    curve: centre === null ? [] : curveSizes(sizes).map((n) => funnelLimits(n, centre)),
    ...spreadOf(taken, all.n === 0),
  };
}

function total(units: readonly UnitCount[]): { hits: number; n: number } {
  return { hits: units.reduce((sum, { hits }) => sum + hits, 0), n: units.reduce((sum, { n }) => sum + n, 0) };
}

function spreadOf(taken: readonly UnitCount[], isEmpty: boolean): Pick<UnitSpread, "spread" | "p" | "verdict"> {
  const none = (reason: SpreadReason) => ({ spread: noEstimate(reason, taken.length), p: null, verdict: "cannot-tell" as const });
  if (isEmpty) return none("no-ratings");
  const { hits, n } = total(taken);
  if (taken.length < 2) return none("one-unit");
  if (hits === 0 || hits === n) return none("no-spread");
  const pooled = hits / n;
  const between = betweenUnits(taken.map((unit) => ({ value: unit.hits / unit.n, variance: (pooled * (1 - pooled)) / unit.n })));
  if (between === null) return none("one-unit");
  const { variance, low, high, p } = between;
  return {
    spread: { value: Math.sqrt(variance), low: Math.sqrt(low), high: Math.sqrt(high), n: taken.length },
    p,
    verdict: low > 0 ? "differ" : "cannot-tell",
  };
}

function funnelLimits(n: number, centre: number): FunnelLimits {
  const limits = limitsOf(n, centre);
  return { n, usual: limits(0.95), wide: limits(0.998) };
}

function positionOf(share: number, { usual, wide }: FunnelLimits): FunnelPosition {
  if (share < wide.low) return "far-below";
  if (share > wide.high) return "far-above";
  if (share < usual.low) return "below";
  return share > usual.high ? "above" : "inside";
}

/**
 * Whole numbers evenly spread on a logarithmic scale, up to the largest size, from the smallest or a quarter of the largest on: over sizes
 * that are nearly equal nobody would see that limits narrow.
 */
function curveSizes(sizes: readonly number[]): number[] {
  const largest = Math.max(...sizes);
  const low = Math.max(1, Math.min(...sizes, Math.floor(largest / 4)));
  const ratio = largest / low;
  const steps = Array.from({ length: CURVE_POINTS }, (_, i) => Math.round(low * ratio ** (i / (CURVE_POINTS - 1))));
  return [...new Set(steps)];
}
