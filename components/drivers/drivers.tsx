"use client";

import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { FixFirstCard } from "./fix-first-card.tsx";
import { OutcomeCards } from "./outcome-cards.tsx";
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
          <WhatIfCard {...props} />
          <OutcomeCards {...props} />
        </>
      ) : null}
    </div>
  );
}
