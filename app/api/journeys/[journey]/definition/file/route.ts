import { downloadJourney } from "#app/_server/designer.ts";
import { route } from "#app/_server/endpoint.ts";

/** The journey's file. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => downloadJourney(request));
}
