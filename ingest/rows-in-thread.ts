/** Reads and checks a file's rows in a thread of its own, while this one writes what came before. */
import { Worker } from "node:worker_threads";
import type { Journey } from "#domain/journey.ts";
import type { ReadStep } from "#domain/read-step.ts";
import type { ReadFrom } from "./gathered-batches.ts";
import { InputError, type InputFault } from "./input-error.ts";
import type { Mapping } from "./mapping.ts";
import type { OpenOptions } from "./open-rows.ts";

export interface ReadRequest {
  readonly file: string;
  readonly mapping: Mapping;
  readonly journey: Journey;
  readonly options: OpenOptions;
  readonly from: ReadFrom;
}

export type ReadReply =
  | { readonly kind: "step"; readonly step: ReadStep }
  | { readonly kind: "end" }
  | { readonly kind: "fault"; readonly fault: InputFault };

/** Batches that may be read and not yet taken: memory stays flat, and neither thread waits for the other's every turn. */
export const IN_FLIGHT = 3;
/** Where no batch comes, how far the reading is is said no more often than this. */
export const TELL_EVERY_MS = 100;

export interface RowsInThread extends AsyncIterable<ReadStep> {
  /** Ends the thread, read to the end or not. */
  close(): Promise<void>;
}

/** Begins to read at once. What it gives can be taken once; taking them throws an InputError where the file cannot be read on. */
export function readInThread(request: ReadRequest): RowsInThread {
  const worker = new Worker(new URL("./read-rows.worker.ts", import.meta.url), { workerData: request });
  const replies: ReadReply[] = [];
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  worker.on("message", (reply: ReadReply) => {
    replies.push(reply);
    wake?.();
  });
  worker.on("error", (error: Error) => {
    failure = error;
    wake?.();
  });
  worker.on("exit", () => {
    failure ??= new Error("The thread that reads the file has ended too early.");
    wake?.();
  });

  async function next(): Promise<ReadReply> {
    for (;;) {
      const reply = replies.shift();
      if (reply) return reply;
      if (failure) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const reply = await next();
        if (reply.kind === "end") return;
        if (reply.kind === "fault") throw new InputError(reply.fault);
        if (reply.step.batch !== null) worker.postMessage("next");
        yield reply.step;
      }
    },
    async close() {
      await worker.terminate();
    },
  };
}
