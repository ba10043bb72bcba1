import { problemResponse } from "#app/_server/problem-response.ts";

function nothing(): Response {
  return problemResponse({ code: "unknown-path" });
}

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
