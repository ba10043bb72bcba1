/** Changes that derive visits anew, made from the server: each in a thread of its own, one at a time. */
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { rebuildProgress } from "#db/rebuild-rows.ts";
import { isWriteLocked } from "#db/write-lock.ts";
import type { RebuildState } from "#domain/designer-document.ts";
import { databaseUrl } from "./environment.ts";
import { log } from "./log.ts";
import type { RebuildJob, RebuildMessage, RebuildTask } from "./rebuild-job.ts";
import { store } from "./store.ts";

/** `busy`: another change is being worked on. */
export type RebuildAnswer = RebuildMessage | { readonly kind: "busy" };

export interface BegunRebuild {
  /** As soon as it is known what becomes of it: in effect, refused, or begun in the background. */
  readonly answer: Promise<RebuildAnswer>;
  /** How it ended. */
  readonly end: Promise<RebuildAnswer>;
}

export class Rebuilds {
  readonly #start: (task: RebuildTask) => Worker;
  readonly #told: (message: RebuildMessage) => void;
  #worker: Worker | null = null;

  /** `told` hears every message of every thread. */
  constructor(start: (task: RebuildTask) => Worker, told: (message: RebuildMessage) => void) {
    this.#start = start;
    this.#told = told;
  }

  get isBusy(): boolean {
    return this.#worker !== null;
  }

  begin(task: RebuildTask): BegunRebuild {
    if (this.#worker) return { answer: Promise.resolve({ kind: "busy" }), end: Promise.resolve({ kind: "busy" }) };
    const worker = this.#start(task);
    this.#worker = worker;
    // It does not keep the process from ending: what it leaves is gone on with at the next start.
    worker.unref();
    const first = Promise.withResolvers<RebuildMessage>();
    const end = new Promise<RebuildMessage>((resolve) => {
      let last: RebuildMessage = { kind: "bug", message: "the rebuild worker ended without a word", stack: "" };
      const hear = (message: RebuildMessage) => {
        last = message;
        // Whoever hears the end may ask for the next change at once, while the thread is still ending.
        if (message.kind !== "begun") this.#free(worker);
        this.#told(message);
        first.resolve(message);
      };
      worker.on("message", hear);
      worker.on("error", (error) => {
        const bug = error instanceof Error ? error : new Error(String(error));
        hear({ kind: "bug", message: bug.message, stack: bug.stack ?? "" });
      });
      worker.on("exit", () => {
        this.#free(worker);
        if (last.kind === "begun") hear({ kind: "bug", message: "the rebuild worker ended before its work", stack: "" });
        first.resolve(last);
        resolve(last);
      });
    });
    return { answer: first.promise, end };
  }

  #free(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null;
  }

  /** Ends the thread; what it was working on is left to be gone on with. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** Node runs the worker's file as it is; why the class is asked for at run time: see reports.ts. */
export function startRebuildWorker(task: RebuildTask): Worker {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  return new Worker(join(/* turbopackIgnore: true */ process.cwd(), "app/_server/rebuild-worker.ts"), { workerData: task });
}

function note(message: RebuildMessage): void {
  if (message.kind === "bug") log.error(message, "a rebuild failed; it is gone on with at the next start");
  else if (message.kind === "unavailable") log.warn(message, "a rebuild could not go on");
  else if (message.kind !== "done" || message.recomputed > 0) log.info(message, "rebuild");
}

const shared = globalThis as typeof globalThis & { verdadRebuilds?: Rebuilds };

function serverRebuilds(): Rebuilds {
  shared.verdadRebuilds ??= new Rebuilds(startRebuildWorker, note);
  return shared.verdadRebuilds;
}

/** Makes a change. Whoever asks has checked that the viewer may. */
export function beginRebuild(job: RebuildJob): BegunRebuild {
  return serverRebuilds().begin({ databaseUrl: databaseUrl(), job });
}

/** Goes on with what an earlier process has left unfinished. For the server's start, and only there. */
export function resumeRebuilds(): void {
  beginRebuild({ kind: "resume" });
}

/** How far the unfinished rebuild is that concerns a journey; null where none does. A few small rows. */
export function rebuildOf(journey: string): RebuildState | null {
  const progress = rebuildProgress(store());
  if (progress === null || (progress.journey !== null && progress.journey !== journey)) return null;
  const { id, journey: key, done, total, rate, secondsLeft } = progress;
  return { id, journey: key, done, total, rate, secondsLeft, working: serverRebuilds().isBusy || isWriteLocked(store()) };
}

/** Whether some change is not in effect yet, whoever works on it. */
export function isRebuilding(): boolean {
  return rebuildProgress(store()) !== null;
}
