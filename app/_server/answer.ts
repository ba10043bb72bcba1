/** The one path of every question, from pages and routes alike: viewer > question > grants and scope > report > answer. */
import { createHash } from "node:crypto";
import { requireAction } from "#auth/grants.ts";
import { checkTeams, type Purpose, scopeOf } from "#auth/scope.ts";
import type { Viewer } from "#auth/viewer.ts";
import { readJourneys } from "#db/journeys.ts";
import type { Scope, ScopeGrant } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { fail, ok, type Result } from "#domain/problem.ts";
import { type DocumentOf, isReportName, parseQuestion, type Question, type ReportName } from "#domain/question.ts";
import { REPORTS } from "#reports/registry.ts";
import { databaseUrl } from "./environment.ts";
import type { ReportJob } from "./report-job.ts";
import { readReport, serverReports } from "./reports.ts";
import { store, storeIdentity } from "./store.ts";
import { version } from "./version.ts";
import { currentViewer } from "./viewer.ts";

export interface Answer {
  readonly json: string;
  /** Strong: equal tags, equal documents. With its quotation marks. */
  readonly etag: string;
}

/** A question that its viewer may ask, ready to be answered. */
export interface Permitted {
  readonly report: ReportName;
  readonly job: ReportJob;
  /** Known before the answer is: data version, scope and question decide it. */
  readonly etag: string;
}

/** Who asks what, for what purpose. Reads a few small rows; computes nothing. */
export function permit(
  viewer: Viewer | null,
  report: string,
  journey: string,
  params: URLSearchParams,
  purpose: Purpose = "read",
): Result<Permitted> {
  if (!viewer) return fail({ code: "not-signed-in" });
  if (!isReportName(report)) return fail({ code: "unknown-report", name: report });
  const allowed = requireAction(viewer.role, REPORTS[report].action);
  if (!allowed.ok) return allowed;
  const question = parseQuestion(report, params);
  if (!question.ok) return question;
  const scope = scopeOf(viewer, purpose);
  const known = readJourneys(store(), scope).find((row) => row.key === journey);
  if (!known) return fail({ code: "unknown-journey", key: journey });
  const teams = checkTeams(scope, question.value.filter);
  if (!teams.ok) return teams;
  const job: ReportJob = { databaseUrl: databaseUrl(), report, journey, question: question.value, grant: grantOf(scope) };
  return ok({ report, job, etag: etagOf(job, known.dataVersion) });
}

function grantOf({ journeys, teams, small, comments, visits }: Scope): ScopeGrant {
  return { journeys, teams, small, comments, visits };
}

/** Settings are part of it (time zone and week start shape every period), and the program's version (a new one may compute more). */
function etagOf(job: ReportJob, dataVersion: number): string {
  const parts = [
    version(),
    storeIdentity(),
    readSettings(store()),
    dataVersion,
    canonical(job.question),
    job.grant,
    job.journey,
    job.report,
  ];
  return `"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url")}"`;
}

/** The order of a report's own parameters in the address makes no other question. */
function canonical(question: Question): unknown {
  return [question.filter, Object.entries(question.extra).sort(([a], [b]) => (a < b ? -1 : 1))];
}

/** `gone` is aborted when the visitor has gone: the answer then rejects with Abandoned. */
export async function answerPermitted(permitted: Permitted, gone?: AbortSignal): Promise<Result<Answer>> {
  const { job, etag } = permitted;
  const json = await readReport(serverReports(), etag, job, gone);
  return json.ok ? ok({ json: json.value, etag }) : json;
}

/** A report for the viewer of the page being rendered. `params`: the page's own, as in its address. */
export async function answer(report: string, journey: string, params: URLSearchParams): Promise<Result<Answer>> {
  const permitted = permit(await currentViewer(), report, journey, params);
  return permitted.ok ? answerPermitted(permitted.value) : permitted;
}

/** The same as a document: what a page renders, or puts into the browser's cache. */
export async function answerDocument<N extends ReportName>(
  report: N,
  journey: string,
  params: URLSearchParams,
): Promise<Result<DocumentOf<N>>> {
  const answered = await answer(report, journey, params);
  return answered.ok ? ok(JSON.parse(answered.value.json) as DocumentOf<N>) : answered;
}
