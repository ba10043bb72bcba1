"use client";

import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { momentPath } from "#components/shell/places.ts";
import { Callout } from "#components/ui/callout.tsx";
import { prepareImportance } from "./importance.ts";
import { ImportancePlot } from "./importance-plot.tsx";
import type { OutcomeCardProps } from "./outcome-cards.tsx";
import { useDrivers } from "./use-drivers.ts";

/** What matters to the outcome, against how good it is. */
export function ImportanceCard({ journey, csv }: OutcomeCardProps) {
  const { filter, view: shown } = useFilter();
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const query = useDrivers(journey);
  const view = useMemo(() => (query.data === undefined ? undefined : prepareImportance(query.data, words)), [query.data, words]);
  const { t } = words;
  return (
    <ChartFrame
      kicker={t("map.kicker")}
      measure="importance"
      query={query}
      view={view}
      sentence={sentence}
      csv={csv}
      empty={<Callout>{t("outcome.nobody")}</Callout>}
      notes={view?.left.map((text) => <p key={text}>{text}</p>)}
    >
      {view === undefined || view.plot.points.length === 0 ? (
        <Callout>{t("map.noPoints")}</Callout>
      ) : (
        <ImportancePlot plot={view.plot} words={words} linkTo={(moment) => momentPath(journey, moment, { filter, view: shown })} />
      )}
    </ChartFrame>
  );
}
