/** Teams or channels beside each other: what the arithmetic gives, and the report's document. Plain JSON. */
import type { Period } from "./documents.ts";
import type { Estimated } from "./estimated.ts";
import type { ScoreMeasure } from "./score-measure.ts";
import type { Share } from "./share.ts";
import type { Limits } from "./statistics/wilson.ts";

/** no-ratings: none at all; one-unit: fewer than two have 30 ratings; no-spread: all ratings are hits, or none is. */
export type SpreadReason = "no-ratings" | "one-unit" | "no-spread";

/** Against the limits for its own n: beyond 99.8 % on either side, between 95 % and 99.8 %, or inside. */
export type FunnelPosition = "far-below" | "below" | "inside" | "above" | "far-above";

export interface FunnelLimits {
  readonly n: number;
  /** Where 95 % and 99.8 % of units of this n would lie if they were all alike. */
  readonly usual: Limits;
  readonly wide: Limits;
}

export interface SpreadUnit {
  readonly unit: string;
  /** hits / n, Wilson. */
  readonly share: Share;
  /** null without ratings, or without a centre. */
  readonly limits: FunnelLimits | null;
  readonly position: FunnelPosition | null;
}

export interface UnitSpread {
  /** Σ hits / Σ n over all units; null where that is 0 or 1, or there are no ratings. */
  readonly centre: number | null;
  readonly units: readonly SpreadUnit[];
  /** The limits to draw, up to the largest n, from the smallest or a quarter of the largest on. */
  readonly curve: readonly FunnelLimits[];
  /** Standard deviation between units beyond that of sampling, in the share's own unit (0.04: four points); n = units taken. */
  readonly spread: Estimated<SpreadReason>;
  /** Probability of units as different as these if they were all alike; null with the spread. */
  readonly p: number | null;
  /** differ: the spread's interval lies above 0. */
  readonly verdict: "differ" | "cannot-tell";
}

export type UnitDimension = "channel" | "team";

/** A unit as it is told: no place in a table, only where it stands against the limits for its own n. */
export interface Unit extends Pick<SpreadUnit, "unit" | "share" | "position"> {
  /** The other measure of the same ratings, for the table. */
  readonly satisfaction: Share;
  readonly broken: Share;
}

/** The units of one dimension at one moment. */
export interface DimensionUnits extends Omit<UnitSpread, "units" | "spread"> {
  readonly dimension: UnitDimension;
  /** In the order of their keys. */
  readonly units: readonly Unit[];
  /** Ratings of touches of which the source gave no unit: they are no unit. */
  readonly withoutUnit: number;
  readonly spread: Estimated<SpreadReason | "too-few">;
}

/** One moment by channel and by team. */
export interface UnitsDocument {
  readonly period: Period;
  readonly moment: string;
  readonly measure: ScoreMeasure;
  readonly dimensions: readonly DimensionUnits[];
  readonly unweighted: boolean;
}
