/** Reading as of one moment. */
import type { Store } from "./open.ts";

/**
 * Runs `work` so that all that it reads is as it was at its first read: a report asks several times, and between two of its questions a
 * journey may get other cut points. One at a time on a connection, and nothing in it may write.
 */
export async function inSnapshot<T>(store: Store, work: () => T): Promise<Awaited<T>> {
  store.driver.exec("begin");
  try {
    return await work();
  } finally {
    store.driver.exec("rollback");
  }
}
