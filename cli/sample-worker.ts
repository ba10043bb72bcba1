/**
 * Loads the sample journey, or takes it away, in a thread of the server: the same as the command `sample`, told to whoever started it. Node
 * runs this file as it is; it is never part of the web server's bundle.
 */
import { parentPort, workerData } from "node:worker_threads";
import { writeAudit } from "#db/audit.ts";
import { openStore, type Store } from "#db/open.ts";
import { readSettings } from "#db/settings.ts";
import { stepBack } from "#db/step-back.ts";
import { StoreError } from "#db/store-error.ts";
import { CommandFailure } from "./context.ts";
import { loadSample, removeSample, yesterday } from "./load-sample.ts";

stepBack("job");

/** What the server asks for, and what it is told; as in app/_server/sample-job.ts. */
interface Task {
  readonly databaseUrl: string;
  readonly what: "load" | "remove";
  readonly actor: string;
}

function tell(message: { readonly kind: string; readonly rows?: number; readonly sentence?: string }): void {
  parentPort?.postMessage(message);
}

async function work(store: Store, { what, actor }: Task): Promise<void> {
  const at = Date.now();
  if (what === "remove") {
    if (await removeSample(store)) writeAudit(store, { at, actor, action: "sample:remove", detail: {} });
    return;
  }
  const asOf = yesterday(readSettings(store).timeZone);
  await loadSample(store, asOf, 1, ({ rows }) => tell({ kind: "progress", rows }));
  writeAudit(store, { at, actor, action: "sample:load", detail: { scale: 1, asOf } });
}

const task = workerData as Task;
const store = openStore(task.databaseUrl);
try {
  await work(store, task);
  tell({ kind: "done" });
} catch (error) {
  // Anything else is a bug, and ends the thread with it.
  if (!(error instanceof CommandFailure || error instanceof StoreError)) throw error;
  tell({ kind: "failed", sentence: error.message });
} finally {
  store.close();
}
