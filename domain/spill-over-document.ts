/** The dirty tray: the document. Plain JSON. */
import type { Estimated } from "./estimated.ts";

/** last-step: nothing comes after it; no-ratings: nobody of that side rated a later step; under-30: fewer than 30 such visits on a side. */
export type SpillReason = "last-step" | "no-ratings" | "under-30";

export interface SpillStep {
  readonly moment: string;
  /** Visits with a rating here and at a later step: those that broke here, and those that met the standard. */
  readonly brokenVisits: number;
  readonly metVisits: number;
  /** Bad among the later steps that they rated, counted by visit and step; n = these. */
  readonly afterBreak: Estimated<SpillReason>;
  readonly afterMet: Estimated<SpillReason>;
  /** afterBreak - afterMet; n = the smaller number of visits. */
  readonly difference: Estimated<SpillReason>;
}
