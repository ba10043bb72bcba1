"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Beside, useSides, useSplit } from "#components/beside/use-beside.ts";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { survivalQuery } from "#components/queries.ts";
import type { Period } from "#domain/documents.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { momentWarning, type PriorityView, preparePriority } from "./priority.ts";
import { useComparedScores } from "./use-comparison.ts";

export interface Priority {
  readonly beside: Beside;
  readonly view: PriorityView | undefined;
  /** What the total hides, a sentence an item. */
  readonly warnings: readonly string[];
  readonly now: Period | undefined;
  readonly before: Period | undefined;
  readonly isPlaceholderData: boolean;
  readonly failed: { readonly error: Error; readonly retry: () => unknown } | null;
}

/** The priority segment beside all others under what the overview compares; null where there is nobody to set beside each other. */
export function usePriority(journey: string): Priority | null {
  const { filter } = useFilter();
  const words = useWords("overview", journey);
  const beside = useSplit(journey);
  const { query: scores, comparing } = useComparedScores(journey);
  const asked = comparing?.filter ?? filter;
  const total = useQuery({ ...survivalQuery(journey, formatFilter(asked)), enabled: beside !== null });
  const sides = useSides("survival", journey, asked, beside);
  const ratings = useSides("moment-scores", journey, asked, beside);
  const view = useMemo(
    () =>
      beside === null || total.data === undefined || sides.documents === undefined
        ? undefined
        : preparePriority(total.data, sides.documents, beside.labels, words),
    [beside, total.data, sides.documents, words],
  );
  if (beside === null) return null;
  const moments = momentWarning(scores.data, ratings.documents?.priority, beside.labels, words);
  return {
    beside,
    view,
    warnings: [view?.warning ?? null, moments].filter((warning) => warning !== null),
    now: total.data?.period,
    before: total.data?.compare?.period,
    isPlaceholderData: sides.isPlaceholderData,
    failed: sides.failed ?? (total.status === "error" ? { error: total.error, retry: total.refetch } : null),
  };
}
