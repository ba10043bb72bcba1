import { changeLocale } from "#app/_server/account.ts";
import { route } from "#app/_server/endpoint.ts";

/** `{locale}`: "en", "ko", or null for the browser's language. */
export function POST(request: Request): Promise<Response> {
  return route(request, () => changeLocale(request));
}
