/** The sample journey, loaded and taken away from the browser: in a thread, one at a time, and told to whoever looks. */
import { join } from "node:path";
import { requireAction } from "#auth/grants.ts";
import { isWriteLocked } from "#db/write-lock.ts";
import { describeJob } from "#db/writing-job.ts";
import type { SampleState } from "#domain/designer-document.ts";
import { badParameter } from "#domain/problem.ts";
import { jsonResponse } from "./endpoint.ts";
import { databaseUrl } from "./environment.ts";
import { log } from "./log.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { isRebuilding } from "./rebuilds.ts";
import { store } from "./store.ts";
import { requestViewer } from "./viewer.ts";

type Told =
  | { readonly kind: "progress"; readonly rows: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly sentence: string };

const shared = globalThis as typeof globalThis & { verdadSample?: SampleState };
const IDLE: SampleState = { state: "idle", rows: 0 };

function note(state: SampleState): void {
  shared.verdadSample = state;
}

function isBusy(): boolean {
  const { state } = shared.verdadSample ?? IDLE;
  return state === "loading" || state === "removing";
}

function begin(what: "load" | "remove", actor: string): void {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const path = join(/* turbopackIgnore: true */ process.cwd(), "cli/sample-worker.ts");
  const worker = new Worker(path, { workerData: { databaseUrl: databaseUrl(), what, actor } });
  const state = what === "load" ? "loading" : "removing";
  note({ state, rows: 0 });
  worker.on("message", (told: Told) => {
    if (told.kind === "progress") note({ state, rows: told.rows });
    else if (told.kind === "done") note(IDLE);
    else {
      log.warn(told, "the sample could not be changed");
      note({ state: "failed", rows: 0 });
    }
  });
  worker.on("error", (error) => {
    log.error({ err: error }, "the sample could not be changed");
    note({ state: "failed", rows: 0 });
  });
}

function stateResponse(status: 200 | 202): Response {
  const response = jsonResponse(JSON.stringify(shared.verdadSample ?? IDLE), { "cache-control": "no-store" });
  return new Response(response.body, { status, headers: response.headers });
}

/** `{state, rows}`: how far it is. */
export async function getSample(request: Request): Promise<Response> {
  const viewer = await requestViewer(request);
  if (!viewer) return problemResponse({ code: "not-signed-in" });
  const allowed = requireAction(viewer.role, "journey:write");
  return allowed.ok ? stateResponse(200) : problemResponse(allowed.problem);
}

/** `{do}`: `load` or `remove`. Answers 202 at once; a GET tells how far it is. */
export async function changeSample(request: Request): Promise<Response> {
  const post = await readPost(request);
  if (!post.ok) return problemResponse(post.problem);
  const { viewer, body } = post.value;
  const allowed = requireAction(viewer.role, "journey:write");
  if (!allowed.ok) return problemResponse(allowed.problem);
  const what = body.do;
  if (what !== "load" && what !== "remove") return problemResponse(badParameter("do", String(what), 'is "load" or "remove".').problem);
  if (isRebuilding()) return problemResponse({ code: "rebuilding" });
  if (isBusy() || isWriteLocked(store())) return problemResponse({ code: "store-busy", job: describeJob(store()) });
  begin(what, viewer.email);
  return stateResponse(202);
}
