"use client";

import { ChartColumn, Hourglass, Table2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { EmptySelection } from "#components/filters/empty-selection.tsx";
import { Card } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ChartTableView } from "./chart-table.tsx";
import { CsvLink } from "./csv-link.tsx";
import { ReportFailure } from "./report-failure.tsx";
import type { ChartState, ChartTable } from "./table.ts";

/** What a chart needs of a query: react-query's result fits. */
export interface ChartQuery {
  readonly status: "pending" | "error" | "success";
  readonly error: Error | null;
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
}

export interface ChartFrameProps {
  /** What the figure is, above its title, with its definition one tap away. */
  readonly kicker: string;
  /** Key in the message namespace `definitions`. */
  readonly measure: string;
  readonly query: ChartQuery;
  /** undefined while there is no answer: then the other fields are not asked for. */
  readonly view: { readonly state: ChartState; readonly title: string; readonly summary: string; readonly table: ChartTable } | undefined;
  /** The filter as a sentence. */
  readonly sentence: string;
  /** Address of the CSV; null where the viewer may not export. */
  readonly csv: string | null;
  readonly children: ReactNode;
  /** Remarks under the chart. */
  readonly notes?: ReactNode;
  /** Choices of what the chart shows, also where that is nothing. */
  readonly tools?: ReactNode;
  /** What to say where the picture is empty for a reason of its own, not for want of data. */
  readonly empty?: ReactNode;
}

/** The frame of every chart: the finding, the filter, chart or table, summary in words, and each state that is not a chart. */
export function ChartFrame({ kicker, measure, query, view, sentence, csv, children, notes, tools, empty }: ChartFrameProps) {
  const t = useTranslations("charts");
  const id = useId();
  const [shown, setShown] = useState<"chart" | "table">("chart");
  const ready = view?.state === "ready";
  return (
    <Card aria-labelledby={id} aria-busy={query.status === "pending" || query.isPlaceholderData}>
      <header className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-center gap-1 text-xs font-medium text-ink-faint">
            {kicker}
            <Definition name={kicker} measure={measure} />
          </p>
          <h2 id={id} className="text-base font-semibold leading-snug">
            {view === undefined ? kicker : ready ? view.title : t(view.state === "empty" ? "emptyTitle" : "tooFewTitle")}
          </h2>
          <p className="mt-0.5 text-xs text-ink-faint">
            {sentence}
            {query.isPlaceholderData ? <span role="status"> · {t("updating")}</span> : null}
          </p>
        </div>
        {tools ? <div className="no-print min-w-0">{tools}</div> : null}
        {ready ? (
          <div className="no-print flex flex-wrap items-center gap-2">
            <Segmented
              label={t("view")}
              value={shown}
              onValueChange={setShown}
              options={[
                { value: "chart", label: <ViewLabel icon={<ChartColumn aria-hidden="true" className="size-4" />} text={t("chart")} /> },
                { value: "table", label: <ViewLabel icon={<Table2 aria-hidden="true" className="size-4" />} text={t("table")} /> },
              ]}
            />
            {csv === null ? null : <CsvLink href={csv} />}
          </div>
        ) : null}
      </header>
      <ChartBody query={query} view={view} shown={shown} empty={empty}>
        {children}
      </ChartBody>
      {ready && notes ? <div className="mt-3 grid gap-1 text-sm text-ink-soft">{notes}</div> : null}
    </Card>
  );
}

function ViewLabel({ icon, text }: { readonly icon: ReactNode; readonly text: string }) {
  return (
    <>
      {icon}
      <span>{text}</span>
    </>
  );
}

function ChartBody({
  query,
  view,
  shown,
  empty,
  children,
}: Pick<ChartFrameProps, "query" | "view" | "children" | "empty"> & { readonly shown: "chart" | "table" }) {
  const t = useTranslations("charts");
  if (view === undefined) {
    if (query.status === "error") return <ReportFailure error={query.error} retry={query.refetch} />;
    return (
      <div className="grid gap-2">
        <p role="status" className="sr-only">
          {t("loading")}
        </p>
        <Skeleton className="h-64" />
      </div>
    );
  }
  if (view.state === "empty") {
    return empty ?? <EmptySelection />;
  }
  if (view.state === "too-few") {
    return (
      <EmptyState icon={<Hourglass />} title={t("tooFew")}>
        {t("tooFewText")}
      </EmptyState>
    );
  }
  return (
    <>
      {query.status === "error" ? <ReportFailure error={query.error} retry={query.refetch} /> : null}
      {shown === "chart" ? (
        <figure className="m-0">
          {children}
          <figcaption className="mt-2 text-sm text-ink-soft">{view.summary}</figcaption>
        </figure>
      ) : (
        <ChartTableView table={view.table} />
      )}
    </>
  );
}
