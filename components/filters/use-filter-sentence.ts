"use client";

import { useTranslations } from "next-intl";
import type { Filter } from "#domain/filter.ts";
import { describeFilter, type FilterWords } from "#domain/filter-sentence.ts";
import { useChoices } from "./use-choices.ts";
import { useFilter } from "./use-filter.ts";

/** The filter as one line, for titles of charts and exports: "July–September 2026, app channel". `fields` stand in for the address's own. */
export function useFilterSentence(journey: string, fields: Partial<Filter> = {}): string {
  const t = useTranslations("filters");
  const { names, locale } = useChoices(journey);
  const { filter } = useFilter();
  const words: FilterWords = t.raw("sentence");
  return describeFilter({ ...filter, ...fields }, names, words, locale);
}
