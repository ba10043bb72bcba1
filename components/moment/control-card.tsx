"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { prepareControlChart } from "#components/charts/control-chart/prepare.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { MarkIcon, PlotLegend } from "#components/charts/plot/mark.tsx";
import { Plot } from "#components/charts/plot/plot.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import type { BaselineDays } from "#domain/baseline.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import type { Grain } from "#domain/filter.ts";
import { BaselineControl } from "./baseline-control.tsx";
import { type MomentCardProps, useMoment } from "./use-moment.ts";

const GRAINS: readonly ("auto" | Grain)[] = ["auto", "day", "week", "month"];

/** The moment over time: which ups and downs are more than the usual ones. */
export function ControlCard(props: MomentCardProps) {
  const { journey, mayExport } = props;
  const { filter, change } = useFilter();
  const { searches, sentence } = useMoment(props);
  const words = useWords("moment", journey);
  const query = useQuery(reportQuery("control-chart", journey, searches.chart));
  const view = useMemo(() => (query.data === undefined ? undefined : prepareControlChart(query.data, words)), [query.data, words]);
  const { t, locale } = words;
  return (
    <ChartFrame
      kicker={t("control.kicker")}
      measure="controlChart"
      query={query}
      view={view}
      sentence={sentence}
      csv={mayExport ? reportPath("control-chart", journey, searches.chart, "/export") : null}
      tools={
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label={t("grain.label")}
            value={filter.grain ?? "auto"}
            onValueChange={(grain) => change({ grain: grain === "auto" ? null : grain })}
            options={GRAINS.map((value) => ({ value, label: t(`grain.${value}`) }))}
          />
          <BaselineControl locale={locale} half={query.data === undefined ? null : firstHalf(query.data)} />
        </div>
      }
      notes={view?.notes.map((note) => <p key={note}>{note}</p>)}
    >
      {view === undefined ? null : (
        <>
          <PlotLegend items={view.legend} />
          <Plot parts={view.parts} label={t("control.kicker")} />
          {view.signals.length === 0 ? null : (
            <div className="mt-3">
              <h3 className="text-sm font-semibold">{t("control.signalsTitle")}</h3>
              <ul className="mt-1 grid gap-1 text-sm">
                {view.signals.map((signal) => (
                  <li key={signal.key} className="flex items-baseline gap-2">
                    <MarkIcon shape={signal.shape} tone={signal.tone} />
                    <span>{signal.text}</span>
                  </li>
                ))}
                {view.moreSignals === 0 ? null : <li className="text-ink-soft">{t("control.more", { count: view.moreSignals })}</li>}
              </ul>
            </div>
          )}
        </>
      )}
    </ChartFrame>
  );
}

/** Days of the first half of the finished points. */
function firstHalf({ points }: ControlChartDocument): BaselineDays | null {
  const finished = points.filter((point) => point.complete);
  const [first, last] = [finished[0], finished[Math.ceil(finished.length / 2) - 1]];
  return first === undefined || last === undefined ? null : { from: first.from, to: last.to };
}
