/** Several reads of one state of the store: what another process commits in between is seen by the next. */
import type { Store } from "./open.ts";

/** Runs `work`, whose reads are all made before it first waits for anything. */
export async function onSnapshot<T>(store: Store, work: () => Promise<T>): Promise<T> {
  if (store.driver.inTransaction) return work();
  store.driver.exec("begin");
  try {
    return await work();
  } finally {
    store.driver.exec("rollback");
  }
}
