/** Tells how far a rebuild is, on standard error, now and then. */
import type { Store } from "#db/open.ts";
import { finishRebuilds } from "#db/rebuild.ts";
import type { RebuildProgress } from "#db/rebuild-rows.ts";
import type { RebuildHooks } from "#db/rebuild-run.ts";
import { tell } from "./context.ts";

const EVERY_MS = 2_000;

/** `120000 of 200000 visits derived anew, 61000 visits/s, 2 s left`. */
export function progressText({ done, total, rate, secondsLeft }: RebuildProgress): string {
  const pace = rate === null || secondsLeft === null ? "" : `, ${Math.round(rate)} visits/s, ${Math.ceil(secondsLeft)} s left`;
  return `${done} of ${total} visits derived anew${pace}`;
}

export function tellProgress(): RebuildHooks {
  let last = Date.now();
  return {
    onProgress: (progress) => {
      if (Date.now() - last < EVERY_MS) return;
      last = Date.now();
      tell(progressText(progress));
    },
  };
}

/** Finishes what an interrupted rebuild has left, before a command goes by what the journey is. */
export async function finishInterrupted(store: Store): Promise<void> {
  if (await finishRebuilds(store, tellProgress())) tell("An interrupted change of a journey or a setting is in effect now.");
}
