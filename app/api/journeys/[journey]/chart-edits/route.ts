import { editMomentChart } from "#app/_server/charts.ts";
import { route } from "#app/_server/endpoint.ts";

/** One edit of a moment's chart. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => editMomentChart(request));
}
