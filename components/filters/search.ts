/** The filter in an address, beside the few parameters that belong to a page and not to the question. Pure. */
import { type BaselineDays, formatBaseline, parseBaseline } from "#domain/baseline.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { formatFilter, parseFilter } from "#domain/filter-codec.ts";
import { STAGES, type Stage } from "#domain/journey.ts";
import { badParameter, ok, type Problem, type Result } from "#domain/problem.ts";
import { isScoreMeasure, SCORE_MEASURES, type ScoreMeasure } from "#domain/score-measure.ts";

/** Of the list of visits: whose bar was opened and which part of it; of comments: words and a factor; of both: from which entry on. */
const LIST_PARAMETERS: readonly string[] = ["at", "outcome", "q", "factor", "offset"];
const VIEW_PARAMETERS: readonly string[] = ["beside", "stage", "measure", "baseline"];
/** Of the drivers' page: the outcome (`outcome`, as in a list), the target of the gains, and the what-if with its name. */
const DRIVER_PARAMETERS: readonly string[] = ["target", "lift", "scenario"];
const PAGE_PARAMETERS: readonly string[] = [...LIST_PARAMETERS, ...VIEW_PARAMETERS, ...DRIVER_PARAMETERS];

/** How pages show an answer; no part of the question. */
export interface View {
  /** The priority segment stands beside all others (`beside=priority`). Goes along from page to page. */
  readonly beside: boolean;
  /** The stage of the journey map that is looked at closely; null: the whole journey. */
  readonly stage: Stage | null;
  /** Which share a moment's control chart and funnel plot show. */
  readonly measure: ScoreMeasure;
  /** The days that a control chart's limits are of; null: all finished ones. */
  readonly baseline: BaselineDays | null;
}

export interface ReadSearch {
  readonly filter: Filter;
  readonly search: string;
  readonly view: View;
  readonly problem: Problem | null;
}

const WHOLE: View = { beside: false, stage: null, measure: "broken", baseline: null };

/** Reads an address's query (without "?"). What cannot be read is a problem that names it; it never becomes a wider question. */
export function readSearch(text: string): ReadSearch {
  const params = new URLSearchParams(text);
  const pairs = [...params].filter(([name]) => !PAGE_PARAMETERS.includes(name));
  const parsed = parseFilter(pairs);
  const view = readView(params);
  if (!parsed.ok) return { filter: NO_FILTER, search: new URLSearchParams(pairs).toString(), view: WHOLE, problem: parsed.problem };
  const search = formatFilter(parsed.value);
  return view.ok
    ? { filter: parsed.value, search, view: view.value, problem: null }
    : { filter: parsed.value, search, view: WHOLE, problem: view.problem };
}

function readView(params: URLSearchParams): Result<View> {
  for (const name of VIEW_PARAMETERS) {
    const [, second] = params.getAll(name);
    if (second !== undefined) return badParameter(name, second, "is given more than once.");
  }
  const [beside, stage, measure, days] = [params.get("beside"), params.get("stage"), params.get("measure"), params.get("baseline")];
  if (beside !== null && beside !== "priority") return badParameter("beside", beside, `"${beside}" is not priority.`);
  const known = STAGES.find((one) => one === stage) ?? null;
  if (known === null && stage !== null) return badParameter("stage", stage, `"${stage}" is not one of ${STAGES.join(", ")}.`);
  if (measure !== null && !isScoreMeasure(measure))
    return badParameter("measure", measure, `"${measure}" is not one of ${SCORE_MEASURES.join(", ")}.`);
  const baseline = days === null ? null : parseBaseline(days);
  if (days !== null && baseline === null)
    return badParameter("baseline", days, `"${days}" is not two days in order, as 2026-01-01..2026-03-31.`);
  return ok({ beside: beside !== null, stage: known, measure: measure ?? "broken", baseline });
}

/** The query after a change of the filter. The page's own parameters stay, except the place in a list, which is another list now. */
export function writeSearch(filter: Filter, text: string): string {
  const own = [...new URLSearchParams(text)].filter(([name]) => PAGE_PARAMETERS.includes(name) && name !== "offset");
  return joined(formatFilter(filter), new URLSearchParams(own).toString());
}

/** The query after a change of the view; everything else in it stays. */
export function writeView(view: View, text: string): string {
  const others = [...new URLSearchParams(text)].filter(([name]) => !VIEW_PARAMETERS.includes(name));
  return joined(
    new URLSearchParams(others).toString(),
    besideText(view),
    view.stage === null ? "" : `stage=${view.stage}`,
    view.measure === "broken" ? "" : `measure=${view.measure}`,
    view.baseline === null ? "" : `baseline=${formatBaseline(view.baseline)}`,
  );
}

/** What goes along to another page: the question, and whether the priority segment stands beside all others. */
export function carriedSearch({ search, view }: Pick<ReadSearch, "search" | "view">): string {
  return joined(search, besideText(view));
}

function besideText({ beside }: View): string {
  return beside ? "beside=priority" : "";
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("&");
}
