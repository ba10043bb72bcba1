"use client";

import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { AddsLittleCard } from "./adds-little-card.tsx";
import { ContrastCard } from "./contrast-card.tsx";
import { FixFirstCard } from "./fix-first-card.tsx";
import { ImportanceCard } from "./importance-card.tsx";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { WhatIfCard } from "./what-if-card.tsx";

export interface DriversProps {
  readonly journey: string;
  readonly mayExport: boolean;
}

/** What to fix first: gains, what-if, and what goes with an outcome. A journey crosses teams, so nothing here is of one team. */
export function DriversPage(props: DriversProps) {
  const { problem, filter } = useFilter();
  return (
    <div className="print-wide grid grid-cols-1 gap-4">
      <FilterBar journey={props.journey} teams={false} />
      {problem === null && filter.teams.length === 0 ? (
        <>
          <FixFirstCard {...props} />
          <WhatIfCard journey={props.journey} />
          <OutcomeChoice journey={props.journey} />
          <ImportanceCard journey={props.journey} />
          <ContrastCard journey={props.journey} />
          <AddsLittleCard journey={props.journey} />
        </>
      ) : null}
    </div>
  );
}
