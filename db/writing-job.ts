/** What the holder of the write lock is doing: a small file beside the lock, which means something only while the lock is held. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { progressOf, progressText } from "./import-pace.ts";
import { findImport } from "./import-runs.ts";
import type { Store } from "./open.ts";

const jobShape = z.object({ name: z.string(), importId: z.int().nullable() });
/** `importId`: of an import that runs or is being taken back. */
export type Job = z.infer<typeof jobShape>;

function jobPath(storePath: string): string {
  return `${storePath}.writer`;
}

export function announceJob(storePath: string, job: Job): void {
  writeFileSync(jobPath(storePath), JSON.stringify(job), { mode: 0o600 });
}

export function forgetJob(storePath: string): void {
  rmSync(jobPath(storePath), { force: true });
}

/** null where nothing was announced, or it is being written at this moment. */
export function readJob(store: Store): Job | null {
  try {
    return jobShape.parse(JSON.parse(readFileSync(jobPath(store.path), "utf8")));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing || error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** `import 7 of orders.csv (41 %, 52,000 rows a second, about 3 min left)`. */
export function describeJob(store: Store): string {
  const job = readJob(store);
  if (!job) return "another command";
  const run = job.importId === null ? null : findImport(store, job.importId);
  const progress = run && progressOf(run);
  return progress ? `${job.name} (${progressText(progress)})` : job.name;
}
