import { route } from "#app/_server/endpoint.ts";
import { listJourneys } from "#app/_server/journeys.ts";

/** `{journeys: [{key, name, sample}]}`: those that the viewer may read. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => listJourneys(request));
}
