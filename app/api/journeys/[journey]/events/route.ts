import { pathSegments, route } from "#app/_server/endpoint.ts";
import { liveEndpoint } from "#app/_server/live.ts";
import { problemResponse } from "#app/_server/problem-response.ts";

/** Server-sent events: the journey's data have moved. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => {
    const [, journey] = pathSegments(request) ?? [];
    return journey === undefined ? problemResponse({ code: "unknown-path" }) : liveEndpoint(request, journey);
  });
}
