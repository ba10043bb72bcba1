"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSplit } from "#components/beside/use-beside.ts";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { quickSearch, reportQuery } from "#components/queries.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Definition } from "#components/ui/definition.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import { formatFilter } from "#domain/filter-codec.ts";
import {
  type BreakdownCell,
  type BreakdownMeasure,
  besideValues,
  breakdownValues,
  type Dimension,
  prepareBreakdown,
  SHOWN_VALUES,
} from "./breakdown.ts";

/** Reach or survival by segment or by entry channel, side by side. */
export function BreakdownCard({ journey }: { readonly journey: string }) {
  const { filter, view, setView } = useFilter();
  const { choices } = useChoices(journey);
  const words = useWords("funnel", journey);
  const sentence = useFilterSentence(journey);
  const questionnaire = choices?.journey.mode === "questionnaire";
  const sides = useSplit(journey);
  const [own, setOwn] = useState<"segment" | "channel">("segment");
  const beside = view.beside ? sides : null;
  const dimension: Dimension = beside === null ? own : "priority";
  const [wanted, setMeasure] = useState<BreakdownMeasure>("survival");
  const measure = questionnaire ? "survival" : wanted;
  const all = beside === null ? breakdownValues(choices, filter, own, words) : besideValues(filter, beside.split, beside.labels);
  const values = all.slice(0, SHOWN_VALUES);
  const { t } = words;
  // That the priority segment stands beside all others is said in the address, for every page.
  const choose = (next: Dimension) => {
    if (next !== "priority") setOwn(next);
    if (view.beside !== (next === "priority")) setView({ beside: next === "priority" });
  };
  const report = measure === "survival" ? "survival" : "funnel";
  const queries = useQueries({
    queries: values.map((value) => reportQuery(report, journey, quickSearch(report, formatFilter(value.asked)))),
  });
  const documents = queries.map((query) => query.data);
  const breakdown = prepareBreakdown(documents, words);
  const failed = queries.find((query) => query.status === "error");
  const measures = useMemo(() => (["survival", "fromFirst"] as const).map((value) => ({ value, label: t(`breakdown.${value}`) })), [t]);
  return (
    <Card aria-labelledby="breakdown">
      <header className="mb-3 flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex items-center gap-1 text-xs font-medium text-ink-faint">
            {t("breakdown.title")}
            <Definition name={t(`breakdown.${measure}`)} measure={measure} />
          </p>
          <h2 id="breakdown" className="text-base font-semibold leading-snug">
            {breakdown.spread ?? t("breakdown.title")}
          </h2>
          <p className="mt-0.5 text-xs text-ink-faint">{sentence}</p>
        </div>
        <div className="no-print flex min-w-0 flex-wrap gap-2">
          <Segmented
            label={t("breakdown.by")}
            value={dimension}
            onValueChange={choose}
            options={[
              ...(sides === null ? [] : [{ value: "priority" as const, label: t("breakdown.prioritySides") }]),
              { value: "segment", label: t("breakdown.segment") },
              { value: "channel", label: t("breakdown.channel") },
            ]}
          />
          {questionnaire ? null : (
            <Segmented label={t("breakdown.measure")} value={measure} onValueChange={setMeasure} options={measures} />
          )}
        </div>
      </header>
      {failed === undefined ? null : <ReportFailure error={failed.error} retry={failed.refetch} />}
      {values.length < 2 ? (
        <p className="text-sm text-ink-soft">{t("breakdown.none")}</p>
      ) : (
        <Table caption={t("breakdown.caption", { measure: t(`breakdown.${measure}`), by: t(`breakdown.${dimension}`) })}>
          <thead>
            <tr>
              <HeadCell>{t("breakdown.moment")}</HeadCell>
              {values.map((value) => (
                <HeadCell key={value.key} className="min-w-32">
                  {value.name} {value.priority ? <Badge tone="accent">{t("breakdown.priority")}</Badge> : null}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {breakdown.rows.map((row) => (
              <tr key={row.key}>
                <RowHead className="min-w-36">{row.label}</RowHead>
                {row.cells.map((cell, i) => (
                  <Cell key={values[i]?.key}>
                    <Value cell={cell} />
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {all.length > values.length ? <p className="mt-2 text-sm text-ink-soft">{t("breakdown.tooMany", { count: values.length })}</p> : null}
    </Card>
  );
}

function Value({ cell }: { readonly cell: BreakdownCell }) {
  return (
    <div className={classNames("grid gap-0.5", cell.weak && "text-ink-faint")}>
      <span aria-hidden="true" className="block h-1.5 w-full rounded-xs bg-sunken">
        <span
          style={{ width: `${(cell.value ?? 0) * 100}%` }}
          className={classNames("block h-full rounded-xs", cell.weak ? "bg-standard-soft" : "bg-series-1")}
        />
      </span>
      <span className="flex flex-wrap items-baseline gap-x-1.5">
        <span className={cell.weak ? "" : "font-semibold"}>{cell.text}</span>
        {cell.interval === "" ? null : <span className="text-xs text-ink-faint">({cell.interval})</span>}
        {cell.n === "" ? null : <span className="text-xs text-ink-faint">n = {cell.n}</span>}
      </span>
    </div>
  );
}
