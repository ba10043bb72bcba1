/** From a permitted question to its document's JSON: finished ones are kept, equal ones that come together are computed once. */
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { ok, type Result } from "#domain/problem.ts";
import type { ReportJob } from "./report-job.ts";
import { Abandoned, ReportPool } from "./report-pool.ts";

/** Characters of JSON kept. */
const KEPT = 64 * 1024 * 1024;

/** A question that is being computed, and for how many. */
interface Running {
  readonly answer: Promise<Result<string>>;
  readonly abandon: AbortController;
  waiting: number;
}

export interface Reports {
  readonly pool: ReportPool;
  readonly finished: LRUCache<string, string>;
  readonly running: Map<string, Running>;
}

export function makeReports(pool: ReportPool): Reports {
  return { pool, finished: new LRUCache({ maxSize: KEPT, sizeCalculation: (json) => json.length + 1 }), running: new Map() };
}

/**
 * `key` says everything that the answer depends on, the data's version among it. `gone` is aborted when who asks has gone: the answer then
 * rejects with Abandoned, and when all have gone who asked the same, it is not computed any further.
 */
export async function readReport(reports: Reports, key: string, job: ReportJob, gone?: AbortSignal): Promise<Result<string>> {
  const finished = reports.finished.get(key);
  if (finished !== undefined) return ok(finished);
  if (gone?.aborted) throw new Abandoned();
  const running = reports.running.get(key) ?? startReport(reports, key, job);
  running.waiting += 1;
  const leave = () => {
    running.waiting -= 1;
    if (running.waiting > 0) return;
    // Whoever asks from now on is not to get the abandoned answer.
    if (reports.running.get(key) === running) reports.running.delete(key);
    running.abandon.abort();
  };
  if (!gone) return running.answer;
  const hasGone = new Promise<never>((_, reject) => {
    gone.addEventListener("abort", () => reject(new Abandoned()), { once: true });
  });
  gone.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([running.answer, hasGone]);
  } finally {
    gone.removeEventListener("abort", leave);
  }
}

function startReport(reports: Reports, key: string, job: ReportJob): Running {
  const abandon = new AbortController();
  const answer = reports.pool
    .ask(job, abandon.signal)
    .then((settled) => {
      if (settled.ok) reports.finished.set(key, settled.value);
      return settled;
    })
    .finally(() => {
      if (reports.running.get(key) === running) reports.running.delete(key);
    });
  const running: Running = { answer, abandon, waiting: 0 };
  // Where all have gone nobody listens to how it ends.
  answer.catch(() => undefined);
  reports.running.set(key, running);
  return running;
}

const shared = globalThis as typeof globalThis & { verdadReports?: Reports };

/** The server's one pool. */
export function serverReports(): Reports {
  shared.verdadReports ??= makeReports(new ReportPool({ threads: 2, waiting: 64, limitMs: 30_000, start: startWorker }));
  return shared.verdadReports;
}

/**
 * Node runs the worker's file as it is. The bundler takes every `new Worker` that it recognises for one of its own modules, so the class
 * is asked for at run time.
 */
function startWorker(): Worker {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  return new Worker(join(/* turbopackIgnore: true */ process.cwd(), "app/_server/report-worker.ts"));
}
