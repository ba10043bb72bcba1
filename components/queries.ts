/**
 * The questions that the browser asks, one key each. Server pages prefetch under the same keys, so this file runs on both
 * sides. The key holds the formatted filter: equal questions share one cache entry.
 */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DocumentOf, ReportName } from "#domain/question.ts";

/** A question that was not answered: what the server's problem document (RFC 9457) said of it. */
export class ReportProblem extends Error {
  override readonly name = "ReportProblem";
  /** HTTP status. */
  readonly status: number;
  /** The problem's code, as `bad-parameter`; null where the answer was no problem document. */
  readonly code: string | null;
  /** The parameter at fault, where one is. */
  readonly parameter: string | null;
  /** Its value as it was asked. */
  readonly value: string | null;
  /** After how many seconds to ask again, where the server says so. */
  readonly seconds: number | null;
  /** The id under which the server's log has the rest, on a failure of the server. */
  readonly errorId: string | null;
  /** All that the document says. */
  readonly document: Readonly<Record<string, unknown>>;

  constructor(status: number, body: unknown) {
    const problem: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
    super(textOf(problem.detail) ?? textOf(problem.title) ?? `HTTP ${status}`);
    this.status = status;
    this.code = textOf(problem.code);
    this.parameter = textOf(problem.parameter);
    this.value = textOf(problem.value);
    this.seconds = typeof problem.seconds === "number" ? problem.seconds : null;
    this.errorId = textOf(problem.id);
    this.document = problem;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** The path of a report, and of its CSV with `suffix` "/export". Keys are percent-encoded; `filter` is a formatted filter. */
export function reportPath(report: ReportName, journey: string, filter: string, suffix: "" | "/export" = ""): string {
  const path = `/api/journeys/${encodeURIComponent(journey)}/${report}${suffix}`;
  return filter === "" ? path : `${path}?${filter}`;
}

/** Reads a JSON answer; throws a ReportProblem for any other than 2xx, and a TypeError where no answer came. */
export async function readAnswer<D>(path: string, signal?: AbortSignal): Promise<D> {
  const response = await fetch(path, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  if (!response.ok || !isJson(response)) throw await problemOf(response);
  return (await response.json()) as D;
}

/** A gateway's own error page is no problem document: then only the status is known. */
async function problemOf(response: Response): Promise<ReportProblem> {
  return new ReportProblem(response.status, isJson(response) ? await response.json() : null);
}

function isJson(response: Response): boolean {
  return /[/+]json\b/.test(response.headers.get("content-type") ?? "");
}

/** A report under a filter (formatFilter's text, "" for none). While the next filter loads, the journey's last answer stays. */
export function reportQuery<N extends ReportName>(report: N, journey: string, filter: string) {
  return queryOptions({
    queryKey: ["report", journey, report, filter] as const,
    queryFn: ({ signal }) => readAnswer<DocumentOf<N>>(reportPath(report, journey, filter), signal),
    placeholderData: (previous, query) => (query?.queryKey[1] === journey ? keepPreviousData(previous) : undefined),
  });
}

/** A filter's text for survival without its clustering, which takes most of the time of the whole document. */
function withoutClustering(filter: string): string {
  return filter === "" ? "clustering=no" : `${filter}&clustering=no`;
}

/** A filter's text for a report as pages ask for it first: survival without its clustering. */
export function quickSearch(report: ReportName, filter: string): string {
  return report === "survival" ? withoutClustering(filter) : filter;
}

/** Survival without its clustering: curve and scores are there at once. With it: `reportQuery("survival", …)`. */
export function survivalQuery(journey: string, filter: string) {
  return reportQuery("survival", journey, withoutClustering(filter));
}

/** One visit, step by step. */
export function visitQuery(journey: string, id: string | number) {
  return queryOptions({
    queryKey: ["visit", journey, String(id)] as const,
    queryFn: ({ signal }) =>
      readAnswer<DocumentOf<"visit">>(`/api/journeys/${encodeURIComponent(journey)}/visits/${encodeURIComponent(String(id))}`, signal),
  });
}

/**
 * Sends a change as JSON and gives the answer (null where it has no body), of the kind that the path is known to give. Throws a ReportProblem
 * where it was refused, and a TypeError where no answer came.
 */
export async function sendChange<Answer = unknown>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) });
  if (!response.ok) throw await problemOf(response);
  return (isJson(response) ? await response.json() : null) as Answer;
}
