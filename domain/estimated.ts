/** Figures that are no shares in the narrow sense, or whose absence has reasons of its own. */
import type { KnownShare } from "./share.ts";

export interface MissingEstimate<R extends string> {
  readonly value: null;
  readonly low: null;
  readonly high: null;
  readonly n: number;
  readonly reason: R;
}

/** An estimate with its 95 % limits and the n behind it, or the reason why there is none. The unit is said where it is used. */
export type Estimated<R extends string> = KnownShare | MissingEstimate<R>;

export function noEstimate<R extends string>(reason: R, n: number): MissingEstimate<R> {
  return { value: null, low: null, high: null, n, reason };
}
