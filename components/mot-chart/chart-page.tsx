"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { CommentsCard } from "#components/comments/comments-card.tsx";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { momentPath } from "#components/shell/places.ts";
import { MotChartCard } from "./mot-chart-card.tsx";

export interface ChartPageProps {
  readonly journey: string;
  readonly moment: string;
  /** What the viewer's role may do, by the names of domain/action.ts. */
  readonly actions: readonly string[];
  readonly ownTeamsOnly: boolean;
  /** Leads to the moment's page. */
  readonly back: string;
}

/** A moment's chart, and below it what customers wrote. On paper the chart alone, on one sheet. */
export function ChartPage({ journey, moment, actions, ownTeamsOnly, back }: ChartPageProps) {
  const { problem, filter, view } = useFilter();
  const readsComments = actions.includes("comment:read");
  return (
    <div className="print-wide grid grid-cols-1 gap-4">
      <Link
        href={momentPath(journey, moment, { filter, view })}
        className="no-print inline-flex items-center gap-1 justify-self-start text-sm text-accent hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {back}
      </Link>
      <FilterBar journey={journey} moments={false} beside={false} />
      {problem === null ? (
        <>
          <div className="print-alone min-w-0">
            <MotChartCard
              journey={journey}
              moment={moment}
              mayEdit={actions.includes("chart:write")}
              mayExport={actions.includes("export")}
              withComments={readsComments}
              ownPage={null}
            />
          </div>
          {readsComments ? (
            <CommentsCard
              journey={journey}
              moment={moment}
              mayTag={actions.includes("comment:tag")}
              mayOpenVisits={actions.includes("visit:read")}
              ownTeamsOnly={ownTeamsOnly}
              allAt={null}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}
