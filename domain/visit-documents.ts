/** The JSON documents of single visits. */
import type { Period } from "./documents.ts";
import type { VisitOutcome } from "./visit-outcomes.ts";

export type { VisitOutcome } from "./visit-outcomes.ts";

/** The visits behind one bar of the funnel. */
export interface VisitsDocument {
  readonly period: Period;
  readonly moment: string;
  readonly outcome: VisitOutcome;
  readonly total: number;
  /** Newest first, at most 100 a page. */
  readonly visits: readonly {
    readonly id: number;
    readonly source: string;
    readonly externalId: string;
    readonly segment: string;
    readonly channel: string;
    readonly startedAt: string;
    readonly furthest: string | null;
    readonly firstBreak: string | null;
    readonly state: "left" | "open" | "completed" | "none";
  }[];
  readonly offset: number;
}

/** One visit, step by step, with why it counts as it does. */
export interface VisitDocument {
  readonly id: number;
  readonly source: string;
  readonly externalId: string;
  readonly segment: string;
  readonly channel: string;
  readonly startedAt: string;
  readonly state: "left" | "open" | "completed" | "none";
  readonly window: string;
  readonly asOf: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly moment: string;
    /** How the step counts for this visit. */
    readonly counts: "met" | "broken" | "recovered" | "unrated" | "not-met" | "skipped" | "unknown" | "not-reached";
    readonly furthest: boolean;
    readonly firstBreak: boolean;
    readonly touches: readonly {
      readonly at: string;
      readonly dateOnly: boolean;
      readonly channel: string;
      readonly team: string;
      readonly rating: number | null;
      readonly zone: "minus" | "standard" | "plus" | null;
      readonly comment: string | null;
      readonly resolution: "on_the_spot" | "escalated" | "unresolved" | null;
      readonly seconds: number | null;
      readonly corrections: number;
    }[];
  }[];
}
