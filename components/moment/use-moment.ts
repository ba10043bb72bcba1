"use client";

import { useMemo } from "react";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { useComparing } from "#components/overview/use-comparison.ts";
import { type MomentSearches, momentSearches } from "./searches.ts";

/** What the cards of a moment's page are given. */
export interface MomentCardProps {
  readonly journey: string;
  /** The moment's key. */
  readonly moment: string;
  readonly mayExport: boolean;
}

/** The page's questions under the filter of the address, and the filter as a sentence. */
export function useMoment({ journey, moment }: Pick<MomentCardProps, "journey" | "moment">): {
  readonly searches: MomentSearches;
  readonly sentence: string;
} {
  const { filter, view } = useFilter();
  const comparing = useComparing(journey);
  const searches = useMemo(() => momentSearches(filter, comparing?.filter ?? null, moment, view), [filter, comparing, moment, view]);
  return { searches, sentence: useFilterSentence(journey, { moments: [] }) };
}
