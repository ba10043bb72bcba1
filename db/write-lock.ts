/**
 * One long job at a time writes to a store: an import, an undo, an erasure, a rebuild. The lock is one that the operating system holds for
 * the process, so that it ends with it: a process number in a file would outlive a killed process, and in containers belong to the next one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { readable, type Store, tryLock } from "./open.ts";
import { type RebuildProgress, rebuildProgress } from "./rebuild-rows.ts";
import { StoreError } from "./store-error.ts";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Runs `work` with the lock held. Waits for a rebuild of another process to its end, telling how far it is, and for anything else ten
 * seconds; then throws a StoreError.
 */
export async function withWriteLock<T>(
  store: Store,
  work: () => Promise<T> | T,
  onWait?: (progress: RebuildProgress) => Promise<void> | void,
): Promise<T> {
  try {
    const lock = await acquire(store, onWait);
    try {
      return await work();
    } finally {
      lock.release();
    }
  } catch (error) {
    throw readable(error, store.path);
  }
}

async function acquire(store: Store, onWait?: (progress: RebuildProgress) => Promise<void> | void): Promise<{ release(): void }> {
  let until = Date.now() + WAIT_MS;
  for (;;) {
    const lock = tryLock(`${store.path}.write-lock`);
    if (lock) return lock;
    // Every writer finishes an unfinished rebuild first: while there is one, that is what the lock is held for.
    const rebuild = rebuildProgress(store);
    if (rebuild) {
      until = Date.now() + WAIT_MS;
      await onWait?.(rebuild);
    } else if (Date.now() > until) throw new StoreError(`Another process is writing to ${store.path}; try again when it has finished.`);
    await sleep(LOOK_EVERY_MS);
  }
}
