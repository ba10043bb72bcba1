/** What a moment's page asks, as query strings: the same on the server and in the browser, so that answers are found again. */
import type { View } from "#components/filters/search.ts";
import { formatBaseline } from "#domain/baseline.ts";
import type { Filter } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";

export interface MomentSearches {
  /** Of `moment-scores`. */
  readonly scores: string;
  /** The same with its comparison; null where nothing is compared. */
  readonly compared: string | null;
  readonly chart: string;
  readonly units: string;
  /** Of all steps: where a visit stands does not depend on which moment is looked at. */
  readonly funnel: string;
}

/** `comparing`: the filter with the comparison that the page makes. */
export function momentSearches(filter: Filter, comparing: Filter | null, moment: string, view: View): MomentSearches {
  const about = { ...filter, moments: [moment] };
  const plain = { ...about, compare: null };
  const measure = view.measure === "broken" ? "" : `measure=${view.measure}`;
  const baseline = view.baseline === null ? "" : `baseline=${formatBaseline(view.baseline)}`;
  return {
    scores: formatFilter(plain),
    compared: comparing === null ? null : formatFilter({ ...comparing, moments: [moment] }),
    chart: joined(formatFilter(plain), measure, baseline),
    units: joined(formatFilter({ ...plain, grain: null }), measure),
    funnel: formatFilter({ ...filter, moments: [], compare: null, grain: null }),
  };
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("&");
}
