/** What the journey designer is told: a journey as it is defined, what is stored of it, and what a change of it would do. */
import type { JourneyChange } from "./journey-changes.ts";
import type { FileError, JourneyFile } from "./journey-file.ts";

/** A change that is in effect, under way or was dropped. */
export interface PastChange {
  readonly id: number;
  /** Milliseconds since 1970: when it was asked for. */
  readonly at: number;
  /** An e-mail address, or `cli`. */
  readonly actor: string;
  readonly status: "running" | "done" | "cancelled";
  /** The change that it takes back. */
  readonly undoes: number | null;
  /** Visits that were derived anew. */
  readonly visits: number;
  /** null while it is under way or where it was dropped. */
  readonly changes: readonly JourneyChange[] | null;
}

export interface StoredMomentTotals {
  readonly touches: number;
  /** Ratings by the answer's index; empty: no rating. */
  readonly answers: readonly number[];
}

export interface DesignerDocument {
  /** What a change has to name: it is refused where the definition has changed since. */
  readonly version: number;
  readonly journey: JourneyFile;
  readonly sample: boolean;
  /** All visits stored. */
  readonly visits: number;
  /** By the moment's key; only those with touches. */
  readonly moments: Readonly<Record<string, StoredMomentTotals>>;
  /** Newest first, a few. */
  readonly history: readonly PastChange[];
  /** The change that can be taken back; null: none can. */
  readonly undo: number | null;
}

/** What a change does to the ratings of one moment. Zone counts under the present and the wanted cut points. */
export interface MomentEffect {
  readonly moment: string;
  readonly touches: number;
  readonly rated: number;
  readonly minus: readonly [before: number, after: number];
  readonly plus: readonly [before: number, after: number];
}

/**
 * `none`: nothing differs. `at-once`: in effect as soon as it is saved. `rebuild`: visits count for something else, and are derived anew in
 * the background.
 */
export type ChangeEffect = "none" | "at-once" | "rebuild";

export interface ChangePreview {
  readonly effect: ChangeEffect;
  readonly changes: readonly JourneyChange[];
  /** Visits that would be derived anew: all of the journey's, or none. */
  readonly visits: number;
  /** Moments whose ratings change zones, and moments with touches that come, go or change their role. */
  readonly moments: readonly MomentEffect[];
  /** What is wrong; where something is, nothing else is told. */
  readonly errors: readonly FileError[];
}

/** A file that somebody wants to go by, before anything is stored. */
export interface CheckedFile {
  readonly journey: JourneyFile | null;
  readonly errors: readonly FileError[];
}

/** How far visits being derived anew are, for whoever may see a journey. */
export interface RebuildState {
  readonly id: number;
  /** Key of its journey; null: all journeys. */
  readonly journey: string | null;
  readonly done: number;
  readonly total: number;
  /** Visits a second; null until it is known. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  /** false: whoever worked on it has ended, and it waits to be gone on with. */
  readonly working: boolean;
}

/** The sample being loaded or taken away; `failed`: the last time, and the server's log says why. */
export interface SampleState {
  readonly state: "idle" | "loading" | "removing" | "failed";
  /** Touches loaded so far. */
  readonly rows: number;
}
