import { pathSegments, route } from "#app/_server/endpoint.ts";
import { exportEndpoint } from "#app/_server/export.ts";
import { problemResponse } from "#app/_server/problem-response.ts";

/** The same report as a CSV file, small numbers hidden. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => {
    const [, journey, report] = pathSegments(request) ?? [];
    if (journey === undefined || report === undefined) return problemResponse({ code: "unknown-path" });
    return exportEndpoint(request, report, journey, new URL(request.url).searchParams);
  });
}
