import { checkJourneyFile } from "#app/_server/designer.ts";
import { route } from "#app/_server/endpoint.ts";

/** `{journey}`: a journey file with its defaults filled in, or what is wrong with it. Stores nothing. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => checkJourneyFile(request));
}
