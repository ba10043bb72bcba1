/** The journey designer: what it is told of a journey, what a change of it would do, and the change itself. */
import { requireAction } from "#auth/grants.ts";
import { scopeOf } from "#auth/scope.ts";
import type { Viewer } from "#auth/viewer.ts";
import { previewChange } from "#db/journey-change.ts";
import { readJourneyTotals } from "#db/journey-totals.ts";
import { exportJourney } from "#db/journey-writer.ts";
import { type JourneyRow, readJourneys, readMoments } from "#db/journeys.ts";
import { readPastChanges } from "#db/past-changes.ts";
import { definitionVersion } from "#db/rebuild-rows.ts";
import type { ChangePreview, CheckedFile, DesignerDocument } from "#domain/designer-document.ts";
import { type FileError, formatJourneyFile, type ParsedJourneyFile, parseJourneyFile } from "#domain/journey-file.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { jsonResponse, pathSegments } from "./endpoint.ts";
import { disposition } from "./export.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { beginChange } from "./rebuild-answer.ts";
import { keepSession } from "./session-cookie.ts";
import { store } from "./store.ts";
import { requestViewer } from "./viewer.ts";

/** Bytes of a journey with all its charts. */
const LARGEST_JOURNEY = 1024 * 1024;
const CHANGES_SHOWN = 20;

/** The journey of a key, for a viewer who may change it. */
function journeyFor(viewer: Viewer | null, key: string): Result<JourneyRow> {
  if (!viewer) return fail({ code: "not-signed-in" });
  const allowed = requireAction(viewer.role, "journey:write");
  if (!allowed.ok) return allowed;
  const known = readJourneys(store(), scopeOf(viewer, "read")).find((row) => row.key === key);
  return known ? ok(known) : fail({ code: "unknown-journey", key });
}

function keyOf(request: Request): string {
  return pathSegments(request)?.[1] ?? "";
}

/** What the designer of a journey shows; for the page, whose viewer is known. */
export function readDesigner(viewer: Viewer | null, key: string): Result<DesignerDocument> {
  const known = journeyFor(viewer, key);
  if (!known.ok) return known;
  const { id, sample } = known.value;
  const journey = exportJourney(store(), key);
  if (!journey) return fail({ code: "unknown-journey", key });
  const totals = readJourneyTotals(store(), id);
  const moments = readMoments(store(), id).flatMap((moment) => {
    const stored = totals.moments.get(moment.id);
    return stored ? [[moment.key, stored] as const] : [];
  });
  return ok({
    version: definitionVersion(store(), id),
    journey,
    sample,
    visits: totals.visits,
    moments: Object.fromEntries(moments),
    ...readPastChanges(store(), id, CHANGES_SHOWN),
  });
}

export async function getDesigner(request: Request): Promise<Response> {
  const read = readDesigner(await requestViewer(request), keyOf(request));
  return read.ok ? keepSession(request, jsonResponse(JSON.stringify(read.value))) : problemResponse(read.problem);
}

/** The journey as its file: what `journey put` and the designer read. */
export async function downloadJourney(request: Request): Promise<Response> {
  const key = keyOf(request);
  const known = journeyFor(await requestViewer(request), key);
  if (!known.ok) return problemResponse(known.problem);
  const journey = exportJourney(store(), key);
  if (!journey) return problemResponse({ code: "unknown-journey", key });
  const headers = { "content-disposition": disposition(`verdad-${key}.json`), "cache-control": "private, no-store" };
  return keepSession(request, jsonResponse(`${JSON.stringify(formatJourneyFile(journey), null, 2)}\n`, headers));
}

interface Draft {
  readonly viewer: Viewer;
  readonly body: Readonly<Record<string, unknown>>;
  readonly parsed: ParsedJourneyFile;
}

/** A journey file out of the body's `journey`, of the key in the path. A faulty one is told with all its faults. */
async function readDraft(request: Request): Promise<Result<Draft>> {
  const post = await readPost(request, LARGEST_JOURNEY);
  if (!post.ok) return post;
  const { viewer, body } = post.value;
  const allowed = requireAction(viewer.role, "journey:write");
  if (!allowed.ok) return allowed;
  const parsed = parseJourneyFile(body.journey);
  const key = keyOf(request);
  if (parsed.ok && parsed.journey.key !== key) return badParameter("journey", parsed.journey.key, `its key is not "${key}".`);
  return ok({ viewer, body, parsed });
}

/** `{journey}`: any JSON, read as a journey file. Answers `{journey, errors}`, of which one is empty. */
export async function checkJourneyFile(request: Request): Promise<Response> {
  const post = await readPost(request, LARGEST_JOURNEY);
  if (!post.ok) return problemResponse(post.problem);
  const allowed = requireAction(post.value.viewer.role, "journey:write");
  if (!allowed.ok) return problemResponse(allowed.problem);
  const parsed = parseJourneyFile(post.value.body.journey);
  const checked: CheckedFile = parsed.ok ? { journey: parsed.journey, errors: [] } : { journey: null, errors: parsed.errors };
  return jsonResponse(JSON.stringify(checked), { "cache-control": "no-store" });
}

/** `{version, journey}`: what saving it would do. Faults are part of the answer: a form asks while it is being filled in. */
export async function previewJourney(request: Request): Promise<Response> {
  const draft = await readDraft(request);
  if (!draft.ok) return problemResponse(draft.problem);
  const { viewer, body, parsed } = draft.value;
  const faulty = (errors: readonly FileError[]): ChangePreview => ({ effect: "none", changes: [], visits: 0, moments: [], errors });
  const preview = (): ChangePreview => {
    if (!parsed.ok) return faulty(parsed.errors);
    const { key } = parsed.journey;
    if (body.version !== null || !journeyFor(viewer, key).ok) return previewChange(store(), parsed.journey);
    return faulty([{ path: "key", fault: "key-taken", sentence: `There is a journey "${key}" already.` }]);
  };
  return jsonResponse(JSON.stringify(preview()), { "cache-control": "no-store" });
}

/**
 * `{version, journey}`: makes the change on the version that was seen, null for a new journey. Answers 200 `{recomputed}` where it is in
 * effect, 202 `{rebuild}` where visits are being derived anew under it.
 */
export async function changeJourney(request: Request): Promise<Response> {
  const draft = await readDraft(request);
  if (!draft.ok) return problemResponse(draft.problem);
  const { viewer, body, parsed } = draft.value;
  if (!parsed.ok) return problemResponse({ code: "bad-journey", errors: parsed.errors });
  const { version } = body;
  if (version !== null && (typeof version !== "number" || !Number.isSafeInteger(version))) {
    return problemResponse(badParameter("version", "", "is missing: name the version that the change was made on, or null.").problem);
  }
  if (version !== null) {
    const known = journeyFor(viewer, parsed.journey.key);
    if (!known.ok) return problemResponse(known.problem);
  }
  return beginChange({ kind: "journey", file: parsed.journey, version, actor: viewer.email });
}
