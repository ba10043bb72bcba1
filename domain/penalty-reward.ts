/** What a bad and what a very good moment go with: penalty and reward in an outcome. An association, not a cause. */
import type { DriverClass, DriverReason, MomentContrast } from "./drivers-document.ts";
import { type Estimated, noEstimate } from "./estimated.ts";
import type { Zone } from "./journey.ts";
import { type IndicatorFit, indicatorRegression } from "./statistics/indicator-regression.ts";
import { Z95 } from "./statistics/normal.ts";

/** Zones as they stand in columns of visits; 0: not rated. */
export const ZONE_CODES = { minus: 1, standard: 2, plus: 3 } as const satisfies Record<Zone, number>;

/** One moment's zones, a visit a place. */
export interface MomentZones {
  readonly moment: string;
  readonly hasStandardZone: boolean;
  readonly zones: Uint8Array;
}

/** Fewer visits than this on a side: no figure. */
export const SMALLEST_SIDE = 30;
/** In standard deviations of the outcome (J. Cohen's "small" is 0.2): less is no difference worth a name. */
const NEGLIGIBLE = 0.1;

export interface PenaltyReward {
  readonly rSquared: number | null;
  readonly contrasts: readonly MomentContrast[];
}

/**
 * One regression of the outcome on all moments together, each with three indicators (minus, plus, not rated) against its standard zone: D. R.
 * Brandt, "A procedure for identifying value-enhancing service components using customer satisfaction survey data" (1987); K. Matzler and
 * E. Sauerwein, International Journal of Service Industry Management 13 (2002) 314–332. "Not rated" being an indicator, a visit that skipped
 * a moment stays for the others. Intervals from the HC3 covariance. Outcome in any unit, one a visit, all finite.
 * `outcomeSd` is its standard deviation (> 0), null where it has none.
 */
export function penaltyReward(outcome: Float64Array, moments: readonly MomentZones[], outcomeSd: number | null): PenaltyReward {
  const width = moments.length;
  const ones = new Int16Array(outcome.length * width).fill(-1);
  moments.forEach(({ hasStandardZone, zones }, m) => {
    // Minus and plus of all moments before "not rated" of any: where they depend on each other, the latter gives way.
    const columns = [1 + 2 * width + m, 1 + 2 * m, -1, 2 + 2 * m];
    // Without a standard zone plus is what minus stands against; the moment is then only kept equal for the others.
    if (!hasStandardZone) columns[ZONE_CODES.plus] = -1;
    for (let i = 0; i < outcome.length; i++) ones[i * width + m] = columns[zones[i] ?? 0] ?? -1;
  });
  const fit =
    outcome.length < SMALLEST_SIDE || outcomeSd === null
      ? null
      : indicatorRegression({ count: outcome.length, width, ones, columns: 1 + 3 * width, outcome });
  const whyNone = outcome.length < SMALLEST_SIDE ? "no-outcome" : outcomeSd === null ? "no-spread" : "under-30";
  return {
    rSquared: fit?.rSquared ?? null,
    contrasts: moments.map((moment, m) => toContrast(moment, fit, { minus: 1 + 2 * m, plus: 2 + 2 * m }, outcomeSd ?? 0, whyNone)),
  };
}

interface Columns {
  readonly minus: number;
  readonly plus: number;
}

function toContrast(moment: MomentZones, fit: IndicatorFit | null, at: Columns, outcomeSd: number, whyNoFit: DriverReason): MomentContrast {
  const counts = [0, 0, 0, 0];
  for (const zone of moment.zones) counts[zone] = (counts[zone] ?? 0) + 1;
  const [notRated = 0, minus = 0, standard = 0, plus = 0] = counts;
  const none = fit === null ? whyNoFit : whyNoStandard(moment, standard, minus + standard + plus);
  const side = (n: number, column: number) => {
    const why = none ?? (n < SMALLEST_SIDE ? "under-30" : null);
    return why === null ? coefficientOf(fit, column, n) : noEstimate(why, n);
  };
  const penalty = side(minus, at.minus);
  const reward = side(plus, at.plus);
  const difference = differenceOf(fit, at, penalty, reward);
  return {
    moment: moment.moment,
    minus,
    standard,
    plus,
    notRated,
    penalty,
    reward,
    difference,
    ...classOf(penalty, reward, difference, NEGLIGIBLE * outcomeSd),
  };
}

function whyNoStandard(moment: MomentZones, standard: number, rated: number): DriverReason | null {
  if (rated === 0) return "no-ratings";
  return moment.hasStandardZone && standard > 0 ? null : "no-standard-zone";
}

/** A coefficient with its interval, or that it is collinear. */
export function coefficientOf(fit: IndicatorFit | null, column: number, n: number): Estimated<DriverReason> {
  const value = fit?.coefficients[column] ?? null;
  if (fit === null || value === null) return noEstimate("collinear", n);
  const half = Z95 * Math.sqrt(fit.covariance(column, column));
  return { value, low: value - half, high: value + half, n };
}

/** |penalty| - reward by the delta method: where the penalty is below 0, -(penalty + reward). */
function differenceOf(
  fit: IndicatorFit | null,
  at: Columns,
  penalty: Estimated<DriverReason>,
  reward: Estimated<DriverReason>,
): Estimated<DriverReason> {
  const n = Math.min(penalty.n, reward.n);
  if (penalty.value === null) return noEstimate(penalty.reason, n);
  if (reward.value === null) return noEstimate(reward.reason, n);
  const sign = penalty.value < 0 ? -1 : 1;
  const covariance = fit?.covariance ?? (() => 0);
  const variance = covariance(at.minus, at.minus) + covariance(at.plus, at.plus) - 2 * sign * covariance(at.minus, at.plus);
  const value = Math.abs(penalty.value) - reward.value;
  const half = Z95 * Math.sqrt(Math.max(0, variance));
  return { value, low: value - half, high: value + half, n };
}

function classOf(
  penalty: Estimated<DriverReason>,
  reward: Estimated<DriverReason>,
  difference: Estimated<DriverReason>,
  negligible: number,
): { class: DriverClass; reason: DriverReason | null } {
  if (difference.value === null) return { class: "cannot-tell", reason: difference.reason };
  if ((penalty.low ?? 0) > 0 || (reward.high ?? 0) < 0) return { class: "cannot-tell", reason: "wrong-sign" };
  if (difference.low > 0) return { class: "dissatisfier", reason: null };
  if (difference.high < 0) return { class: "delighter", reason: null };
  if (difference.low > -negligible && difference.high < negligible) return { class: "hybrid", reason: null };
  return { class: "cannot-tell", reason: "too-wide" };
}

/** Standard deviation with n - 1; null below two values or where they are all alike. */
export function spreadOf(values: Float64Array): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return values.length > 1 && squares > 0 ? Math.sqrt(squares / (values.length - 1)) : null;
}

/** What is too small to be named, for an outcome of this spread. */
export function negligibleFor(outcomeSd: number): number {
  return NEGLIGIBLE * outcomeSd;
}
