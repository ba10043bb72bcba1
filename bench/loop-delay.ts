/**
 * Preloaded into the server: answers the message "read" of the process that started it with how long the event loop was kept waiting
 * since the last time it was asked. It ends with that process, however that ended.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** Milliseconds. A loop that nothing keeps waiting measures this much: the timer's own step. */
const STEP = 1;

export interface LoopDelay {
  /** Milliseconds. */
  readonly p99: number;
  readonly max: number;
}

if (isMainThread && process.send !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: STEP });
  delays.enable();
  process.on("message", (message) => {
    if (message !== "read") return;
    const milliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - STEP);
    const read: LoopDelay = { p99: milliseconds(delays.percentile(99)), max: milliseconds(delays.max) };
    delays.reset();
    process.send?.(read);
  });
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  // Being ready to answer does not keep the server from ending.
  process.channel?.unref();
}
