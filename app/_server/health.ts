import { readSettings } from "#db/settings.ts";
import { log } from "./log.ts";
import { store } from "./store.ts";
import { version } from "./version.ts";

/** `{status, version, store}`. Reads the store anew each time. */
export function health(): Response {
  let readable = true;
  try {
    readSettings(store());
  } catch (error) {
    readable = false;
    log.error({ err: error }, "the store cannot be read");
  }
  const body = { status: readable ? "ok" : "failing", version: version(), store: readable ? "ok" : "failing" };
  return new Response(JSON.stringify(body), {
    status: readable ? 200 : 503,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });
}
