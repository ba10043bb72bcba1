/** The JSON documents of a moment's chart and of what customers wrote. */

import type { HistoryEntry } from "./chart-history.ts";
import type { Period } from "./documents.ts";
import type { FactorPlace } from "./factor.ts";
import type { FactorEvidence } from "./factor-evidence.ts";
import type { DayText, Grain } from "./filter.ts";
import type { LocalName, Zone } from "./journey.ts";
import type { Share } from "./share.ts";

/** A line of a moment's chart with what the ratings say of it. Counts and shares are null where they are hidden. */
export interface ChartFactor extends Omit<FactorEvidence, "mentioned" | "unrated"> {
  /** Its key. */
  readonly factor: string;
  readonly column: FactorPlace;
  readonly archived: boolean;
  readonly text: LocalName;
  readonly mentioned: number | null;
  readonly unrated: number | null;
  /** It stands in one column and behaves like another. */
  readonly disagrees: boolean;
  readonly points: readonly {
    readonly from: DayText;
    readonly to: DayText;
    readonly complete: boolean;
    readonly mentioned: number | null;
    /** Of the bucket's ratings of the moment, those that mention it. */
    readonly share: Share;
  }[];
}

/** One moment's chart. */
export interface MotChartDocument {
  readonly period: Period;
  readonly moment: string;
  /** What an edit has to name: it is refused on any other. */
  readonly version: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Of the moment as a whole. */
  readonly rated: number;
  readonly satisfaction: Share;
  readonly broken: Share;
  readonly grain: Grain;
  /** Column by column (plus, standard, minus, unplaced) in their order; archived ones last. */
  readonly factors: readonly ChartFactor[];
  /** Newest first, at most 50. */
  readonly edits: readonly HistoryEntry[];
  readonly unweighted: boolean;
}

/** What customers wrote. */
export interface CommentsDocument {
  readonly period: Period;
  readonly total: number;
  /** Newest first, at most 50 a page. */
  readonly comments: readonly {
    /** The visit, and the touch's place in it (0: the visit as a whole): what a tag has to name. */
    readonly visit: number;
    readonly touch: number;
    readonly at: string;
    readonly dateOnly: boolean;
    /** null: of the visit as a whole. */
    readonly moment: string | null;
    readonly channel: string;
    readonly segment: string;
    readonly team: string;
    readonly rating: number | null;
    readonly zone: Zone | null;
    readonly text: string;
    /** Factors that the touch mentions by itself. */
    readonly mentions: readonly { readonly moment: string; readonly factor: string }[];
    /** Factors that people read out of it. */
    readonly tags: readonly { readonly moment: string; readonly factor: string; readonly actor: string; readonly at: string }[];
  }[];
  readonly offset: number;
}
