import { tagOneComment } from "#app/_server/charts.ts";
import { route } from "#app/_server/endpoint.ts";

/** Tags a comment with a factor, or takes the tag off. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => tagOneComment(request));
}
