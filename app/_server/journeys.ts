import { scopeOf } from "#auth/scope.ts";
import { readJourneys } from "#db/journeys.ts";
import { jsonResponse } from "./endpoint.ts";
import { problemResponse } from "./problem-response.ts";
import { keepSession } from "./session-cookie.ts";
import { store } from "./store.ts";
import { requestViewer } from "./viewer.ts";

export async function listJourneys(request: Request): Promise<Response> {
  const viewer = await requestViewer(request);
  if (!viewer) return problemResponse({ code: "not-signed-in" });
  const journeys = readJourneys(store(), scopeOf(viewer, "read")).map(({ key, name, sample }) => ({ key, name, sample }));
  return keepSession(request, jsonResponse(JSON.stringify({ journeys })));
}
