/** Stopping an import from another process: a file beside the store that the import looks for between two batches. */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { findImport } from "./import-runs.ts";
import { isUndone, takeBack, type UndoResult } from "./import-undo.ts";
import type { Store } from "./open.ts";
import { removeRejects } from "./rejects-file.ts";
import { isWriteLocked, type Queue, withWriteLock } from "./write-lock.ts";
import { readJob } from "./writing-job.ts";

const LOOK_EVERY_MS = 100;

export type CancelRefusal = "unknown-import" | "already-undone" | "done";

function flagPath(store: Store, importId: number): string {
  return `${store.path}.cancel-import-${importId}`;
}

/** Whether some process wants a running import to stop. */
export function isCancelling(store: Store, importId: number): boolean {
  return existsSync(flagPath(store, importId));
}

export function forgetCancelling(store: Store, importId: number): void {
  rmSync(flagPath(store, importId), { force: true });
}

/**
 * Stops an import that another process runs, and waits until it has taken itself back; or takes one back that was interrupted, in its turn
 * where something else is being written. Null: another process has taken it back.
 */
export async function cancelImport(
  store: Store,
  importId: number,
  now: () => number,
  queue: Queue,
): Promise<UndoResult | CancelRefusal | null> {
  const refusal = refusalOf(store, importId);
  if (refusal) return refusal;
  const stopped = await stopOther(store, importId, queue);
  if (stopped) {
    const end = refusalOf(store, importId);
    if (end !== null) return end === "already-undone" ? null : end;
  }
  return withWriteLock(
    store,
    async (lock) => {
      const run = findImport(store, importId);
      const end = refusalOf(store, importId);
      if (end !== null || !run) return end;
      lock.announce({ name: `the cancelling of import ${importId}`, importId: null });
      const result = await takeBack(store, run, "cancelled", now);
      removeRejects(store.path, importId);
      return result;
    },
    { queue },
  );
}

function refusalOf(store: Store, importId: number): CancelRefusal | null {
  const run = findImport(store, importId);
  if (!run) return "unknown-import";
  if (isUndone(run.status)) return "already-undone";
  return run.status === "done" ? "done" : null;
}

/** Asks the process that runs the import to stop, and waits until it has ended; whether there was one. */
async function stopOther(store: Store, importId: number, queue: Queue): Promise<boolean> {
  const isRunning = () => isWriteLocked(store) && readJob(store)?.importId === importId;
  if (!isRunning()) return false;
  writeFileSync(flagPath(store, importId), "", { mode: 0o600 });
  try {
    while (isRunning()) {
      queue.check();
      queue.onWait(`Waiting for import ${importId} to take itself back.`);
      await sleep(LOOK_EVERY_MS);
    }
    return true;
  } finally {
    forgetCancelling(store, importId);
  }
}
