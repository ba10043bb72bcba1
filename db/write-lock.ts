/**
 * One long job at a time writes to a store: an import, an undo, an erasure, a rebuild. The lock is one that the operating system holds for
 * the process, so that it ends with it: a process number in a file would outlive a killed process, and in containers belong to the next one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { readable, type Store, tryLock } from "./open.ts";
import { type RebuildProgress, rebuildProgress } from "./rebuild-rows.ts";
import { StoreError } from "./store-error.ts";
import { announceJob, describeJob, forgetJob, type Job } from "./writing-job.ts";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

export interface LockOptions {
  /** What others are told who wait for it: `a rebuild`. */
  readonly job?: string;
  /** Waits as long as the other job runs, instead of ten seconds. */
  readonly queue?: Queue;
  /** Told how far a rebuild is that has to be waited for. */
  readonly onRebuild?: ((progress: RebuildProgress) => Promise<void> | void) | undefined;
}

export interface Queue {
  /** Told about ten times a second, with a sentence that says what is before it and how far that is. */
  readonly onWait: (sentence: string) => void;
  /** Throws where there is no need to wait any longer. */
  readonly check: () => void;
}

/** The lock in one's hands. */
export interface WriteLock {
  /** Says what it is held for. */
  announce(job: Job): void;
}

const held = new WeakMap<Store, WriteLock>();

/**
 * Runs `work` with the lock held; inside of it the same store's lock is there at once. Waits for a rebuild of another process to its end,
 * and for anything else ten seconds, then throws a StoreError; or waits its turn in the queue.
 */
export async function withWriteLock<T>(
  store: Store,
  work: (lock: WriteLock) => Promise<T> | T,
  { job = "another command", queue, onRebuild }: LockOptions = {},
): Promise<T> {
  const outer = held.get(store);
  if (outer) return work(outer);
  try {
    const taken = await acquire(store, queue, onRebuild);
    const lock: WriteLock = { announce: (now) => announceJob(store.path, now) };
    try {
      lock.announce({ name: job, importId: null });
      held.set(store, lock);
      return await work(lock);
    } finally {
      held.delete(store);
      forgetJob(store.path);
      taken.release();
    }
  } catch (error) {
    throw readable(error, store.path);
  }
}

/** Whether some process holds the lock at this moment. */
export function isWriteLocked(store: Store): boolean {
  const lock = tryLock(lockPath(store));
  lock?.release();
  return lock === null;
}

function lockPath(store: Store): string {
  return `${store.path}.write-lock`;
}

async function acquire(store: Store, queue: Queue | undefined, onRebuild: LockOptions["onRebuild"]): Promise<{ release(): void }> {
  let until = Date.now() + WAIT_MS;
  for (;;) {
    queue?.check();
    const lock = tryLock(lockPath(store));
    if (lock) return lock;
    // Every writer finishes an unfinished rebuild first: while there is one, that is what the lock is held for.
    const rebuild = queue ? null : rebuildProgress(store);
    if (queue) queue.onWait(`Waiting for ${describeJob(store)}.`);
    else if (rebuild) {
      until = Date.now() + WAIT_MS;
      await onRebuild?.(rebuild);
    } else if (Date.now() > until) {
      throw new StoreError(`The store at ${store.path} is being written to by ${describeJob(store)}; try again when it has finished.`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
