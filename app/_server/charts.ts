/** What leads and admins change about factors: the chart of a moment, and what they read out of comments. */
import { requireAction } from "#auth/grants.ts";
import { scopeOf } from "#auth/scope.ts";
import type { Viewer } from "#auth/viewer.ts";
import { tagComment } from "#db/comment-tags.ts";
import { editChart } from "#db/factor-edits.ts";
import { type JourneyRow, readJourney } from "#db/journeys.ts";
import { whenFree } from "#db/when-free.ts";
import type { Action } from "#domain/action.ts";
import { parseChartEdit } from "#domain/chart.ts";
import type { Journey, Moment } from "#domain/journey.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { jsonResponse, pathSegments } from "./endpoint.ts";
import { readPost } from "./post.ts";
import { problemResponse } from "./problem-response.ts";
import { store } from "./store.ts";

interface Place {
  readonly viewer: Viewer;
  readonly body: Readonly<Record<string, unknown>>;
  readonly journey: JourneyRow & Journey;
  readonly moment: Moment;
}

/** Who asks for what, where: the journey out of the path, the moment out of the body's `moment`. */
async function placeOf(request: Request, action: Action): Promise<Result<Place>> {
  const post = await readPost(request);
  if (!post.ok) return post;
  const { viewer, body } = post.value;
  const allowed = requireAction(viewer.role, action);
  if (!allowed.ok) return allowed;
  const [, key = ""] = pathSegments(request) ?? [];
  const journey = readJourney(store(), scopeOf(viewer, "read"), key);
  if (!journey) return fail({ code: "unknown-journey", key });
  if (typeof body.moment !== "string") return badParameter("moment", "", "is missing.");
  const moment = journey.moments.find((one) => one.key === body.moment);
  return moment ? ok({ viewer, body, journey, moment }) : fail({ code: "unknown-moment", key: body.moment });
}

/** `{moment, version, kind, …}`: one edit of a moment's chart, on the version that was read. Answers `{version}`: the new one. */
export async function editMomentChart(request: Request): Promise<Response> {
  const place = await placeOf(request, "chart:write");
  if (!place.ok) return problemResponse(place.problem);
  const { viewer, body, journey, moment } = place.value;
  const { version } = body;
  if (typeof version !== "number" || !Number.isSafeInteger(version)) {
    return problemResponse(badParameter("version", "", "is missing: name the chart's version that the edit was made on.").problem);
  }
  const edit = parseChartEdit(body);
  if (!edit.ok) return problemResponse(edit.problem);
  const asked = { journeyId: journey.id, momentId: moment.id, version, edit: edit.value, actor: viewer.email, now: Date.now() };
  const edited = await whenFree(() => editChart(store(), asked));
  return edited.ok ? changedResponse(edited.value) : problemResponse(edited.problem);
}

/** `{visit, touch, moment, factor, on}`: puts a factor of a moment on a comment, or takes it off. Answers `{changed}`. */
export async function tagOneComment(request: Request): Promise<Response> {
  const place = await placeOf(request, "comment:tag");
  if (!place.ok) return problemResponse(place.problem);
  const { viewer, body, journey, moment } = place.value;
  const { visit, touch, factor, on } = body;
  if (typeof visit !== "number" || typeof touch !== "number" || !Number.isSafeInteger(visit) || !Number.isSafeInteger(touch)) {
    return problemResponse({ code: "unknown-comment" });
  }
  if (typeof factor !== "string") return problemResponse(badParameter("factor", "", "is missing.").problem);
  if (typeof on !== "boolean") return problemResponse(badParameter("on", "", "is true or false.").problem);
  const asked = {
    journeyId: journey.id,
    visitId: visit,
    seq: touch,
    momentId: moment.id,
    factor,
    on,
    actor: viewer.email,
    now: Date.now(),
  };
  const tagged = await whenFree(() => tagComment(store(), asked));
  switch (tagged) {
    case "unknown-comment":
      return problemResponse({ code: "unknown-comment" });
    case "rebuilding":
      return problemResponse({ code: "rebuilding" });
    case "unknown-factor":
      return problemResponse(badParameter("factor", factor, `the chart has no factor "${factor}", or it is archived.`).problem);
    default:
      return changedResponse(tagged);
  }
}

function changedResponse(value: object): Response {
  return jsonResponse(JSON.stringify(value), { "cache-control": "no-store" });
}
