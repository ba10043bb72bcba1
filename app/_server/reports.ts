/** From a permitted question to its document's JSON: finished ones are kept, equal ones that come together are computed once. */
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import { ok, type Result } from "#domain/problem.ts";
import type { ReportJob } from "./report-job.ts";
import { ReportPool } from "./report-pool.ts";

/** Characters of JSON kept. */
const KEPT = 64 * 1024 * 1024;

export interface Reports {
  readonly pool: ReportPool;
  readonly finished: LRUCache<string, string>;
  readonly running: Map<string, Promise<Result<string>>>;
}

export function makeReports(pool: ReportPool): Reports {
  return { pool, finished: new LRUCache({ maxSize: KEPT, sizeCalculation: (json) => json.length + 1 }), running: new Map() };
}

/** `key` says everything that the answer depends on, the data's version among it. */
export function readReport(reports: Reports, key: string, job: ReportJob): Promise<Result<string>> {
  const finished = reports.finished.get(key);
  if (finished !== undefined) return Promise.resolve(ok(finished));
  const running = reports.running.get(key);
  if (running) return running;
  const asked = reports.pool
    .ask(job)
    .then((answer) => {
      if (answer.ok) reports.finished.set(key, answer.value);
      return answer;
    })
    .finally(() => reports.running.delete(key));
  reports.running.set(key, asked);
  return asked;
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
