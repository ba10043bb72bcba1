/** What the readers of `ingest/` hand to the writer of `db/`: one accepted row of a source, checked against the journey. */

/** A point in time: an instant in milliseconds, or (dateOnly) a calendar day as the milliseconds of its midnight in UTC. */
export interface When {
  readonly at: number;
  readonly dateOnly: boolean;
}

export const RESOLUTIONS = ["on_the_spot", "escalated", "unresolved"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/**
 * What a source can say of moments that a visit has no touch at: nothing (a questionnaire's blank), "not met" by a code,
 * or everything (a moment without a row was not met).
 */
export type Knowledge = "ratings-only" | "not-met-coded" | "complete";

export interface CheckedTouch {
  readonly momentId: number;
  readonly when: When;
  /** Keys as in the source; null: none given. */
  readonly channel: string | null;
  readonly team: string | null;
  /** Index of the answer from the scale's minimum (after a flip where 1 is best); null: unrated. */
  readonly answer: number | null;
  readonly comment: string | null;
  readonly resolution: Resolution | null;
  /** How long the contact took. */
  readonly seconds: number | null;
  /** The source's own identity of the rating, where mapped. */
  readonly ratingId: string | null;
  /** Factors of the moment that it mentions, in the source's words (a factor's key or text); absent: none. */
  readonly factors?: readonly string[];
}

export interface CheckedRow {
  /** First physical line of the record in the file, 1-based (the header is line 1). */
  readonly line: number;
  /** The source's own visit id. */
  readonly visit: string;
  /** When this row speaks of: its touch's time, or a wide row's start. Orders claims about the visit. */
  readonly when: When;
  /** An explicit start of the visit, where the mapping names one. */
  readonly startedAt: When | null;
  readonly segment: string | null;
  readonly channel: string | null;
  /** The customer reference in clear: hashed by the writer, never stored. */
  readonly customer: string | null;
  /** Survey weight, > 0. */
  readonly weight: number | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  /** Ids of moments that the visit is known not to have met. */
  readonly notMet: readonly number[];
  readonly knowledge: Knowledge;
  /** Wide: one per rated moment, maybe none. Long: exactly one. */
  readonly touches: readonly CheckedTouch[];
  /** A comment on the whole visit (wide). */
  readonly comment: string | null;
  /** Factors that the visit mentions, by moment (wide), whether it rated the moment or not; absent: none. */
  readonly mentions?: readonly { readonly momentId: number; readonly factors: readonly string[] }[];
}

export interface Reject {
  readonly line: number;
  /** Header of the column at fault. */
  readonly column: string;
  readonly value: string;
  /** One English sentence. */
  readonly reason: string;
  /** The whole row as read, cell by cell, where the reader has it. */
  readonly cells?: readonly string[];
}

/** A chunk of the file, in file order. `rows` = records read in it = accepted + rejected. */
export interface RowBatch {
  readonly rows: number;
  readonly accepted: readonly CheckedRow[];
  readonly rejected: readonly Reject[];
}
