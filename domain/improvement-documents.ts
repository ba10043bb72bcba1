/** The JSON documents about improving a journey: gains, what-if, drivers. */
import type { Compared, Period } from "./documents.ts";
import type { DriversDocument, ImportanceMap } from "./drivers-document.ts";
import type { FixFirstDocument } from "./fix-first-document.ts";
import type { WhatIfBasis } from "./what-if-basis.ts";

/** What the figures about improving a journey say of its visits. */
interface Cohort {
  readonly period: Period;
  /** Visits started in the period, rated or not. */
  readonly visits: number;
  /** The same a year: visits x 365 / the days that the data cover; null under seven days. */
  readonly yearlyVisits: number | null;
  readonly unweighted: boolean;
}

/** Which moment to fix first: the gains, ranked. It is compared with no other period. */
export interface FixFirstAnswer extends FixFirstDocument, Cohort, Compared<never> {}

/** What a what-if is computed from, in the browser. */
export interface WhatIfAnswer extends WhatIfBasis, Cohort {
  /** The chains are withheld from viewers to whom they would single out a few people; null: they are there. */
  readonly reason: "too-few" | null;
}

/** What goes with an outcome. */
export interface DriversAnswer extends Omit<DriversDocument, "outcome"> {
  readonly period: Period;
  /** Key of the outcome; null: the journey asks none. */
  readonly outcome: string | null;
  readonly map: ImportanceMap;
  readonly unweighted: boolean;
}
