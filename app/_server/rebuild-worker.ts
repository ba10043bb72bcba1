/**
 * Works on one rebuild in a thread of its own, so that it stalls no request, and ends. Node runs this file as it is; it is never part of the
 * web server's bundle.
 */
import { existsSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { writeAudit } from "#db/audit.ts";
import { changeSetting } from "#db/change-setting.ts";
import { changeJourney } from "#db/journey-change.ts";
import { openStore, type Store, storePath } from "#db/open.ts";
import { finishRebuilds } from "#db/rebuild.ts";
import { unfinishedRebuild } from "#db/rebuild-rows.ts";
import { undoRebuild } from "#db/rebuild-undo.ts";
import { stepBack } from "#db/step-back.ts";
import { StoreError } from "#db/store-error.ts";
import type { RebuildJob, RebuildMessage, RebuildTask } from "./rebuild-job.ts";

stepBack("job");

function tell(message: RebuildMessage): void {
  parentPort?.postMessage(message);
}

const onStart = (rebuildId: number) => tell({ kind: "begun", rebuildId });

async function work(store: Store, job: RebuildJob): Promise<RebuildMessage> {
  switch (job.kind) {
    case "resume": {
      const left = unfinishedRebuild(store);
      if (left) onStart(left.id);
      await finishRebuilds(store);
      return { kind: "done", recomputed: left?.total ?? 0 };
    }
    case "journey": {
      const { file, version, actor } = job;
      const result = await changeJourney(store, file, { version, now: Date.now(), actor, onStart });
      if (typeof result === "string" || "stale" in result) return { kind: "not-changed", reason: result };
      if ("refused" in result) return { kind: "refused", ...result.refused };
      writeAudit(store, { at: Date.now(), actor, action: "journey:put", detail: { key: file.key, ...result } });
      return { kind: "done", recomputed: result.recomputed };
    }
    case "time-zone":
      return { kind: "done", recomputed: await changeSetting(store, "timeZone", job.timeZone, { actor: job.actor, onStart }) };
    case "undo": {
      const result = await undoRebuild(store, job.rebuildId, { actor: job.actor, onStart });
      if (typeof result === "string") return { kind: "not-undone", reason: result };
      return "refused" in result ? { kind: "refused", ...result.refused } : { kind: "done", recomputed: result.recomputed };
    }
  }
}

async function run({ databaseUrl, job }: RebuildTask): Promise<RebuildMessage> {
  // Where there is no store yet, nothing is unfinished, and to look is no reason to make one.
  if (job.kind === "resume" && !existsSync(storePath(databaseUrl))) return { kind: "done", recomputed: 0 };
  const store = openStore(databaseUrl);
  try {
    return await work(store, job);
  } finally {
    store.close();
  }
}

try {
  tell(await run(workerData as RebuildTask));
} catch (error) {
  if (error instanceof StoreError) tell({ kind: "unavailable", sentence: error.message });
  else {
    const bug = error instanceof Error ? error : new Error(String(error));
    tell({ kind: "bug", message: bug.message, stack: bug.stack ?? "" });
  }
}
