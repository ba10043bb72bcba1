"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useBeside, useSides } from "#components/beside/use-beside.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { comparedPeriods } from "#components/overview/prepare.ts";
import { useComparedScores } from "#components/overview/use-comparison.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { momentPath } from "#components/shell/places.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Stage } from "#domain/journey.ts";
import type { JourneyMapProps } from "./map.tsx";
import { MapColumns } from "./map-columns.tsx";
import { MapLegend } from "./map-legend.tsx";
import { MapRows } from "./map-rows.tsx";
import { mapTable } from "./map-table.ts";
import { prepareMap } from "./prepare.ts";

/** The journey drawn as a map: stations in order with their scores, the curve, contacts and channels. */
export function MapCard({ journey, mayExport }: JourneyMapProps) {
  const { search, filter, view, setView } = useFilter();
  const { choices } = useChoices(journey);
  const [words, charts] = [useWords("map", journey), useWords("charts", journey)];
  const [moments, besideWords] = [useWords("moments", journey), useWords("beside", journey)];
  const sentence = useFilterSentence(journey);
  const scores = useQuery(reportQuery("moment-scores", journey, search));
  const { query: compared, comparing } = useComparedScores(journey);
  const beside = useBeside(journey);
  const plain = useMemo(() => ({ ...filter, compare: null }), [filter]);
  const sides = useSides("moment-scores", journey, plain, beside);
  const map = useMemo(() => {
    if (scores.data === undefined) return undefined;
    const input = {
      scores: scores.data,
      compared: comparing === null ? null : (compared.data ?? null),
      sides: beside === null || sides.documents === undefined ? null : { documents: sides.documents, labels: beside.labels },
      choices,
      stage: view.stage,
      narrowed: filter.channels.length > 0 || filter.segments.length > 0,
    };
    const prepared = prepareMap(input, words, moments, charts);
    return { ...prepared, table: mapTable(prepared, words, charts, besideWords) };
  }, [scores.data, compared.data, comparing, beside, sides.documents, choices, view.stage, filter, words, moments, charts, besideWords]);
  const { t } = words;
  const periods = comparing === null || compared.data === undefined ? null : comparedPeriods(compared.data, words);
  const zooms: ("whole" | Stage)[] = ["whole", ...(map?.stages ?? [])];
  const linkTo = (moment: string) => momentPath(journey, moment, { filter, view });
  const parts = { linkTo, words, charts, moments };
  return (
    <ChartFrame
      kicker={t("kicker")}
      measure="net"
      query={scores}
      view={map}
      sentence={sentence}
      csv={mayExport ? reportPath("moment-scores", journey, search, "/export") : null}
      tools={
        zooms.length > 2 || view.stage !== null ? (
          <Segmented
            label={t("zoom")}
            value={view.stage ?? "whole"}
            onValueChange={(next) => setView({ stage: next === "whole" ? null : next })}
            options={zooms.map((value) => ({ value, label: value === "whole" ? t("whole") : charts.t(`stage.${value}`) }))}
          />
        ) : null
      }
      empty={
        map !== undefined && map.stations.length === 0 && view.stage !== null ? (
          <EmptyState title={t("stageEmpty")}>{t("stageEmptyText")}</EmptyState>
        ) : undefined
      }
      notes={
        <>
          {periods === null ? null : <p>{[t("changePeriods", periods), ...(map?.changes ?? [])].join(" ")}</p>}
          {sides.failed === null ? null : <p role="alert">{besideWords.t("failed")}</p>}
        </>
      }
    >
      {map === undefined ? null : (
        <div className="@container">
          <MapLegend labels={beside?.labels ?? null} words={words} />
          <div className="hidden @min-[54rem]:block print:block">
            <MapColumns {...parts} map={map} />
          </div>
          <div className="@min-[54rem]:hidden print:hidden">
            <MapRows {...parts} map={map} />
          </div>
        </div>
      )}
    </ChartFrame>
  );
}
