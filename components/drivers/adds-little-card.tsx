"use client";

import { useMemo } from "react";
import { ChartTableView } from "#components/charts/chart-table.tsx";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { prepareAddsLittle } from "./adds-little.ts";
import { useDrivers, useGains } from "./use-drivers.ts";

/** Moments that add little and break much: where a step less might serve better. */
export function AddsLittleCard({ journey }: { readonly journey: string }) {
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const drivers = useDrivers(journey);
  const gains = useGains(journey);
  const view = useMemo(
    () => (drivers.data === undefined || gains.data === undefined ? undefined : prepareAddsLittle(drivers.data, gains.data, words)),
    [drivers.data, gains.data, words],
  );
  const { t } = words;
  const failed = [drivers, gains].find((query) => query.status === "error");
  return (
    <Card aria-labelledby="adds-little" aria-busy={drivers.isPlaceholderData || gains.isPlaceholderData}>
      <CardHeader id="adds-little" title={view?.state === "ready" ? view.title : t("little.title")} description={sentence} />
      {view === undefined ? (
        failed === undefined ? (
          <Skeleton className="h-48" />
        ) : (
          <ReportFailure error={failed.error} retry={failed.refetch} />
        )
      ) : view.state === "ready" ? (
        <>
          <ChartTableView table={view.table} />
          <p className="mt-3 flex items-center gap-1 text-sm text-ink-soft">
            {view.summary}
            <Definition name={t("little.title")} measure="addsLittle" />
          </p>
        </>
      ) : (
        <Callout>{t(view.state === "empty" ? "outcome.nobody" : "little.none")}</Callout>
      )}
    </Card>
  );
}
