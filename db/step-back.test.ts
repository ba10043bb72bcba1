import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STEPS_BACK } from "./step-back.ts";

/** The priorities of the main thread and of a worker that has stepped back, as another process prints them. */
function prioritiesOf(work: keyof typeof STEPS_BACK): { main: number; worker: number; made: number } {
  const module = JSON.stringify(join(import.meta.dirname, "step-back.ts"));
  const nice = `Number(require("node:fs").readFileSync("/proc/thread-self/stat", "utf8").split(") ")[1].split(" ")[16])`;
  const inWorker = `const { parentPort, Worker } = require("node:worker_threads");
    import(${module}).then(({ stepBack }) => {
      stepBack(${JSON.stringify(work)});
      const made = new Worker(${JSON.stringify(`require("node:worker_threads").parentPort.postMessage(${nice})`)}, { eval: true });
      made.on("message", (made) => parentPort.postMessage({ worker: ${nice}, made }));
    });`;
  const script = `const { Worker } = require("node:worker_threads");
    new Worker(${JSON.stringify(inWorker)}, { eval: true }).on("message", (said) => console.log(JSON.stringify({ main: ${nice}, ...said })));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
}

describe.runIf(process.platform === "linux")("a thread that steps back", () => {
  it.each(["report", "job"] as const)("lets the others of its process go first, and takes those that it makes along: %s", (work) => {
    const { main, worker, made } = prioritiesOf(work);
    const expected = Math.min(main + STEPS_BACK[work], 19);
    expect({ worker, made }).toEqual({ worker: expected, made: expected });
  });
});
