/** How threads that compute or write for a long time share a processor with those that answer at once. */
import { readlinkSync } from "node:fs";
import { constants, getPriority, setPriority } from "node:os";
import { basename } from "node:path";

/** Steps of "nice". A thread that is five of them behind another gets about a third as much of a processor that both want, ten a ninth. */
export const STEPS_BACK = { report: 5, job: 10 } as const;

/**
 * Lets the threads of others go first where there are more threads than processors; threads that this one makes from now on stand where it
 * stands. On an idle machine nothing is slower for it. Only Linux has a priority for each thread; elsewhere nothing happens.
 */
export function stepBack(work: keyof typeof STEPS_BACK): void {
  if (process.platform !== "linux") return;
  const thread = Number(basename(readlinkSync("/proc/thread-self")));
  setPriority(thread, Math.min(getPriority(thread) + STEPS_BACK[work], constants.priority.PRIORITY_LOW));
}
