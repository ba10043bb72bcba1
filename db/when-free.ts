/** Writes of the server's main thread, which may not stand still while an import holds the store. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "./open.ts";

/** Milliseconds between two tries. */
const PAUSE = 20;
/** Milliseconds that one try may hold up everything else: long enough for what SQLite does to its files now and then. */
const TRY = 5;

/** From here on a statement of this connection fails almost at once where another process writes. */
export function hardlyWait(store: Store): void {
  store.driver.pragma(`busy_timeout = ${TRY}`);
}

/** Runs one small write, again and again while another process writes; what it throws after `patienceMs` is the caller's. */
export async function whenFree<T>(write: () => T, patienceMs = 10_000): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return write();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= end) throw error;
    }
    await sleep(PAUSE);
  }
}

/** Drizzle wraps what the driver throws. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && String(error.code).startsWith("SQLITE_BUSY")) return true;
  return isBusy(error.cause);
}
