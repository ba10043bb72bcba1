/** What moves the outcome: the document. Plain JSON. */
import type { Drawn } from "./draw.ts";
import type { Estimated } from "./estimated.ts";
import type { FactorPlace } from "./factor.ts";
import type { Behaviour } from "./factor-evidence.ts";
import type { LocalName } from "./journey.ts";
import type { Share } from "./share.ts";

/**
 * Why the data cannot tell:
 * no-outcome       fewer than 30 visits answered the outcome, or none of the journey's questions is one
 * no-spread        everybody gave the same answer: to the outcome, or at the moment
 * no-ratings       nobody who answered the outcome rated the moment (or mentioned the factor)
 * under-30         fewer than 30 such visits on a side: minus or plus, present or absent, or fewer than 30 with the other moments
 * no-standard-zone the moment has none, or nobody rated in it: nothing to stand against
 * collinear        goes with other moments (or factors) so closely that the data cannot tell them apart
 * wrong-sign       a bad rating goes with a better outcome, or a plus with a worse one: no penalty and reward
 * too-wide         the interval holds 0 and reaches beyond a tenth of the outcome's standard deviation
 * contradictory    correlations over different visits that no one set of visits could have
 * too-few          hidden from viewers to whom it would single out a few people
 */
export type DriverReason =
  | "no-outcome"
  | "no-spread"
  | "no-ratings"
  | "under-30"
  | "no-standard-zone"
  | "collinear"
  | "wrong-sign"
  | "too-wide"
  | "contradictory"
  | "too-few";

export type DriverClass = "dissatisfier" | "delighter" | "hybrid" | "cannot-tell";

export interface PenaltyAndReward {
  /** Mean outcome of minus less that of standard, in points of the outcome's scale: usually below 0. n = minus. */
  readonly penalty: Estimated<DriverReason>;
  /** Plus less standard: usually above 0. n = plus. */
  readonly reward: Estimated<DriverReason>;
  /** |penalty| - reward. n = the smaller of the two. */
  readonly difference: Estimated<DriverReason>;
  readonly class: DriverClass;
  /** Only with cannot-tell. */
  readonly reason: DriverReason | null;
}

/** All other moments equal. */
export interface MomentContrast extends PenaltyAndReward {
  readonly moment: string;
  /** Visits with an answer to the outcome, by their worst rating at the moment. The first three are null only where hidden. */
  readonly minus: number | null;
  readonly standard: number | null;
  readonly plus: number | null;
  readonly notRated: number;
}

export interface DriverContrast extends MomentContrast {
  /** The same by this moment alone, whatever the others were. */
  readonly unadjusted: PenaltyAndReward;
}

export interface FactorContrast {
  readonly factor: string;
  /** Visits with an answer to the outcome that mention it, and that do not. */
  readonly present: number;
  readonly absent: number;
  /** Mean outcome of present less absent, the other factors equal, in points of the outcome's scale. n = the smaller side. */
  readonly effect: Estimated<DriverReason>;
  /** Which side of the chart it behaves like. */
  readonly behaves: Behaviour;
  /** Only with cannot-tell. */
  readonly reason: DriverReason | null;
}

/** A line of a moment's chart beside the outcome. */
export interface DriverFactor extends Omit<FactorContrast, "present" | "absent"> {
  readonly moment: string;
  readonly text: LocalName;
  readonly column: FactorPlace;
  /** Drawn visits that rated the moment: those that mention the factor, and those that do not. null only where hidden. */
  readonly present: number | null;
  readonly absent: number | null;
  /** It stands in one column and behaves like another. */
  readonly disagrees: boolean;
}

export interface ImportanceWeight {
  readonly moment: string;
  /** Its part of R². */
  readonly weight: Estimated<DriverReason>;
  /** weight / R²; null without a weight. */
  readonly share: number | null;
}

export interface Importance {
  /** complete: visits that rated every moment taken; pairwise: each correlation over the visits that know both. */
  readonly method: "complete" | "pairwise" | null;
  /** Only without a method. */
  readonly reason: DriverReason | null;
  readonly rSquared: number | null;
  /** Complete: visits taken. Pairwise: the visits behind the pair that has the fewest. */
  readonly n: number;
  /** n over the visits drawn that answered the outcome; null without any. */
  readonly used: number | null;
  /** One a moment, in the order given; left out ones with their reason. */
  readonly weights: readonly ImportanceWeight[];
}

export type Quadrant = "act" | "keep" | "possible-overkill" | "low-priority";

export interface MapPoint {
  readonly moment: string;
  readonly importance: Estimated<DriverReason>;
  readonly performance: Share;
  /** Where the point lies; null where it has no place. */
  readonly quadrant: Quadrant | null;
  /** Neither of its intervals crosses a line. */
  readonly clear: boolean;
}

export interface ImportanceMap {
  /** The lines of the quadrants: means over the points; null without points. */
  readonly importanceLine: number | null;
  readonly performanceLine: number | null;
  readonly points: readonly MapPoint[];
}

export interface DriversDocument {
  /** Key of the outcome. */
  readonly outcome: string;
  readonly outcomeMean: number | null;
  readonly outcomeSd: number | null;
  /** Half of the width that counts as no difference: a tenth of `outcomeSd`. */
  readonly negligible: number | null;
  /** Of the regression on zones. */
  readonly rSquared: number | null;
  readonly contrasts: readonly DriverContrast[];
  /** In the order of the moments, within each as they stand on its chart. */
  readonly factors: readonly DriverFactor[];
  readonly importance: Importance;
  /** Visits that answered the outcome, and those of them drawn. */
  readonly sample: Drawn;
  readonly replicates: number;
}
