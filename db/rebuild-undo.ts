/** Takes a finished rebuild back: what it put into effect gives way to what was before, through a rebuild of its own. */
import { type JourneyRefusal, readDefinition, sameDefinition } from "./journey-definition.ts";
import { redefine } from "./journey-writer.ts";
import type { Store } from "./open.ts";
import { finishUnfinished, type RebuildOptions, rebuildNow } from "./rebuild.ts";
import { findRebuild } from "./rebuild-rows.ts";
import { readSettings } from "./settings.ts";
import { withWriteLock } from "./write-lock.ts";

/**
 * `not-done`: it is under way, or was cancelled. `nothing-to-undo`: a recount changes nothing. `changed-since`: the journey, or the time
 * zone, has changed again, and taking this one back would take that with it.
 */
export type RebuildUndoRefusal = "unknown-rebuild" | "not-done" | "nothing-to-undo" | "changed-since";

/**
 * Returns the number of visits derived, when the previous definition or time zone is in effect again. A moment that the change brought is
 * archived; charts of factors stay as they are now.
 */
export async function undoRebuild(
  store: Store,
  id: number,
  options: RebuildOptions = {},
): Promise<{ readonly recomputed: number } | RebuildUndoRefusal | JourneyRefusal> {
  const undo = async () => {
    await finishUnfinished(store, options);
    const rebuild = findRebuild(store, id);
    if (!rebuild) return "unknown-rebuild";
    const { wanted, previous } = rebuild;
    if (wanted.kind === "recount") return "nothing-to-undo";
    if (rebuild.status !== "done" || previous === null) return "not-done";
    if (wanted.kind === "time-zone") {
      if (wanted.timeZone !== readSettings(store).timeZone) return "changed-since";
      return { recomputed: await rebuildNow(store, previous, { ...options, undoes: id }) };
    }
    if (previous.kind !== "journey") throw new Error(`Rebuild ${id} has another kind of state before it.`);
    const present = readDefinition(store, wanted.journeyId);
    if (!present || !sameDefinition(present, wanted.definition)) return "changed-since";
    const moments = previous.definition.moments.map((moment) => ({ ...moment, factors: { plus: [], standard: [], minus: [] } }));
    const by = { actor: options.actor ?? "cli", now: (options.clock ?? Date.now)() };
    const result = await redefine(store, wanted.journeyId, { ...previous.definition, moments }, by, { ...options, undoes: id });
    return "refused" in result ? result : { recomputed: result.recomputed };
  };
  return withWriteLock(store, undo, { job: "the undo of a change", onRebuild: options.onProgress });
}
