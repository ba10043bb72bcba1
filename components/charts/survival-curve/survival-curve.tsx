"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, survivalQuery } from "#components/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ChartFrame } from "../frame.tsx";
import { Legend } from "../legend.tsx";
import { useWords } from "../use-words.ts";
import { prepareSurvivalCurve } from "./prepare.ts";

const Chart = dynamic(() => import("./chart.tsx"), { ssr: false, loading: () => <Skeleton className="h-80" /> });

/** From this many points on, the axis has no room for names below a wide page: they stand in a list. */
const MANY_POINTS = 10;

export interface SurvivalCurveCardProps {
  readonly journey: string;
  readonly mayExport: boolean;
}

/** The law of multiplication as a picture: how many journeys are still without a bad moment after each moment. */
export function SurvivalCurveCard({ journey, mayExport }: SurvivalCurveCardProps) {
  const { search } = useFilter();
  const words = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const query = useQuery(survivalQuery(journey, search));
  const curve = useMemo(() => (query.data === undefined ? undefined : prepareSurvivalCurve(query.data, words)), [query.data, words]);
  const { t, locale } = words;
  return (
    <ChartFrame
      kicker={t("survival.caption")}
      measure="survival"
      query={query}
      view={curve}
      sentence={sentence}
      csv={mayExport ? reportPath("survival", journey, search, "/export") : null}
    >
      {curve === undefined ? null : (
        <div className="@container">
          <Legend
            items={[
              { mark: "line", text: t("column.survival") },
              { mark: "band", text: t("band") },
              ...(curve.hasBefore ? [{ mark: "dotted", text: t("previousPeriod") } as const] : []),
              ...(curve.runs.some((run) => run.weak) ? [{ mark: "dashed", text: t("lessSure") } as const] : []),
            ]}
          />
          <Chart curve={curve} title={curve.title} locale={locale} />
          <ol
            className={classNames(
              "columns-2 gap-4 text-xs text-ink-soft",
              curve.points.length > MANY_POINTS ? "@5xl:hidden" : "@2xl:hidden",
            )}
          >
            {curve.points.slice(1).map((point) => (
              <li key={point.key}>
                {point.place}. {point.label}
              </li>
            ))}
          </ol>
        </div>
      )}
    </ChartFrame>
  );
}
