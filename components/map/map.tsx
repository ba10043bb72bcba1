"use client";

import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useFilter } from "#components/filters/use-filter.ts";
import { MapCard } from "./map-card.tsx";
import { StageTrendCard } from "./stage-trend-card.tsx";

export interface JourneyMapProps {
  readonly journey: string;
  readonly mayExport: boolean;
}

/** The journey as a map, and below it how its stages went over time. A team meets a part of a journey: the rest is not unmeasured. */
export function JourneyMapPage(props: JourneyMapProps) {
  const { problem, filter } = useFilter();
  return (
    <div className="print-wide grid grid-cols-1 gap-4">
      <FilterBar journey={props.journey} teams={false} />
      {problem === null && filter.teams.length === 0 ? (
        <>
          <MapCard {...props} />
          <StageTrendCard {...props} />
        </>
      ) : null}
    </div>
  );
}
