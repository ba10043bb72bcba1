"use client";

import type { ReactNode } from "react";
import { formatShare } from "#components/format.ts";
import { classNames } from "#components/ui/class-names.ts";
import { ScrollArea } from "#components/ui/scroll-area.tsx";
import type { JourneyMap } from "./prepare.ts";
import {
  CurveCell,
  StationChange,
  StationChannels,
  StationName,
  StationScore,
  StationVolume,
  type StationWords,
} from "./station-parts.tsx";

export interface MapViewProps extends StationWords {
  readonly map: JourneyMap;
  readonly linkTo: (moment: string) => string;
}

/** The journey from left to right: stages, then the curve, then what each station says, row by row. */
export function MapColumns({ map, linkTo, words, charts, moments }: MapViewProps) {
  const columns = { gridTemplateColumns: `repeat(${map.stations.length}, minmax(var(--station), 1fr))` };
  const rows = "row-span-6 grid grid-rows-subgrid";
  return (
    <ScrollArea label={words.t("kicker")} className="[--station:4.75rem] print:[--station:0px]">
      <div className="grid" style={columns}>
        {map.runs.map((run) => {
          const { value, interval } = formatShare(run.satisfaction, words.locale);
          return (
            <p
              key={run.first}
              style={{ gridColumn: `span ${run.count}` }}
              className="mr-2 min-w-0 border-t-4 border-line-strong pt-1 text-xs"
            >
              <span className="font-semibold">{charts.t(`stage.${run.stage}`)}</span>{" "}
              <span className="text-ink-soft">{charts.t(`stage.${run.stage}Text`)}</span>
              <span className="numeric block text-ink-soft">
                {value} {interval === null || run.count === 1 ? null : `(${interval})`}
              </span>
            </p>
          );
        })}
      </div>
      <ol className="mt-2 grid grid-rows-[10rem_repeat(5,auto)]" style={columns}>
        {map.stations.map((station, i) => (
          <li key={station.key} className={rows}>
            <CurveCell
              station={station}
              before={map.stations[i - 1]}
              after={map.stations[i + 1]}
              low={map.low}
              high={map.high}
              runs="across"
              words={words}
              className="h-40"
            />
            <Box className="text-xs">
              <StationName station={station} href={linkTo(station.key)} />
            </Box>
            <Box>
              <StationScore station={station} words={words} marked />
            </Box>
            <Box>
              <StationChange station={station} moments={moments} />
            </Box>
            <Box>
              <StationVolume station={station} words={words} />
            </Box>
            <Box>
              <StationChannels station={station} words={words} />
            </Box>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

function Box({ className = "text-[0.8125rem]", children }: { readonly className?: string; readonly children: ReactNode }) {
  return <div className={classNames("min-w-0 px-1 py-1 leading-snug", className)}>{children}</div>;
}
