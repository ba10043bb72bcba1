import { route } from "#app/_server/endpoint.ts";
import { changeSample, getSample } from "#app/_server/sample-job.ts";

/** How far loading or removing the sample is. */
export function GET(request: Request): Promise<Response> {
  return route(request, () => getSample(request));
}

/** `{do}`: loads the sample, or removes it. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changeSample(request));
}
