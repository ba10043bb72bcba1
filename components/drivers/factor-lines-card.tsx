"use client";

import { TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { FILLS } from "#components/charts/legend.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { type FactorRow, prepareFactorLines } from "./factor-lines.ts";
import { IntervalBar } from "./interval-bar.tsx";
import type { OutcomeCardProps } from "./outcome-cards.tsx";
import { useDrivers } from "./use-drivers.ts";

/** What the lines of the moments' charts go with in the outcome; nothing where no chart of a moment shown has any. */
export function FactorLinesCard({ journey, csv }: OutcomeCardProps) {
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const query = useDrivers(journey);
  const view = useMemo(() => (query.data === undefined ? undefined : prepareFactorLines(query.data, words)), [query.data, words]);
  const { t } = words;
  if (query.data === undefined || query.data.factors.length === 0) return null;
  return (
    <ChartFrame
      kicker={t("factors.kicker")}
      measure="factorEffect"
      query={query}
      view={view}
      sentence={sentence}
      csv={csv}
      empty={<Callout>{t("outcome.nobody")}</Callout>}
      notes={view?.rest === null ? null : <p>{view?.rest}</p>}
    >
      <ul className="grid gap-3">
        {view?.rows.map((row) => (
          <Line key={row.key} row={row} zero={view.zero} />
        ))}
      </ul>
    </ChartFrame>
  );
}

function Line({ row, zero }: { readonly row: FactorRow; readonly zero: number }) {
  return (
    <li className="keep-whole grid gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="font-semibold">{row.text}</p>
        <p className="text-xs text-ink-soft">{row.where}</p>
      </div>
      <div className="min-w-0">
        <div className="relative h-5 rounded-xs bg-sunken">
          <IntervalBar place={row.bar} fill={FILLS[row.fill]} thin />
          <span aria-hidden="true" style={{ left: `${zero}%` }} className="absolute inset-y-0 border-l border-ink-faint" />
        </div>
        <p className="numeric mt-1 text-xs text-ink-soft">
          <Badge tone="outline">{row.behaves}</Badge> {row.effect} · {row.counts}
        </p>
        {row.disagrees === null ? null : (
          <p className="mt-1 flex items-center gap-1 text-xs font-medium">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
            {row.disagrees}
          </p>
        )}
      </div>
    </li>
  );
}
