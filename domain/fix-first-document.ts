/** What to fix first: the document. Plain JSON. */
import type { Drawn } from "./draw.ts";
import type { Estimated } from "./estimated.ts";
import type { Share } from "./share.ts";

/**
 * Why there is no gain: nobody is at risk there; fewer than 30 are; or the target is not known, because fewer than four steps have 30 at
 * risk and nobody has set it; or it is hidden from viewers to whom it would single out a few people.
 */
export type GainReason = "no-ratings" | "under-30" | "no-target" | "too-few";

export interface VisitsAYear {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface GainStep {
  readonly moment: string;
  readonly atRisk: number;
  /** null only where hidden. */
  readonly broke: number | null;
  /** h: broke / atRisk, Wilson. */
  readonly hazard: Share;
  /** Gain in the journey score, 0..1, if h came down to the target; n = visits drawn. 0 exactly where h is at the target or below it. */
  readonly gain: Estimated<GainReason>;
  readonly atTarget: boolean;
  /** gain x visits a year; null without a gain or without visits a year. */
  readonly visitsAYear: VisitsAYear | null;
  /** Visits whose only bad moment is this one, over the visits drawn, Wilson. */
  readonly soleBreaks: Share;
  /** 1 = largest gain; null where there is none, or it is 0. Equal gains rank in journey order. */
  readonly rank: number | null;
}

export interface FixFirstDocument {
  /** h*, the share of breaks that is thought reachable at every step; null: not known. */
  readonly target: number | null;
  readonly targetFrom: "quartile" | "given" | "none";
  /** Steps with at least 30 at risk: what the quartile is taken over. */
  readonly targetSteps: number;
  /** The journey score of the visits drawn; null without ratings. */
  readonly journeyScore: number | null;
  readonly steps: readonly GainStep[];
  /** Visits with a rating at any of the steps, and those of them drawn. */
  readonly sample: Drawn;
  readonly replicates: number;
}
