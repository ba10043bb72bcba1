/** What travels between the main thread and a rebuild worker. */
import type { ChangeRefusal } from "#db/journey-change.ts";
import type { RebuildUndoRefusal } from "#db/rebuild-undo.ts";
import type { FileError, JourneyFile } from "#domain/journey-file.ts";

/**
 * `resume`: whatever an interrupted rebuild has left. `actor`: the e-mail address of who wants it. `version`: the definition's that a change
 * was made on; null: the journey is a new one.
 */
export type RebuildJob =
  | { readonly kind: "resume" }
  | { readonly kind: "journey"; readonly file: JourneyFile; readonly version: number | null; readonly actor: string }
  | { readonly kind: "time-zone"; readonly timeZone: string; readonly actor: string }
  | { readonly kind: "undo"; readonly rebuildId: number; readonly actor: string };

export interface RebuildTask {
  readonly databaseUrl: string;
  readonly job: RebuildJob;
}

/**
 * `begun`: recorded, and from now on finished whatever happens to this process; another message follows. `done`: in effect, at once or
 * after so many visits. `refused`: stored ratings forbid it. `not-changed`, `not-undone`: what it was made on is not what there is.
 * `unavailable`: what an operator can do something about, in a sentence. `bug`: message and stack.
 */
export type RebuildMessage =
  | { readonly kind: "begun"; readonly rebuildId: number }
  | { readonly kind: "done"; readonly recomputed: number }
  | ({ readonly kind: "refused" } & FileError)
  | { readonly kind: "not-changed"; readonly reason: ChangeRefusal }
  | { readonly kind: "not-undone"; readonly reason: RebuildUndoRefusal }
  | { readonly kind: "unavailable"; readonly sentence: string }
  | { readonly kind: "bug"; readonly message: string; readonly stack: string };
