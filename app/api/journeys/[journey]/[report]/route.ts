import { pathSegments, reportEndpoint, route } from "#app/_server/endpoint.ts";
import { problemResponse } from "#app/_server/problem-response.ts";

/** The document of a report under the filter of the address. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => {
    const [, journey, report] = pathSegments(request) ?? [];
    if (journey === undefined || report === undefined) return problemResponse({ code: "unknown-path" });
    return reportEndpoint(request, report, journey, new URL(request.url).searchParams);
  });
}
