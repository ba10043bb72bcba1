import { route } from "#app/_server/endpoint.ts";
import { changePrioritySegment } from "#app/_server/segments.ts";

/** `{segment}`: the key of the priority segment, or null for none. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changePrioritySegment(request));
}
