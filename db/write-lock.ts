/**
 * One long job at a time writes to a store: an import, an undo, an erasure, a rebuild. The lock is one that the operating system holds for
 * the process, so that it ends with it: a process number in a file would outlive a killed process, and in containers belong to the next one.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { readable, type Store, tryLock } from "./open.ts";
import { StoreError } from "./store-error.ts";
import { announceJob, describeJob, forgetJob, type Job } from "./writing-job.ts";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

export interface LockOptions {
  /** What others are told who wait for it: `a rebuild`. */
  readonly job?: string;
  /** Waits as long as the other job runs, instead of ten seconds. */
  readonly queue?: Queue;
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
 * Runs `work` with the lock held; inside of it the same store's lock is there at once. Waits ten seconds for another process, then throws
 * a StoreError, or waits its turn in the queue.
 */
export async function withWriteLock<T>(
  store: Store,
  work: (lock: WriteLock) => Promise<T> | T,
  { job = "another command", queue }: LockOptions = {},
): Promise<T> {
  const outer = held.get(store);
  if (outer) return work(outer);
  try {
    const taken = await acquire(store, queue);
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

async function acquire(store: Store, queue: Queue | undefined): Promise<{ release(): void }> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    queue?.check();
    const lock = tryLock(lockPath(store));
    if (lock) return lock;
    if (queue) queue.onWait(`Waiting for ${describeJob(store)}.`);
    else if (Date.now() > until) {
      throw new StoreError(`The store at ${store.path} is being written to by ${describeJob(store)}; try again when it has finished.`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
