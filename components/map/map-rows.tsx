"use client";

import { formatShare } from "#components/format.ts";
import type { MapViewProps } from "./map-columns.tsx";
import { CurveCell, StationChange, StationChannels, StationName, StationScore, StationVolume } from "./station-parts.tsx";

/** The journey from top to bottom, for a narrow page: the curve runs down beside the stations. */
export function MapRows({ map, linkTo, words, charts, moments }: MapViewProps) {
  const starts = new Map(map.runs.map((run) => [run.first, run]));
  return (
    <ol>
      {map.stations.map((station, i) => {
        const run = starts.get(station.place);
        const pooled = run && formatShare(run.satisfaction, words.locale);
        return (
          <li key={station.key} className="grid grid-cols-[6.5rem_minmax(0,1fr)]">
            {run === undefined || pooled === undefined ? null : (
              <p className="col-span-2 border-t-4 border-line-strong py-1 text-sm">
                <span className="font-semibold">{charts.t(`stage.${run.stage}`)}</span>{" "}
                <span className="text-ink-soft">{charts.t(`stage.${run.stage}Text`)}</span>{" "}
                <span className="numeric text-ink-soft">
                  {pooled.value} {pooled.interval === null ? null : `(${pooled.interval})`}
                </span>
              </p>
            )}
            <CurveCell
              station={station}
              before={run === undefined ? map.stations[i - 1] : undefined}
              after={starts.has(map.stations[i + 1]?.place ?? 0) ? undefined : map.stations[i + 1]}
              low={map.low}
              high={map.high}
              runs="down"
              words={words}
              className="min-h-20 bg-canvas"
            />
            <div className="keep-whole grid content-start gap-1 border-b border-line py-3 pl-3">
              <StationName station={station} href={linkTo(station.key)} />
              <StationScore station={station} words={words} />
              <StationChange station={station} moments={moments} />
              <StationVolume station={station} words={words} named />
              <StationChannels station={station} words={words} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
