/** Why a figure is missing. Closed: every screen and the definitions page has words for each. */
export type Reason =
  | "no-visits"
  | "no-ratings"
  | "first-step"
  | "last-step"
  | "questionnaire"
  | "cannot-tell-not-met"
  | "too-few"
  | "under-30"
  | "below-10-percent"
  | "above-90-percent"
  | "team-filter"
  | "no-comparison"
  | "not-asked";

export interface KnownShare {
  /** The estimate: a proportion in 0..1 or a difference in -1..1. Never rounded. */
  readonly value: number;
  /** 95 % limits. */
  readonly low: number;
  readonly high: number;
  /** The denominator. */
  readonly n: number;
}

export interface MissingShare {
  readonly value: null;
  readonly low: null;
  readonly high: null;
  readonly n: number;
  readonly reason: Reason;
}

/** A proportion (or a difference of two) with its 95 % interval and denominator, or the reason why there is none. */
export type Share = KnownShare | MissingShare;

export function missing(reason: Reason, n = 0): MissingShare {
  return { value: null, low: null, high: null, n, reason };
}

export function isKnown(share: Share): share is KnownShare {
  return share.value !== null;
}
