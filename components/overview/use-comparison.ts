"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportQuery } from "#components/queries.ts";
import type { MomentScoresDocument } from "#domain/documents.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { type Comparing, comparingOf } from "./comparison.ts";

/** What the overview compares; null where nothing can be. */
export function useComparing(journey: string): Comparing | null {
  const { filter } = useFilter();
  const { choices } = useChoices(journey);
  return useMemo(() => comparingOf(filter, choices), [filter, choices]);
}

/** The moments' scores with their changes. Without a comparison the plain ones. */
export function useComparedScores(journey: string): {
  readonly query: UseQueryResult<MomentScoresDocument>;
  readonly comparing: Comparing | null;
} {
  const { search } = useFilter();
  const comparing = useComparing(journey);
  const query = useQuery(reportQuery("moment-scores", journey, comparing === null ? search : formatFilter(comparing.filter)));
  return { query, comparing };
}
