/** Tells open dashboards that a journey's data have moved, and how far a change is that is not in effect yet, as server-sent events. */
import { scopeOf } from "#auth/scope.ts";
import type { Viewer } from "#auth/viewer.ts";
import { readJourneys } from "#db/journeys.ts";
import { problemResponse } from "./problem-response.ts";
import { rebuildOf } from "./rebuilds.ts";
import { store, storeIdentity } from "./store.ts";
import { requestViewer } from "./viewer.ts";

/** How often the version is looked at: one tiny query a listener. */
const LOOK_EVERY_MS = 1_000;
/** A comment now and then, so that a proxy keeps the connection. */
const BEAT_EVERY = 25;
/** Who listens is asked for anew this often: a disabled user does not go on listening. */
const VIEWER_EVERY = 15;

/** What the data of a journey are now, as a text that changes with them; null where the viewer has no such journey. */
function versionOf(viewer: Viewer, journey: string): string | null {
  const known = readJourneys(store(), scopeOf(viewer, "read")).find((row) => row.key === journey);
  return known ? `${storeIdentity()}-${known.dataVersion}` : null;
}

/**
 * An endless answer: an event `data` at the beginning and at each change, and an event `rebuild` whenever a change that derives the
 * journey's visits anew gets further, with null at its end. Ends when the client goes or may not
 * listen any more.
 */
export async function liveEndpoint(request: Request, journey: string): Promise<Response> {
  const viewer = await requestViewer(request);
  if (!viewer) return problemResponse({ code: "not-signed-in" });
  if (versionOf(viewer, journey) === null) return problemResponse({ code: "unknown-journey", key: journey });
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let told: string | null = null;
      let toldRebuild = "null";
      let looks = 0;
      const end = () => {
        clearInterval(timer);
        controller.close();
      };
      const look = async () => {
        const listener = looks % VIEWER_EVERY === 0 ? await requestViewer(request) : viewer;
        const version = listener && versionOf(listener, journey);
        if (request.signal.aborted || version === null) return end();
        if (version !== told) controller.enqueue(encoder.encode(`event: data\ndata: ${version}\n\n`));
        else if (looks % BEAT_EVERY === 0) controller.enqueue(encoder.encode(": still here\n\n"));
        told = version;
        const rebuild = JSON.stringify(rebuildOf(journey));
        if (rebuild !== toldRebuild) controller.enqueue(encoder.encode(`event: rebuild\ndata: ${rebuild}\n\n`));
        toldRebuild = rebuild;
        looks += 1;
      };
      const safely = () => {
        look().catch((error: unknown) => {
          clearInterval(timer);
          controller.error(error);
        });
      };
      timer = setInterval(safely, LOOK_EVERY_MS);
      safely();
    },
    cancel() {
      clearInterval(timer);
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "private, no-cache, no-transform", "x-accel-buffering": "no" },
  });
}
