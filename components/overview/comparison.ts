/** Decides what the overview compares with where the reader has not said it: an executive must see change without asking for it. */
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";
import { periodPresets } from "#domain/periods.ts";

export interface Comparing {
  /** The question with a comparison in it. */
  readonly filter: Filter;
  /** The period differs from the page's own: both must be said beside every change. */
  readonly ownPeriod: boolean;
}

/**
 * The filter's own comparison; else its period against the one before; without a period the last 90 days against the 90 before. null
 * where too little is stored for two periods, or the choices have not come yet.
 */
export function comparingOf(filter: Filter, choices: ChoicesDocument | undefined): Comparing | null {
  if (filter.compare !== null) return { filter, ownPeriod: false };
  if (filter.from !== null && filter.to !== null) return { filter: { ...filter, compare: "previous" }, ownPeriod: false };
  if (filter.from !== null || filter.to !== null || choices === undefined || choices.last === null || choices.first === null) return null;
  const preset = periodPresets(choices.last, choices.weekStart).find((one) => one.key === "last-90-days");
  if (preset === undefined || preset.from === null || preset.to === null || choices.first >= preset.from) return null;
  return { filter: { ...filter, from: preset.from, to: preset.to, compare: "previous" }, ownPeriod: true };
}
