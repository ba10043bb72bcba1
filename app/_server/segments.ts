/** Which segment is the priority one: what people who may decide it change. */
import { requireAction } from "#auth/grants.ts";
import { type Dimension, readDimension } from "#db/dimensions.ts";
import { markPrioritySegment } from "#db/priority-segment.ts";
import { whenFree } from "#db/when-free.ts";
import { badParameter } from "#domain/problem.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { store } from "./store.ts";

/** The segment of visits whose source names none. */
const NOT_GIVEN = 0;

/** The segments of the store. The caller has checked that the viewer may change them. */
export function listSegments(): Dimension[] {
  return readDimension(store(), "segments").filter((segment) => segment.id !== NOT_GIVEN);
}

export async function changePrioritySegment(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (!post.ok) return problemResponse(post.problem);
  const { viewer, body } = post.value;
  const allowed = requireAction(viewer.role, "segment:write");
  if (!allowed.ok) return problemResponse(allowed.problem);
  const { segment } = body;
  if (segment !== null && typeof segment !== "string") {
    return problemResponse(badParameter("segment", "", "is a segment's key, or null.").problem);
  }
  const marked = await whenFree(() => markPrioritySegment(store(), segment, { actor: viewer.email, at: Date.now() }));
  if (!marked.ok) return problemResponse(marked.problem);
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
}
