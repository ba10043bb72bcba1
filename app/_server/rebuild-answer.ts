/** Changes that derive visits anew, as answers to those who ask for them: begun, dropped, taken back, gone on with. */
import { setTimeout as sleep } from "node:timers/promises";
import { requireAction } from "#auth/grants.ts";
import { cancelRebuild, findRebuild, type Wanted } from "#db/rebuild-rows.ts";
import { whenFree } from "#db/when-free.ts";
import { isWriteLocked } from "#db/write-lock.ts";
import { describeJob } from "#db/writing-job.ts";
import type { Action } from "#domain/action.ts";
import { badParameter, type Problem } from "#domain/problem.ts";
import { jsonResponse } from "./endpoint.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import type { RebuildJob } from "./rebuild-job.ts";
import { beginRebuild, isRebuilding, type RebuildAnswer } from "./rebuilds.ts";
import { store } from "./store.ts";

/** Longer than a thread takes to end, shorter than anybody waits. */
const ENDING_MS = 10_000;
const LOOK_MS = 20;

const NO_STORE = { "cache-control": "no-store" };

/** Begins a change in a thread of its own and answers as soon as it is known what becomes of it. */
export async function beginChange(job: RebuildJob): Promise<Response> {
  // Waiting for it would take as long as deriving all visits does.
  if (job.kind !== "resume" && isRebuilding()) return problemResponse({ code: "rebuilding" });
  const answer = await whenThreadEnded(() => beginRebuild(job).answer);
  switch (answer.kind) {
    case "begun":
      return new Response(JSON.stringify({ rebuild: answer.rebuildId }), {
        status: 202,
        headers: { "content-type": "application/json", ...NO_STORE },
      });
    case "done":
      return jsonResponse(JSON.stringify({ recomputed: answer.recomputed }), NO_STORE);
    default:
      return problemResponse(problemOf(answer, job));
  }
}

/** A change that is in effect already may have a thread that is still ending: that is waited for, one that is at work is not. */
async function whenThreadEnded(begin: () => Promise<RebuildAnswer>): Promise<RebuildAnswer> {
  const until = Date.now() + ENDING_MS;
  for (;;) {
    const answer = await begin();
    if (answer.kind !== "busy" || isRebuilding() || Date.now() > until) return answer;
    await sleep(LOOK_MS);
  }
}

/** Why a change was not made. Throws for a bug, and for a store that cannot be written at all. */
function problemOf(answer: Exclude<RebuildAnswer, { kind: "begun" | "done" }>, job: RebuildJob): Problem {
  const key = job.kind === "journey" ? job.file.key : "";
  switch (answer.kind) {
    case "busy":
      return { code: "rebuilding" };
    case "refused": {
      const { path, fault, sentence } = answer;
      return { code: "bad-journey", errors: [{ path, fault, sentence }] };
    }
    case "not-changed": {
      const { reason } = answer;
      if (reason === "taken") return { code: "journey-taken", key };
      if (reason === "gone") return { code: "unknown-journey", key };
      return reason === "rebuilding" ? { code: "rebuilding" } : { code: "stale", version: reason.stale };
    }
    case "not-undone":
      if (answer.reason !== "unknown-rebuild") return { code: "not-undone", reason: answer.reason };
      return { code: "unknown-change", id: job.kind === "undo" ? job.rebuildId : 0 };
    case "unavailable":
      if (isWriteLocked(store())) return { code: "store-busy", job: describeJob(store()) };
      throw new Error(answer.sentence);
    case "bug":
      throw Object.assign(new Error(answer.message), { stack: answer.stack });
  }
}

/** Who may change what a rebuild puts into effect. */
function actionFor(wanted: Wanted): Action {
  return wanted.kind === "journey" ? "journey:write" : "settings:write";
}

/**
 * `{rebuild, do}`: `cancel` drops a change that is not in effect yet, `undo` takes one back that is, `resume` goes on with one that nobody
 * works on any more.
 */
export async function changeRebuild(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (!post.ok) return problemResponse(post.problem);
  const { viewer, body } = post.value;
  const allowed = requireAction(viewer.role, "journey:write");
  if (!allowed.ok) return problemResponse(allowed.problem);
  const { rebuild: id, do: what } = body;
  if (typeof id !== "number" || !Number.isSafeInteger(id))
    return problemResponse(badParameter("rebuild", "", "is a change's number.").problem);
  const known = findRebuild(store(), id);
  if (!known) return problemResponse({ code: "unknown-change", id });
  const may = requireAction(viewer.role, actionFor(known.wanted));
  if (!may.ok) return problemResponse(may.problem);
  switch (what) {
    case "cancel": {
      const dropped = await whenFree(() => cancelRebuild(store(), id, viewer.email, Date.now()));
      return jsonResponse(JSON.stringify({ cancelled: dropped }), NO_STORE);
    }
    case "undo":
      return beginChange({ kind: "undo", rebuildId: id, actor: viewer.email });
    case "resume":
      return beginChange({ kind: "resume" });
    default:
      return problemResponse(badParameter("do", String(what), 'is "cancel", "undo" or "resume".').problem);
  }
}
