"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import type { LineDress } from "#components/charts/sparkline/prepare.ts";
import { useWords } from "#components/charts/use-words.ts";
import type { Words } from "#components/charts/words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { formatPercent } from "#components/format.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { ShareText } from "#components/ui/share-text.tsx";
import type { JourneyMapProps } from "./map.tsx";
import { prepareStageTrend, type StageLine, type StageTrend } from "./stage-trend.ts";

/** The four stages over time, side by side: what customers search and what they tell on one page. */
export function StageTrendCard({ journey, mayExport }: JourneyMapProps) {
  const { search } = useFilter();
  const { choices } = useChoices(journey);
  const words = useWords("map", journey);
  const charts = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const query = useQuery(reportQuery("trend", journey, search));
  const trend = useMemo(
    () => (query.data === undefined ? undefined : prepareStageTrend(query.data, choices, words, charts)),
    [query.data, choices, words, charts],
  );
  return (
    <ChartFrame
      kicker={words.t("trend.kicker")}
      measure="stageTrend"
      query={query}
      view={trend}
      sentence={sentence}
      csv={mayExport ? reportPath("trend", journey, search, "/export") : null}
    >
      <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {trend?.lines.map((line) => (
          <li key={line.stage} className="keep-whole min-w-0">
            <p className="text-sm font-semibold">
              {line.label} <span className="font-normal text-ink-soft">{line.explanation}</span>
            </p>
            {line.standIn === null ? null : <p className="text-xs text-ink-soft">{line.standIn}</p>}
            {line.nothing === null ? (
              <Line line={line} trend={trend} words={words} />
            ) : (
              <p className="mt-1 text-sm text-ink-faint">{line.nothing}</p>
            )}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

const DRESS: Record<LineDress, { readonly className: string; readonly dash?: string }> = {
  full: { className: "stroke-series-1" },
  weak: { className: "stroke-standard", dash: "1 3" },
  unfinished: { className: "stroke-series-1", dash: "5 4" },
};

function Line({ line, trend, words }: { readonly line: StageLine; readonly trend: StageTrend; readonly words: Words }) {
  const { t, locale } = words;
  const { low, high } = trend;
  const count = line.points.length;
  const x = (i: number) => (count < 2 ? 50 : (i / (count - 1)) * 100);
  const y = (value: number) => (1 - (value - low) / Math.max(1e-9, high - low)) * 100;
  return (
    <div className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-ink-faint">
      <div className="numeric flex h-24 flex-col justify-between text-right" aria-hidden="true">
        <span>{formatPercent(high, locale)}</span>
        <span>{formatPercent(low, locale)}</span>
      </div>
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={t("trend.line", { stage: line.label })}
        className="h-24 w-full overflow-visible border-y border-line"
      >
        {line.points.map((point, i) =>
          point.value === null || point.satisfaction.low === null || point.satisfaction.high === null ? null : (
            <line
              key={point.from}
              x1={x(i)}
              x2={x(i)}
              y1={Math.min(100, y(point.satisfaction.low))}
              y2={Math.max(0, y(point.satisfaction.high))}
              className="stroke-standard-soft"
              strokeWidth={4}
              vectorEffect="non-scaling-stroke"
            />
          ),
        )}
        {line.runs.map((run) => (
          <polyline
            key={run.first}
            points={line.points
              .slice(run.first, run.last + 1)
              .map((point, i) => `${x(run.first + i)},${y(point.value ?? low)}`)
              .concat(run.first === run.last ? [`${x(run.first) + 0.01},${y(line.points[run.first]?.value ?? low)}`] : [])
              .join(" ")}
            fill="none"
            className={DRESS[run.dress].className}
            strokeWidth={run.first === run.last ? 6 : 2}
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
            {...(DRESS[run.dress].dash === undefined ? {} : { strokeDasharray: DRESS[run.dress].dash })}
          />
        ))}
      </svg>
      <span />
      <div className="flex justify-between">
        {trend.ends.map((end, i) => (
          <span key={i === 0 ? "first" : "last"}>{end}</span>
        ))}
      </div>
      {line.latest === null ? null : (
        <p className="col-span-2 mt-0.5 text-sm text-ink-soft">
          {t("trend.latestLabel")} <ShareText share={line.latest} />
        </p>
      )}
    </div>
  );
}
