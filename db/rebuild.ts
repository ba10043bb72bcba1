/** Rebuilds as others meet them: the one writer's turn, which begins with whatever an interrupted rebuild has left to do, and the recount. */
import { inTransaction } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { cancelRebuild, type Rebuild, unfinishedRebuild, type Wanted } from "./rebuild-rows.ts";
import { RebuildCancelled, type RebuildHooks, runRebuild, startRebuild } from "./rebuild-run.ts";
import { clearDrafts, hasDrafts } from "./rebuild-swap.ts";
import { type LockOptions, type WriteLock, withWriteLock } from "./write-lock.ts";

/** Who wants a rebuild, and who is told of it. */
export interface RebuildOptions extends RebuildHooks {
  /** An e-mail address, or `cli` (the default). */
  readonly actor?: string;
  /** Told the rebuild's number once it is recorded: from then on it will be finished, whatever happens to this process. */
  readonly onStart?: (id: number) => void;
}

/**
 * Runs `work` as the store's only writer, after finishing what an interrupted rebuild has left: so cells are added to under the definition
 * that they were counted under, and what a rebuild has read does not change behind its back.
 */
export function asOnlyWriter<T>(store: Store, work: (lock: WriteLock) => Promise<T> | T, options: LockOptions = {}): Promise<T> {
  const finishFirst = async (lock: WriteLock) => {
    await finishUnfinished(store, { onProgress: options.onRebuild });
    return work(lock);
  };
  return withWriteLock(store, finishFirst, options);
}

function lockOptions(hooks: RebuildHooks): LockOptions {
  return { job: "a rebuild", onRebuild: hooks.onProgress };
}

/** Finishes what an interrupted rebuild has left. Returns whether there was something. */
export async function finishRebuilds(store: Store, hooks: RebuildHooks = {}): Promise<boolean> {
  if (!unfinishedRebuild(store) && !hasDrafts(store)) return false;
  return withWriteLock(store, async () => (await finishUnfinished(store, hooks)) !== null, lockOptions(hooks));
}

/** Derives all journeys anew under their present definitions. Returns the number of visits. */
export function rebuildStore(store: Store, options: RebuildOptions = {}): Promise<{ visits: number }> {
  const recount = async () => {
    const finished = await finishUnfinished(store, options);
    const visits = finished?.wanted.kind === "recount" ? finished.total : await rebuildNow(store, { kind: "recount" }, options);
    return { visits };
  };
  return withWriteLock(store, recount, lockOptions(options));
}

/**
 * With the write lock held: finishes what an interrupted rebuild has left, or drops it where the caller is about to put something else in
 * its place. Returns what was finished, null where nothing was.
 */
export async function finishUnfinished(
  store: Store,
  options: RebuildOptions,
  isReplaced: (unfinished: Wanted) => boolean = () => false,
): Promise<Rebuild | null> {
  const left = unfinishedRebuild(store);
  if (left && isReplaced(left.wanted)) cancelRebuild(store, left.id, options.actor ?? "cli", (options.clock ?? Date.now)());
  else if (left && (await isFinished(store, left.id, options))) return left;
  if (hasDrafts(store)) inTransaction(store, () => clearDrafts(store));
  return null;
}

/** False where somebody has dropped it on the way. */
async function isFinished(store: Store, id: number, hooks: RebuildHooks): Promise<boolean> {
  try {
    await runRebuild(store, id, hooks);
    return true;
  } catch (error) {
    if (error instanceof RebuildCancelled) return false;
    throw error;
  }
}

/** With the write lock held and nothing unfinished: a rebuild from beginning to end. Returns the number of visits. Throws RebuildCancelled. */
export async function rebuildNow(store: Store, wanted: Wanted, options: RebuildOptions & { readonly undoes?: number }): Promise<number> {
  const { actor = "cli", undoes = null, clock = Date.now } = options;
  const id = startRebuild(store, wanted, { actor, undoes, at: clock() });
  options.onStart?.(id);
  return runRebuild(store, id, options);
}
