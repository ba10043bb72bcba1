"use client";

import { useQuery } from "@tanstack/react-query";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { StageStripCard } from "#components/charts/stage-strip/stage-strip.tsx";
import { SurvivalCurveCard } from "#components/charts/survival-curve/survival-curve.tsx";
import { EmptySelection } from "#components/filters/empty-selection.tsx";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { survivalQuery } from "#components/queries.ts";
import { Card } from "#components/ui/card.tsx";
import { BreaksCard } from "./breaks-card.tsx";
import { ChangesCard } from "./changes-card.tsx";
import { HeadlineCard } from "./headline-card.tsx";
import { LedgerCard } from "./ledger-card.tsx";
import { PriorityCard } from "./priority-card.tsx";

export interface OverviewProps {
  readonly journey: string;
  readonly mayExport: boolean;
}

/** How the journey is doing, what changed and where to act, in this order. A question that is refused is refused once, not by every card. */
export function Overview({ journey, mayExport }: OverviewProps) {
  const { problem, filter, search, view } = useFilter();
  const answerable = problem === null && filter.teams.length === 0;
  const survival = useQuery({ ...survivalQuery(journey, search), enabled: answerable });
  return (
    <div className="grid grid-cols-1 gap-4">
      <FilterBar journey={journey} teams={false} />
      {answerable && survival.status === "error" ? (
        <Card>
          <ReportFailure error={survival.error} retry={survival.refetch} />
        </Card>
      ) : answerable && survival.data !== undefined && survival.data.ratedVisits === 0 ? (
        <Card>
          <EmptySelection />
        </Card>
      ) : answerable ? (
        <>
          <HeadlineCard journey={journey} />
          {view.beside ? <PriorityCard journey={journey} /> : null}
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <BreaksCard journey={journey} />
            <ChangesCard journey={journey} />
          </div>
          <SurvivalCurveCard journey={journey} mayExport={mayExport} />
          {view.beside ? null : <PriorityCard journey={journey} />}
          <StageStripCard journey={journey} mayExport={mayExport} />
          <LedgerCard journey={journey} mayExport={mayExport} />
        </>
      ) : null}
    </div>
  );
}
