"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { quickSearch, reportQuery } from "#components/queries.ts";
import type { Filter } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import type { DocumentOf, ReportName } from "#domain/question.ts";
import { type Sides, type Split, sidesOf, splitSegments } from "./split.ts";

export interface Beside {
  readonly split: Split;
  /** What the sides are called. */
  readonly labels: Sides<string>;
}

/** Who stands on either side under the filter; null where there is nobody to set beside each other. */
export function useSplit(journey: string): Beside | null {
  const t = useTranslations("beside");
  const { choices, names, locale } = useChoices(journey);
  const { filter } = useFilter();
  return useMemo(() => {
    const split = splitSegments(choices, filter.segments);
    if (split === null) return null;
    const priority = new Intl.ListFormat(locale, { type: "conjunction" }).format(split.priority.map(names.segment));
    return { split, labels: { priority, others: t("others") } };
  }, [choices, filter.segments, names, locale, t]);
}

/** The same, where the address asks for it. */
export function useBeside(journey: string): Beside | null {
  const { view } = useFilter();
  const beside = useSplit(journey);
  return view.beside ? beside : null;
}

export interface BesideDocuments<N extends ReportName> {
  /** Both, once both have come. */
  readonly documents: Sides<DocumentOf<N>> | undefined;
  readonly isPlaceholderData: boolean;
  readonly failed: { readonly error: Error; readonly retry: () => unknown } | null;
}

/** A report of either side; asked only where there are sides. */
export function useSides<N extends ReportName>(report: N, journey: string, filter: Filter, beside: Beside | null): BesideDocuments<N> {
  const asked = beside === null ? null : sidesOf(filter, beside.split);
  const enabled = asked !== null;
  const priority = useQuery({ ...reportQuery(report, journey, quickSearch(report, formatFilter(asked?.priority ?? filter))), enabled });
  const others = useQuery({ ...reportQuery(report, journey, quickSearch(report, formatFilter(asked?.others ?? filter))), enabled });
  // The compiler widens a generic query's data to every report's; the key names the one.
  const [first, second] = [priority.data as DocumentOf<N> | undefined, others.data as DocumentOf<N> | undefined];
  const documents = useMemo(
    () => (!enabled || first === undefined || second === undefined ? undefined : { priority: first, others: second }),
    [enabled, first, second],
  );
  const failed = enabled ? [priority, others].find((query) => query.status === "error") : undefined;
  return {
    documents,
    isPlaceholderData: enabled && (priority.isPlaceholderData || others.isPlaceholderData),
    failed: failed?.error ? { error: failed.error, retry: failed.refetch } : null,
  };
}
