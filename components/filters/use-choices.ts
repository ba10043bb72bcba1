"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useMemo } from "react";
import { type Locale, toLocale } from "#components/format.ts";
import { reportQuery } from "#components/queries.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { FilterNames } from "#domain/filter-sentence.ts";
import { namesOf } from "./chips.ts";

export interface Choices {
  /** undefined: not here yet. Nothing waits for it: keys stand in for names. */
  readonly choices: ChoicesDocument | undefined;
  readonly names: FilterNames;
  readonly locale: Locale;
}

/** The journey's moments, channels, segments and teams, by name. */
export function useChoices(journey: string): Choices {
  const locale = toLocale(useLocale());
  const { data } = useQuery(reportQuery("choices", journey, ""));
  const names = useMemo(() => namesOf(data, locale), [data, locale]);
  return { choices: data, names, locale };
}
