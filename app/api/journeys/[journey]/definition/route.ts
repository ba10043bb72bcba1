import { changeJourney, getDesigner } from "#app/_server/designer.ts";
import { route } from "#app/_server/endpoint.ts";

/** What the designer of a journey shows. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => getDesigner(request));
}

/** `{version, journey}`: creates the journey, or changes it. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changeJourney(request));
}
