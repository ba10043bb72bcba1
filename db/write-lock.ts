/**
 * One long job at a time writes to a store: an import, an undo, an erasure, a rebuild. The lock is a file beside the store that names
 * the process; a lock whose process is gone is taken over.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "./open.ts";
import { readable } from "./open.ts";
import { StoreError } from "./store-error.ts";

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 200;

/** Runs `work` with the lock held. Waits ten seconds for another process, then throws a StoreError that names it. */
export async function withWriteLock<T>(store: Store, work: () => Promise<T> | T): Promise<T> {
  const path = `${store.path}.lock`;
  await acquire(path, store.path);
  try {
    return await work();
  } catch (error) {
    throw readable(error, store.path);
  } finally {
    rmSync(path, { force: true });
  }
}

async function acquire(path: string, storePath: string): Promise<void> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const holder = tryAcquire(path, storePath);
    if (holder === null) return;
    if (Date.now() > until) throw new StoreError(`Process ${holder} is writing to ${storePath}; try again when it has finished.`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** null: acquired. Otherwise the process that holds the lock. */
function tryAcquire(path: string, storePath: string): number | null {
  try {
    const file = openSync(path, "wx", 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "EEXIST") throw readable(error, storePath);
  }
  const holder = holderOf(path);
  if (holder !== null && alive(holder)) return holder;
  rmSync(path, { force: true });
  return tryAcquire(path, storePath);
}

function holderOf(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
