import { pathSegments, reportEndpoint, route } from "#app/_server/endpoint.ts";
import { problemResponse } from "#app/_server/problem-response.ts";

/** One visit, step by step. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => {
    const [, journey, , id] = pathSegments(request) ?? [];
    if (journey === undefined || id === undefined) return problemResponse({ code: "unknown-path" });
    const params = new URL(request.url).searchParams;
    params.append("id", id);
    return reportEndpoint(request, "visit", journey, params);
  });
}
