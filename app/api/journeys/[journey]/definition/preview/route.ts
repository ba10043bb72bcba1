import { previewJourney } from "#app/_server/designer.ts";
import { route } from "#app/_server/endpoint.ts";

/** `{journey}`: what saving it would do, and what is wrong with it. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => previewJourney(request));
}
