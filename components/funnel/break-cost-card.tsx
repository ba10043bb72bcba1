"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartTableView } from "#components/charts/chart-table.tsx";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { prepareBreakCost } from "./break-cost.ts";

/** What a break costs at each moment: an association, and said to be one. */
export function BreakCostCard({ journey, mayExport }: { readonly journey: string; readonly mayExport: boolean }) {
  const { search } = useFilter();
  const words = useWords("funnel", journey);
  const charts = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const query = useQuery(reportQuery("funnel", journey, search));
  const view = useMemo(() => (query.data === undefined ? undefined : prepareBreakCost(query.data, words)), [query.data, words]);
  const { t } = words;
  return (
    <Card aria-labelledby="break-cost" aria-busy={query.isPlaceholderData}>
      <header className="mb-3 flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-center gap-1 text-xs font-medium text-ink-faint">
            {t("cost.title")}
            <Definition name={t("cost.title")} measure="breakCost" />
          </p>
          <h2 id="break-cost" className="text-base font-semibold leading-snug">
            {view?.title ?? t("cost.title")}
          </h2>
          <p className="mt-0.5 text-xs text-ink-faint">{sentence}</p>
        </div>
        {view?.state === "ready" && mayExport ? (
          <a href={reportPath("funnel", journey, search, "/export")} download className={buttonClass("quiet")} aria-label={charts.t("csv")}>
            {charts.t("csvSmall")}
          </a>
        ) : null}
      </header>
      {view === undefined ? (
        query.status === "error" ? (
          <ReportFailure error={query.error} retry={query.refetch} />
        ) : (
          <Skeleton className="h-48" />
        )
      ) : view.state === "ready" ? (
        <>
          <ChartTableView table={view.table} />
          <p className="mt-3 text-sm text-ink-soft">{t("cost.summary")}</p>
          <p className="text-sm font-medium text-ink-soft">{t("cost.association")}</p>
        </>
      ) : (
        <Callout>{t(`cost.${view.state}`)}</Callout>
      )}
    </Card>
  );
}
