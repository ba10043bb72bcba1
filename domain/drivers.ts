/** What moves an outcome: penalty and reward of each moment, and its importance. */
import { drawVisits } from "./draw.ts";
import { driverFactors } from "./driver-factors.ts";
import type { DriversDocument, MomentContrast, PenaltyAndReward } from "./drivers-document.ts";
import type { Factor } from "./factor.ts";
import { toImportance } from "./importance.ts";
import { cutIndex, type Moment, ratingOf, zoneOf } from "./journey.ts";
import { type MomentZones, negligibleFor, penaltyReward, spreadOf, ZONE_CODES } from "./penalty-reward.ts";

/** Visits as columns, a visit a place. Where a visit rated a moment several times its lowest answer stands, as for broken. */
export interface AnswerColumns {
  readonly count: number;
  readonly id: Float64Array;
  /** Index of the answer (0 = the scale's minimum); -1: none. */
  readonly outcome: Int8Array;
  /** One column a moment, in the order of the moments given. */
  readonly answers: readonly Int8Array[];
  /** Ids of the visits that mention a factor, by the factor's; left out: nobody does. */
  readonly mentions: ReadonlyMap<number, readonly number[]>;
}

export interface DriverOptions {
  readonly seed: number;
  /** Bootstrap replicates; default 200. */
  readonly replicates?: number;
  readonly mostVisits?: number;
  /** How many visits answered the outcome, where the columns hold only some of them. */
  readonly of?: number;
  /** Lines of the moments' charts, in their order. */
  readonly factors?: readonly Factor[];
}

/** The moments are those that may drive the outcome, in journey order; the outcome is not among them. */
export function toDrivers(outcome: Moment, moments: readonly Moment[], columns: AnswerColumns, options: DriverOptions): DriversDocument {
  const eligible = Int32Array.from({ length: columns.count }, (_, i) => i).filter((i) => (columns.outcome[i] ?? -1) >= 0);
  const drawn = drawVisits(columns.id, eligible, options.mostVisits);
  const values = Float64Array.from(drawn, (i) => ratingOf(outcome.scale, columns.outcome[i] ?? 0));
  const answers = moments.map((_, m) => Int8Array.from(drawn, (i) => columns.answers[m]?.[i] ?? -1));
  const outcomeSd = spreadOf(values);
  const zones = moments.map((moment, m) => ({
    moment: moment.key,
    hasStandardZone: cutIndex(moment.scale, moment.standardFrom) < cutIndex(moment.scale, moment.plusFrom),
    zones: Uint8Array.from(answers[m] ?? [], (answer) => (answer < 0 ? 0 : ZONE_CODES[zoneOf(moment, answer)])),
  }));
  const { rSquared, contrasts } = penaltyReward(values, zones, outcomeSd);
  const replicates = options.replicates ?? 200;
  const ids = Float64Array.from(drawn, (i) => columns.id[i] ?? 0);
  const importance = toImportance(
    ids,
    values,
    moments.map(({ key }, m) => ({
      moment: key,
      ratings: Float64Array.from(answers[m] ?? [], (answer) => (answer < 0 ? Number.NaN : answer)),
    })),
    { seed: options.seed, replicates },
  );
  return {
    outcome: outcome.key,
    outcomeMean: values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null,
    outcomeSd,
    negligible: outcomeSd === null ? null : negligibleFor(outcomeSd),
    rSquared,
    contrasts: contrasts.map((contrast, m) => ({ ...contrast, unadjusted: unadjusted(values, zones[m], outcomeSd, contrast) })),
    factors: driverFactors(moments, options.factors ?? [], { ids, outcome: values, answers, mentions: columns.mentions }),
    importance,
    sample: { used: drawn.length, of: options.of ?? eligible.length },
    replicates,
  };
}

function unadjusted(
  values: Float64Array,
  zones: MomentZones | undefined,
  outcomeSd: number | null,
  adjusted: MomentContrast,
): PenaltyAndReward {
  const alone = zones && penaltyReward(values, [zones], outcomeSd).contrasts[0];
  const { penalty, reward, difference, class: kind, reason } = alone ?? adjusted;
  return { penalty, reward, difference, class: kind, reason };
}
