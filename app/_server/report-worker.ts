/**
 * Computes reports in a thread of its own. Node runs this file as it is; it is never part of the web server's bundle. One question at
 * a time: the pool sends the next when this one is answered.
 */
import { parentPort } from "node:worker_threads";
import { fileIdentity } from "#db/file-identity.ts";
import { openReader, type Store } from "#db/open.ts";
import { makeScope } from "#db/scope.ts";
import { stepBack } from "#db/step-back.ts";
import { REPORTS } from "#reports/registry.ts";
import type { JobAnswer, ReportJob } from "./report-job.ts";

let held: { readonly url: string; readonly identity: string | null; readonly store: Store } | undefined;

function reader(url: string): Store {
  if (held?.url === url && held.identity !== null && fileIdentity(held.store.path) === held.identity) return held.store;
  held?.store.close();
  held = undefined;
  const store = openReader(url);
  held = { url, identity: fileIdentity(store.path), store };
  return store;
}

async function compute(job: ReportJob): Promise<JobAnswer> {
  try {
    const result = await REPORTS[job.report].run(reader(job.databaseUrl), makeScope(job.grant), job.journey, job.question);
    return result.ok ? { kind: "document", json: JSON.stringify(result.value) } : { kind: "problem", problem: result.problem };
  } catch (error) {
    const bug = error instanceof Error ? error : new Error(String(error));
    return { kind: "bug", message: bug.message, stack: bug.stack ?? "" };
  }
}

const port = parentPort;
if (!port) throw new Error("report-worker.ts runs as a worker thread");
stepBack("report");
port.on("message", async (job: ReportJob) => {
  port.postMessage(await compute(job));
});
