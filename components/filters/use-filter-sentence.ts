"use client";

import { useTranslations } from "next-intl";
import { describeFilter, type FilterWords } from "#domain/filter-sentence.ts";
import { useChoices } from "./use-choices.ts";
import { useFilter } from "./use-filter.ts";

/** The filter as one line, for titles of charts and exports: "July–September 2026, app channel". */
export function useFilterSentence(journey: string): string {
  const t = useTranslations("filters");
  const { names, locale } = useChoices(journey);
  const { filter } = useFilter();
  const words: FilterWords = t.raw("sentence");
  return describeFilter(filter, names, words, locale);
}
