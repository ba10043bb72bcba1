import { changePassword } from "#app/_server/account.ts";
import { route } from "#app/_server/endpoint.ts";

/** `{current, next}`: changes the viewer's own password, ends all other sessions and goes on with this one. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changePassword(request));
}
