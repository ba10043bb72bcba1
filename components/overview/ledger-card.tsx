"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { type LedgerView, prepareLedger } from "./ledger.ts";
import type { OverviewProps } from "./overview.tsx";

/** Customers x contacts x seconds a year, how many of these moments are rated, how many are bad. */
export function LedgerCard({ journey, mayExport }: OverviewProps) {
  const { filter } = useFilter();
  const search = useMemo(() => formatFilter({ ...filter, compare: null }), [filter]);
  const words = useWords("overview", journey);
  const sentence = useFilterSentence(journey);
  const query = useQuery(reportQuery("ledger", journey, search));
  const view = useMemo(() => (query.data === undefined ? undefined : prepareLedger(query.data, words)), [query.data, words]);
  const { t } = words;
  return (
    <ChartFrame
      kicker={t("ledger.kicker")}
      measure="ledger"
      query={query}
      view={view}
      sentence={sentence}
      csv={mayExport ? reportPath("ledger", journey, search, "/export") : null}
      notes={view?.assumptions.map((text) => <p key={text}>{text}</p>)}
    >
      {view === undefined ? null : <Sum view={view} />}
    </ChartFrame>
  );
}

function Sum({ view }: { readonly view: LedgerView }) {
  return (
    <div className="grid gap-3">
      <dl className="flex flex-wrap items-end gap-x-4 gap-y-3">
        {view.figures.map((figure) => (
          <div key={figure.key} className="flex flex-col-reverse">
            <dd className={classNames("numeric font-semibold leading-tight", figure.key === "touched" ? "text-3xl" : "text-2xl")}>
              {figure.sign === "" ? null : (
                <span aria-hidden="true" className="mr-3 font-normal text-ink-faint">
                  {figure.sign}
                </span>
              )}
              {figure.value}
            </dd>
            <dt className={classNames("text-sm text-ink-soft", figure.sign !== "" && "pl-7")}>{figure.label}</dt>
          </div>
        ))}
      </dl>
      <ul className="grid gap-1">
        {view.quality.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
