"use client";

import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { FILLS, Legend } from "#components/charts/legend.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { type ContrastRow, prepareContrasts } from "./contrast.ts";
import { IntervalBar } from "./interval-bar.tsx";
import type { OutcomeCardProps } from "./outcome-cards.tsx";
import { useDrivers } from "./use-drivers.ts";

/** What a bad moment costs the outcome, and what a very good one brings. */
export function ContrastCard({ journey, csv }: OutcomeCardProps) {
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const query = useDrivers(journey);
  const view = useMemo(() => (query.data === undefined ? undefined : prepareContrasts(query.data, words)), [query.data, words]);
  const { t } = words;
  return (
    <ChartFrame
      kicker={t("contrast.kicker")}
      measure="contrast"
      query={query}
      view={view}
      sentence={sentence}
      csv={csv}
      empty={<Callout>{t("outcome.nobody")}</Callout>}
    >
      <Legend
        items={[
          { mark: "minus", text: t("contrast.legendPenalty") },
          { mark: "plus", text: t("contrast.legendReward") },
        ]}
      />
      <ul className="grid gap-3">
        {view?.rows.map((row) => (
          <Contrast key={row.moment} row={row} zero={view.zero} />
        ))}
      </ul>
    </ChartFrame>
  );
}

function Contrast({ row, zero }: { readonly row: ContrastRow; readonly zero: number }) {
  return (
    <li className="keep-whole grid gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="font-semibold">{row.name}</p>
        <p className="text-xs text-ink-soft">
          <Badge tone="outline">{row.className}</Badge> {row.reason}
        </p>
      </div>
      <div className="min-w-0">
        <div className="relative h-7 rounded-xs bg-sunken">
          <span className="absolute inset-x-0 top-0 h-3.5">
            {row.penalty === null ? null : <IntervalBar place={row.penalty} fill={FILLS.minus} thin />}
          </span>
          <span className="absolute inset-x-0 bottom-0 h-3.5">
            {row.reward === null ? null : <IntervalBar place={row.reward} fill={FILLS.plus} thin />}
          </span>
          <span aria-hidden="true" style={{ left: `${zero}%` }} className="absolute inset-y-0 border-l border-ink-faint" />
        </div>
        <p className="numeric mt-1 text-xs text-ink-soft">
          {row.penaltyText} · {row.rewardText}
        </p>
      </div>
    </li>
  );
}
