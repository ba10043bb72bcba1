/**
 * A few threads that compute reports, so that no report ever stalls the requests of others. Bounded everywhere: threads, questions
 * waiting, time for one. A question that nobody waits for any more gives up its place, or its thread.
 */
import type { Worker } from "node:worker_threads";
import { fail, ok, type Result } from "#domain/problem.ts";
import type { JobAnswer, ReportJob } from "./report-job.ts";

export interface PoolSetting {
  readonly threads: number;
  /** Questions that may wait; a further one is refused. */
  readonly waiting: number;
  /** Milliseconds for one question, from when a thread has taken it. */
  readonly limitMs: number;
  readonly start: () => Worker;
}

interface Task {
  readonly job: ReportJob;
  readonly settle: (answer: Result<string>) => void;
  readonly failWith: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  task: Task | null;
  timer: NodeJS.Timeout | null;
}

/** What a question is rejected with that nobody waits for any more. */
export class Abandoned extends Error {
  override readonly name = "Abandoned";

  constructor() {
    super("nobody waits for this report any more");
  }
}

/** Seconds after which a refused visitor may try again. */
const RETRY_SECONDS = 2;

export class ReportPool {
  readonly #setting: PoolSetting;
  readonly #threads = new Set<Thread>();
  readonly #queue: Task[] = [];

  constructor(setting: PoolSetting) {
    this.#setting = setting;
  }

  /**
   * The document as JSON text. A full queue and a question that takes too long are problems; a bug in the report rejects, and so does
   * `abandoned` when it is aborted.
   */
  ask(job: ReportJob, abandoned?: AbortSignal): Promise<Result<string>> {
    if (abandoned?.aborted) return Promise.reject(new Abandoned());
    const idle = [...this.#threads].some((thread) => thread.task === null) || this.#threads.size < this.#setting.threads;
    if (!idle && this.#queue.length >= this.#setting.waiting) return Promise.resolve(fail({ code: "too-busy", seconds: RETRY_SECONDS }));
    return new Promise((settle, failWith) => {
      const task: Task = { job, settle, failWith };
      this.#queue.push(task);
      abandoned?.addEventListener("abort", () => this.#abandon(task), { once: true });
      this.#dispatch();
    });
  }

  /** Starts all threads, so that the first visitor does not wait for it. */
  warm(): void {
    while (this.#grow() !== null);
  }

  /** Ends the threads; whatever they were computing is rejected. */
  async close(): Promise<void> {
    for (const task of this.#queue.splice(0)) task.failWith(new Error("the report pool was closed"));
    await Promise.all([...this.#threads].map((thread) => thread.worker.terminate()));
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const thread = [...this.#threads].find((one) => one.task === null) ?? this.#grow();
      const task = thread ? this.#queue.shift() : undefined;
      if (!thread || !task) return;
      thread.task = task;
      thread.timer = setTimeout(() => this.#overdue(thread), this.#setting.limitMs);
      thread.worker.postMessage(task.job);
    }
  }

  #grow(): Thread | null {
    if (this.#threads.size >= this.#setting.threads) return null;
    const thread: Thread = { worker: this.#setting.start(), task: null, timer: null };
    // An idle thread does not keep the process from ending.
    thread.worker.unref();
    thread.worker.on("message", (answer: JobAnswer) => this.#answered(thread, answer));
    thread.worker.on("error", (error) => this.#lost(thread, error instanceof Error ? error : new Error(String(error))));
    thread.worker.on("exit", (code) => this.#lost(thread, new Error(`a report worker ended with code ${code}`)));
    this.#threads.add(thread);
    return thread;
  }

  #free(thread: Thread): Task | null {
    const { task, timer } = thread;
    if (timer) clearTimeout(timer);
    thread.task = null;
    thread.timer = null;
    return task;
  }

  #answered(thread: Thread, answer: JobAnswer): void {
    const task = this.#free(thread);
    if (answer.kind === "document") task?.settle(ok(answer.json));
    else if (answer.kind === "problem") task?.settle(fail(answer.problem));
    else task?.failWith(Object.assign(new Error(answer.message), { stack: answer.stack }));
    this.#dispatch();
  }

  #overdue(thread: Thread): void {
    this.#free(thread)?.settle(fail({ code: "took-too-long", seconds: Math.round(this.#setting.limitMs / 1000) }));
    this.#giveUp(thread);
  }

  /** A question that waits leaves the queue, one that is computed its thread. */
  #abandon(task: Task): void {
    const place = this.#queue.indexOf(task);
    const thread = [...this.#threads].find((one) => one.task === task);
    if (place < 0 && !thread) return;
    if (place >= 0) this.#queue.splice(place, 1);
    task.failWith(new Abandoned());
    if (!thread) return;
    this.#free(thread);
    this.#giveUp(thread);
  }

  /** A computation cannot be interrupted, so its thread is ended; the next question gets a new one. */
  #giveUp(thread: Thread): void {
    this.#threads.delete(thread);
    void thread.worker.terminate();
    this.#dispatch();
  }

  #lost(thread: Thread, error: Error): void {
    this.#threads.delete(thread);
    this.#free(thread)?.failWith(error);
    this.#dispatch();
  }
}
