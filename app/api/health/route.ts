import { health } from "#app/_server/health.ts";

export const dynamic = "force-dynamic";

/** For load balancers and monitors: 200 while the store can be read, else 503. Open to everybody, so it says little. */
export function GET(): Response {
  return health();
}
