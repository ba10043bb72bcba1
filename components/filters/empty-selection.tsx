"use client";

import { CalendarRange, RotateCcw, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { isRestricted } from "./chips.ts";
import { useFilter } from "./use-filter.ts";

/** Nothing in what the filter selects: the ways to more; or nothing at all yet, and how it comes. */
export function EmptySelection() {
  const t = useTranslations("filters.nothing");
  const { filter, change, reset } = useFilter();
  if (!isRestricted(filter)) {
    return (
      <EmptyState icon={<SearchX />} title={t("yetTitle")}>
        {t("yetText")}
      </EmptyState>
    );
  }
  const hasPeriod = filter.from !== null || filter.to !== null;
  const hasMore = filter.moments.length + filter.channels.length + filter.segments.length + filter.teams.length > 0;
  return (
    <EmptyState
      icon={<SearchX />}
      title={t("title")}
      actions={
        <>
          {hasPeriod ? (
            <Button onClick={() => change({ from: null, to: null, compare: null })}>
              <CalendarRange aria-hidden="true" className="size-4" />
              {t("allDays")}
            </Button>
          ) : null}
          {hasMore || !hasPeriod ? (
            <Button onClick={reset}>
              <RotateCcw aria-hidden="true" className="size-4" />
              {t("reset")}
            </Button>
          ) : null}
        </>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
