/** Teams or channels beside each other: the document. Plain JSON. */
import type { Estimated } from "./estimated.ts";
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
  /** The limits to draw, from the smallest n to the largest. */
  readonly curve: readonly FunnelLimits[];
  /** Standard deviation between units beyond that of sampling, in the share's own unit (0.04: four points); n = units taken. */
  readonly spread: Estimated<SpreadReason>;
  /** Probability of units as different as these if they were all alike; null with the spread. */
  readonly p: number | null;
  /** differ: the spread's interval lies above 0. */
  readonly verdict: "differ" | "cannot-tell";
}
