/** The filter in an address, beside the few parameters that belong to a page and not to the question. Pure. */
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { formatFilter, parseFilter } from "#domain/filter-codec.ts";
import { STAGES, type Stage } from "#domain/journey.ts";
import { badParameter, ok, type Problem, type Result } from "#domain/problem.ts";

/** Of the list of visits: whose bar was opened and which part of it; of comments: words and a factor; of both: from which entry on. */
const LIST_PARAMETERS: readonly string[] = ["at", "outcome", "q", "factor", "offset"];
const VIEW_PARAMETERS: readonly string[] = ["beside", "stage"];
/** Of the drivers' page: the outcome (`outcome`, as in a list), the target of the gains, and the what-if with its name. */
const DRIVER_PARAMETERS: readonly string[] = ["target", "lift", "scenario"];
const PAGE_PARAMETERS: readonly string[] = [...LIST_PARAMETERS, ...VIEW_PARAMETERS, ...DRIVER_PARAMETERS];

/** How pages show an answer; no part of the question. */
export interface View {
  /** The priority segment stands beside all others (`beside=priority`). Goes along from page to page. */
  readonly beside: boolean;
  /** The stage of the journey map that is looked at closely; null: the whole journey. */
  readonly stage: Stage | null;
}

export interface ReadSearch {
  readonly filter: Filter;
  readonly search: string;
  readonly view: View;
  readonly problem: Problem | null;
}

const WHOLE: View = { beside: false, stage: null };

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
  const [beside = null, secondBeside] = params.getAll("beside");
  const [stage = null, secondStage] = params.getAll("stage");
  if (secondBeside !== undefined) return badParameter("beside", secondBeside, "is given more than once.");
  if (secondStage !== undefined) return badParameter("stage", secondStage, "is given more than once.");
  if (beside !== null && beside !== "priority") return badParameter("beside", beside, `"${beside}" is not priority.`);
  const known = STAGES.find((one) => one === stage) ?? null;
  if (known === null && stage !== null) return badParameter("stage", stage, `"${stage}" is not one of ${STAGES.join(", ")}.`);
  return ok({ beside: beside !== null, stage: known });
}

/** The query after a change of the filter. The page's own parameters stay, except the place in a list, which is another list now. */
export function writeSearch(filter: Filter, text: string): string {
  const own = [...new URLSearchParams(text)].filter(([name]) => PAGE_PARAMETERS.includes(name) && name !== "offset");
  return joined(formatFilter(filter), new URLSearchParams(own).toString());
}

/** The query after a change of the view; everything else in it stays. */
export function writeView(view: View, text: string): string {
  const others = [...new URLSearchParams(text)].filter(([name]) => !VIEW_PARAMETERS.includes(name));
  return joined(new URLSearchParams(others).toString(), besideText(view), view.stage === null ? "" : `stage=${view.stage}`);
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
