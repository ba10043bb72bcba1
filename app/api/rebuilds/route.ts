import { route } from "#app/_server/endpoint.ts";
import { changeRebuild } from "#app/_server/rebuild-answer.ts";

/** `{rebuild, do}`: drops a change, takes one back, or goes on with one. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changeRebuild(request));
}
