/** The thread that reads a file: it posts batches of columns, never more than were asked for. */
import { parentPort, workerData } from "node:worker_threads";
import { buffersOf } from "#domain/row-columns.ts";
import { InputError } from "./input-error.ts";
import { openRows } from "./open-rows.ts";
import { IN_FLIGHT, type ReadReply, type ReadRequest, TELL_EVERY_MS } from "./rows-in-thread.ts";

async function read(
  { file, mapping, journey, options, from }: ReadRequest,
  post: (reply: ReadReply, buffers?: ArrayBuffer[]) => void,
): Promise<void> {
  let wanted = IN_FLIGHT;
  let wake: (() => void) | null = null;
  parentPort?.on("message", () => {
    wanted += 1;
    wake?.();
  });
  const opened = await openRows(file, mapping, journey, options);
  let told = performance.now();
  for await (const step of opened.steps(from)) {
    if (step.batch === null && performance.now() - told < TELL_EVERY_MS) continue;
    told = performance.now();
    if (step.batch === null) {
      post({ kind: "step", step });
      continue;
    }
    while (wanted === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    wanted -= 1;
    post({ kind: "step", step }, buffersOf(step.batch.columns));
  }
  post({ kind: "end" });
}

const port = parentPort;
if (port) {
  const post = (reply: ReadReply, buffers: ArrayBuffer[] = []): void => port.postMessage(reply, buffers);
  try {
    await read(workerData as ReadRequest, post);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { file, line, column, value, sentence } = error;
    post({ kind: "fault", fault: { file, line, column, value, sentence } });
  }
  port.close();
}
