/**
 * One long job at a time writes to a store: an import, an undo, an erasure, a rebuild. The lock is one that the operating system holds for
 * the process, so that it ends with it: a process number in a file would outlive a killed process, and in containers belong to the next one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { readable, type Store, tryLock } from "./open.ts";
import { StoreError } from "./store-error.ts";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Runs `work` with the lock held. Waits ten seconds for another process, then throws a StoreError. */
export async function withWriteLock<T>(store: Store, work: () => Promise<T> | T): Promise<T> {
  try {
    const lock = await acquire(store.path);
    try {
      return await work();
    } finally {
      lock.release();
    }
  } catch (error) {
    throw readable(error, store.path);
  }
}

async function acquire(storePath: string): Promise<{ release(): void }> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const lock = tryLock(`${storePath}.write-lock`);
    if (lock) return lock;
    if (Date.now() > until) throw new StoreError(`Another process is writing to ${storePath}; try again when it has finished.`);
    await sleep(LOOK_EVERY_MS);
  }
}
