"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { CsvLink } from "#components/charts/csv-link.tsx";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { ProblemCallout } from "#components/filters/problem-callout.tsx";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Field } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DriversProps } from "./drivers.tsx";
import { NO_SCENARIO, withChange, writeScenario } from "./scenario.ts";
import { useDriverSearch } from "./use-drivers.ts";
import { useScenario } from "./use-scenario.ts";
import { prepareWhatIf } from "./what-if.ts";
import { WhatIfSlider } from "./what-if-slider.tsx";

/** What if: the journey score when bad moments are rarer, more frequent, or a moment is gone. Computed here, at once. */
export function WhatIfCard({ journey, mayExport }: DriversProps) {
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const search = useDriverSearch();
  const query = useQuery(reportQuery("what-if", journey, search));
  const { scenario, problem, try: tryOut, keep, set } = useScenario();
  const view = useMemo(
    () => (query.data === undefined ? undefined : prepareWhatIf(query.data, scenario, words)),
    [query.data, scenario, words],
  );
  const { t } = words;
  const csv = reportPath("what-if", journey, writeScenario(scenario, search), "/export");
  return (
    <Card aria-labelledby="what-if" aria-busy={query.isPlaceholderData}>
      <CardHeader
        id="what-if"
        title={view?.state === "ready" ? view.sentence : t("whatIf.title")}
        description={sentence}
        actions={mayExport && view?.state === "ready" ? <CsvLink href={csv} /> : null}
      />
      {problem === null ? null : <ProblemCallout problem={problem} reset={() => set(NO_SCENARIO)} />}
      {view === undefined ? (
        query.status === "error" ? (
          <ReportFailure error={query.error} retry={query.refetch} />
        ) : (
          <Skeleton className="h-64" />
        )
      ) : view.state === "ready" ? (
        <>
          <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            <Figure name={t("whatIf.score")} text={view.score} lead />
            <Figure name={t("whatIf.present")} text={view.present} />
            <Figure name={t("whatIf.difference")} text={view.difference} />
            {view.year === null ? null : <Figure name={t("whatIf.aYear")} text={view.year} />}
          </dl>
          <p role="status" className="sr-only">
            {view.sentence}
          </p>
          <ul className="mt-4 grid gap-x-6 gap-y-3 lg:grid-cols-2">
            {view.rows.map((row) => (
              <WhatIfSlider
                key={row.moment}
                row={row}
                words={words}
                onTry={(change) => tryOut(withChange(scenario, row.moment, change))}
                onKeep={keep}
                onSet={(change) => set(withChange(scenario, row.moment, change))}
              />
            ))}
          </ul>
          <div className="no-print mt-4 flex flex-wrap items-end gap-3">
            <Field
              label={t("whatIf.name")}
              hint={t("whatIf.nameHint")}
              maxLength={100}
              value={scenario.name}
              onChange={(event) => tryOut({ ...scenario, name: event.target.value })}
              onBlur={keep}
            />
            <Button disabled={scenario.changes.length === 0 && scenario.name === ""} onClick={() => set(NO_SCENARIO)}>
              {t("whatIf.reset")}
            </Button>
          </div>
          <p className="mt-3 text-sm text-ink-soft">
            {view.notes.join(" ")} <Definition name={t("whatIf.title")} measure="whatIf" />
          </p>
        </>
      ) : (
        <Callout>{t(`whatIf.${view.state}`)}</Callout>
      )}
    </Card>
  );
}

function Figure({ name, text, lead = false }: { readonly name: string; readonly text: string; readonly lead?: boolean }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className={lead ? "numeric text-3xl font-semibold" : "numeric text-xl font-semibold"}>{text}</dd>
    </div>
  );
}
