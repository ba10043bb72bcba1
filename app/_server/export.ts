/**
 * A report as a CSV file: what the screen shows, with n, intervals and the filter, small numbers hidden whoever asks. The same document as
 * JSON for whoever draws a picture of it, which is a file too.
 */
import { requireAction } from "#auth/grants.ts";
import type { Viewer } from "#auth/viewer.ts";
import { NO_SCENARIO, readScenario, type Scenario, writeScenario } from "#components/drivers/scenario.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";
import { describeFilter, type FilterNames, type SentenceLocale } from "#domain/filter-sentence.ts";
import type { LocalName } from "#domain/journey.ts";
import { fail, ok, type Result } from "#domain/problem.ts";
import english from "#messages/en/filters.json" with { type: "json" };
import korean from "#messages/ko/filters.json" with { type: "json" };
import { answerPermitted, permit } from "./answer.ts";
import { chooseLocale, LOCALE_COOKIE } from "./choose-locale.ts";
import { toCsv } from "./csv.ts";
import { documentRows, type ExportedDocument, isExported } from "./csv-documents.ts";
import { jsonResponse } from "./endpoint.ts";
import { problemResponse } from "./problem-response.ts";
import { cookieOf, keepSession } from "./session-cookie.ts";
import { requestViewer } from "./viewer.ts";

export async function exportEndpoint(request: Request, report: string, journey: string, params: URLSearchParams): Promise<Response> {
  const viewer = await requestViewer(request);
  const locale = chooseLocale({
    user: viewer?.locale ?? null,
    cookie: cookieOf(request.headers.get("cookie"), LOCALE_COOKIE) ?? null,
    acceptLanguage: request.headers.get("accept-language"),
    organisation: null,
  });
  const found = await exportDocuments(viewer, { report, journey, params, gone: request.signal });
  if (!found.ok) return problemResponse(found.problem);
  if (/^application\/json\b/.test(request.headers.get("accept") ?? "")) {
    return keepSession(request, jsonResponse(found.value.json, { "cache-control": "private, no-store" }));
  }
  const file = csvFile(found.value, locale, journey, report);
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": disposition(file.name),
    "cache-control": "private, no-store",
  };
  return keepSession(request, new Response(file.csv, { headers }));
}

interface Asked {
  readonly report: string;
  readonly journey: string;
  readonly params: URLSearchParams;
  /** Aborted when the visitor has gone. */
  readonly gone: AbortSignal;
}

interface Exported {
  /** The report's document. */
  readonly json: string;
  readonly choices: ChoicesDocument;
  readonly filter: Filter;
  /** What a what-if is computed with. */
  readonly scenario: Scenario;
}

async function exportDocuments(viewer: Viewer | null, { report, journey, params, gone }: Asked): Promise<Result<Exported>> {
  const { query, scenario } = scenarioOf(report, params);
  if (!scenario.ok) return scenario;
  const permitted = permit(viewer, report, journey, query, "export");
  if (!permitted.ok) return permitted;
  if (!viewer) return fail({ code: "not-signed-in" });
  const allowed = requireAction(viewer.role, "export");
  if (!allowed.ok) return allowed;
  if (!isExported(permitted.value.report)) {
    return fail({ code: "not-allowed", action: "export", sentence: "Single visits, comments and the lists of choices are not exported." });
  }
  const choices = permit(viewer, "choices", journey, new URLSearchParams(), "export");
  if (!choices.ok) return choices;
  const [answered, named] = await Promise.all([answerPermitted(permitted.value, gone), answerPermitted(choices.value, gone)]);
  if (!answered.ok) return answered;
  if (!named.ok) return named;
  const { filter } = permitted.value.job.question;
  return ok({ json: answered.value.json, choices: JSON.parse(named.value.json) as ChoicesDocument, filter, scenario: scenario.value });
}

function csvFile({ json, choices, filter, scenario }: Exported, locale: SentenceLocale, journey: string, report: string) {
  const document = JSON.parse(json) as ExportedDocument;
  const names = namesOf(choices, locale);
  const { from, to } = document.period;
  const name = ["verdad", journey, report, from, to].filter((part) => part !== null).join("-");
  const rows = documentRows(document, { journey, filter: sentenceOf(filter, names, locale), nameOf: names.moment }, scenario);
  return { name: `${name}.csv`, csv: toCsv(rows) };
}

/** A what-if's scenario, which the page computes itself, and what is left to ask the report. */
function scenarioOf(report: string, params: URLSearchParams): { readonly query: URLSearchParams; readonly scenario: Result<Scenario> } {
  if (report !== "what-if") return { query: params, scenario: ok(NO_SCENARIO) };
  return { query: new URLSearchParams(writeScenario(NO_SCENARIO, params.toString())), scenario: readScenario(params.toString()) };
}

function sentenceOf(filter: Filter, names: FilterNames, locale: SentenceLocale): string {
  return describeFilter(filter, names, (locale === "ko" ? korean : english).sentence, locale);
}

function namesOf(choices: ChoicesDocument, locale: SentenceLocale): FilterNames {
  const lookup = (list: readonly { readonly key: string; readonly name: LocalName }[]) => (key: string) =>
    list.find((one) => one.key === key)?.name[locale] ?? key;
  return {
    moment: lookup(choices.moments),
    channel: lookup(choices.channels),
    segment: lookup(choices.segments),
    team: lookup(choices.teams),
  };
}

/** RFC 6266: a plain name for old readers, the true one for all others. Nothing in it can end the header or leave the folder. */
export function disposition(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, "_");
  const plain = safe.replaceAll(/[^ -~]/g, "_").replaceAll("%", "_");
  const encoded = encodeURIComponent(safe).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
