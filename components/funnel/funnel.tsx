"use client";

import { useQuery } from "@tanstack/react-query";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { EmptySelection } from "#components/filters/empty-selection.tsx";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportQuery } from "#components/queries.ts";
import { Card } from "#components/ui/card.tsx";
import { BreakCostCard } from "./break-cost-card.tsx";
import { BreakdownCard } from "./breakdown-card.tsx";
import { FunnelCard } from "./funnel-card.tsx";

export interface FunnelProps {
  readonly journey: string;
  readonly mayExport: boolean;
  readonly mayReadVisits: boolean;
}

/** Where journeys break: reach and survival in one picture, what a break costs, and for whom. */
export function Funnel({ journey, mayExport, mayReadVisits }: FunnelProps) {
  const { problem, filter, search } = useFilter();
  const answerable = problem === null && filter.teams.length === 0;
  const funnel = useQuery({ ...reportQuery("funnel", journey, search), enabled: answerable });
  return (
    <div className="grid grid-cols-1 gap-4">
      <FilterBar journey={journey} teams={false} />
      {answerable && funnel.status === "error" ? (
        <Card>
          <ReportFailure error={funnel.error} retry={funnel.refetch} />
        </Card>
      ) : answerable && funnel.data !== undefined && funnel.data.visits === 0 ? (
        <Card>
          <EmptySelection />
        </Card>
      ) : answerable ? (
        <>
          <FunnelCard journey={journey} mayExport={mayExport} mayReadVisits={mayReadVisits} />
          <BreakCostCard journey={journey} mayExport={mayExport} />
          <BreakdownCard journey={journey} />
        </>
      ) : null}
    </div>
  );
}
