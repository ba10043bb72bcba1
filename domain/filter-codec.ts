/**
 * The one codec of a filter: parameters to Filter and back. The text is canonical (fixed order, values sorted, none twice), so equal
 * questions have equal addresses. Safe for the browser.
 */
import { parseDay } from "./days.ts";
import type { Comparison, DayText, Filter, Grain } from "./filter.ts";
import { parseIso } from "./iso-time.ts";
import { badParameter, ok, type Result } from "./problem.ts";

const SINGLE = ["from", "to", "compare", "grain", "as-of"] as const;
const REPEATED = ["moment", "channel", "segment", "team"] as const;
export const FILTER_PARAMETERS = ["from", "to", "moment", "channel", "segment", "team", "compare", "grain", "as-of"] as const;
export type FilterParameter = (typeof FILTER_PARAMETERS)[number];

const COMPARISONS: readonly Comparison[] = ["previous", "year"];
const GRAINS: readonly Grain[] = ["day", "week", "month"];

/**
 * Reads name-value pairs. Keys are kept exactly; several values are repeated parameters. A bad, empty, unknown or doubled parameter is a
 * problem that names it, never a wider question.
 */
export function parseFilter(params: Iterable<readonly [string, string]>): Result<Filter> {
  const single = new Map<string, string>();
  const repeated = new Map<string, Set<string>>(REPEATED.map((name) => [name, new Set<string>()]));
  for (const [name, value] of params) {
    const values = repeated.get(name);
    if (values === undefined && !isOneOf(SINGLE, name)) return badParameter(name, value, "is not a parameter of a filter.");
    if (value === "") return badParameter(name, value, "is empty.");
    if (values !== undefined) {
      values.add(value);
      continue;
    }
    if (single.has(name)) return badParameter(name, value, "is given more than once.");
    single.set(name, value);
  }
  const keys = (name: string): string[] => [...(repeated.get(name) ?? [])].sort(byCodeUnits);
  const from = single.get("from") ?? null;
  const to = single.get("to") ?? null;
  const compare = single.get("compare") ?? null;
  const grain = single.get("grain") ?? null;
  const asOf = single.get("as-of") ?? null;

  if (from !== null && parseDay(from) === null) return badParameter("from", from, notADay(from));
  if (to !== null && parseDay(to) === null) return badParameter("to", to, notADay(to));
  if (from !== null && to !== null && from > to) return badParameter("from", from, `${from} is after the last day, ${to}.`);
  if (compare !== null && !isOneOf(COMPARISONS, compare)) return badParameter("compare", compare, notOneOf(compare, COMPARISONS));
  if (compare !== null && (from === null || to === null)) {
    return badParameter("compare", compare, "needs a period: give the first and the last day (from and to).");
  }
  if (grain !== null && !isOneOf(GRAINS, grain)) return badParameter("grain", grain, notOneOf(grain, GRAINS));
  if (asOf !== null && !isAsOf(asOf)) {
    return badParameter("as-of", asOf, `"${asOf}" is neither a day (YYYY-MM-DD) nor an instant with an offset (2026-05-01T10:00:00Z).`);
  }
  return ok({
    from,
    to,
    moments: keys("moment"),
    channels: keys("channel"),
    segments: keys("segment"),
    teams: keys("team"),
    compare,
    grain,
    asOf,
  });
}

/** A filter as a query string without `?`, percent-encoded; empty for no filter. */
export function formatFilter(filter: Filter): string {
  return filterPairs(filter)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}

/** A filter as name-value pairs in canonical order: what `parseFilter` reads. */
export function filterPairs(filter: Filter): [FilterParameter, string][] {
  const one = (name: FilterParameter, value: string | null): [FilterParameter, string][] => (value === null ? [] : [[name, value]]);
  const many = (name: FilterParameter, values: readonly string[]): [FilterParameter, string][] =>
    [...new Set(values)].sort(byCodeUnits).map((value) => [name, value]);
  return [
    ...one("from", filter.from),
    ...one("to", filter.to),
    ...many("moment", filter.moments),
    ...many("channel", filter.channels),
    ...many("segment", filter.segments),
    ...many("team", filter.teams),
    ...one("compare", filter.compare),
    ...one("grain", filter.grain),
    ...one("as-of", filter.asOf),
  ];
}

function isAsOf(text: string): boolean {
  const time = parseIso(text);
  return time !== null && (time.timeMs === null || time.offsetMs !== null);
}

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}

function notADay(text: DayText): string {
  return `"${text}" is not a day of the calendar (YYYY-MM-DD).`;
}

function notOneOf(text: string, list: readonly string[]): string {
  return `"${text}" is not one of ${list.join(", ")}.`;
}

/** The same on every machine and in every locale. */
function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
