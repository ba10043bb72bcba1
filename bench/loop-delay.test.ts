import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { LoopDelay } from "./loop-delay.ts";
import { NODE } from "./program.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "loop-delay.ts")).href;

/** Keeps its own loop waiting for 150 ms, once, and goes on. */
const BUSY = `setTimeout(() => { const end = Date.now() + 150; while (Date.now() < end); setTimeout(() => process.send("blocked"), 20); }, 300);
  setInterval(() => undefined, 1000);`;

test("a loop that is kept waiting for 150 ms says so once, and the process ends with the one who started it", async () => {
  const child = spawn(NODE, [`--import=${PRELOAD}`, "--eval", BUSY], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const told: unknown[] = [];
  child.on("message", (message) => told.push(message));
  const delays = (): LoopDelay[] => told.filter((one): one is LoopDelay => typeof one === "object" && one !== null && "max" in one);
  await once(child, "message");
  child.send("read");
  while (delays().length === 0) await once(child, "message");
  expect(delays()[0]?.max).toBeGreaterThan(140);
  expect(delays()[0]?.p99).toBeLessThanOrEqual(delays()[0]?.max ?? 0);

  child.send("read");
  while (delays().length === 1) await once(child, "message");
  expect(delays()[1]?.max).toBeLessThan(delays()[0]?.max ?? 0);

  child.disconnect();
  const [, signal] = await once(child, "exit");
  expect(signal).toBe("SIGTERM");
});
