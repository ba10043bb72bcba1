"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { prepareFunnelPlot } from "#components/charts/funnel-plot/prepare.ts";
import { PlotLegend } from "#components/charts/plot/mark.tsx";
import { Plot } from "#components/charts/plot/plot.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ShareText } from "#components/ui/share-text.tsx";
import { type ChannelRow, type ChannelsView, prepareChannels } from "./channels.ts";
import { spreadText, withoutText } from "./units-words.ts";
import { type MomentCardProps, useMoment } from "./use-moment.ts";

/** The moment on each channel, and with each team on a funnel plot: the same experience everywhere? */
export function UnitsCards(props: MomentCardProps) {
  const { journey, mayExport } = props;
  const { searches, sentence } = useMoment(props);
  const words = useWords("moment", journey);
  const query = useQuery(reportQuery("units", journey, searches.units));
  const views = useMemo(() => {
    const [channels, teams] = [
      query.data?.dimensions.find((one) => one.dimension === "channel"),
      query.data?.dimensions.find((one) => one.dimension === "team"),
    ];
    if (query.data === undefined || channels === undefined || teams === undefined) return undefined;
    const notes = (of: typeof channels) => [spreadText(of, words), withoutText(of, words)].filter((note) => note !== null);
    return {
      channels: { ...prepareChannels(channels, query.data.measure, words), notes: notes(channels) },
      teams: { ...prepareFunnelPlot(teams, query.data.measure, words), notes: notes(teams), limits: teams.centre !== null },
      anything: channels.units.length + teams.units.length + channels.withoutUnit > 0,
    };
  }, [query.data, words]);
  const { t } = words;
  const shared = {
    query,
    sentence,
    csv: mayExport ? reportPath("units", journey, searches.units, "/export") : null,
  };
  return (
    <>
      <ChartFrame
        {...shared}
        kicker={t("channels.kicker")}
        measure="channels"
        view={views?.channels}
        empty={views?.anything ? <EmptyState title={t("channels.none")}>{t("channels.noneText")}</EmptyState> : undefined}
        notes={views?.channels.notes.map((note) => <p key={note}>{note}</p>)}
      >
        {views === undefined ? null : <Channels view={views.channels} together={t("channels.together")} />}
      </ChartFrame>
      <ChartFrame
        {...shared}
        kicker={t("teams.kicker")}
        measure="funnelPlot"
        view={views?.teams}
        empty={views?.anything ? <EmptyState title={t("teams.none")}>{t("teams.noneText")}</EmptyState> : undefined}
        notes={
          <>
            {views?.teams.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            <p>{t("teams.fair")}</p>
          </>
        }
      >
        {views === undefined ? null : (
          <>
            <PlotLegend
              items={[
                { shape: "dot", tone: "neutral", text: t("legend.inside") },
                { shape: "mild", tone: "neutral", text: t("legend.beyondInner") },
                { shape: "strong", tone: "neutral", text: t("legend.beyondOuter") },
                { shape: "dot", tone: "bad", text: t("legend.bad") },
                { shape: "dot", tone: "good", text: t("legend.good") },
                ...(views.teams.weak ? [{ shape: "weak", tone: "plain", text: t("legend.weak") } as const] : []),
                ...(views.teams.limits
                  ? ([
                      { dress: "centre", text: t("legend.all") },
                      { dress: "inner", text: t("legend.inner") },
                      { dress: "outer", text: t("legend.outer") },
                    ] as const)
                  : []),
              ]}
            />
            <Plot parts={views.teams.parts} label={t("teams.kicker")} xLabel={t("teams.ratings")} />
          </>
        )}
      </ChartFrame>
    </>
  );
}

function Channels({ view, together }: { readonly view: ChannelsView; readonly together: string }) {
  const [only] = view.rows;
  // One channel has nobody to stand beside: its figure says it all.
  if (only !== undefined && view.rows.length === 1) return <ShareText share={only.share} />;
  return (
    <>
      <ul className="grid gap-3">
        {view.rows.map((row) => (
          <Channel key={row.key} row={row} centre={view.centre} />
        ))}
      </ul>
      <div aria-hidden="true" className="numeric relative mt-1 flex justify-between border-t border-line pt-1 text-xs text-ink-faint">
        <span>{view.ends[0]}</span>
        {view.centre === null ? null : (
          <span style={{ left: `${view.centre}%`, transform: `translateX(-${view.centre}%)` }} className="absolute">
            ↑ {together}
          </span>
        )}
        <span>{view.ends[1]}</span>
      </div>
    </>
  );
}

function Channel({ row, centre }: { readonly row: ChannelRow; readonly centre: number | null }) {
  return (
    <li className="keep-whole">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">{row.name}</span>
        <span>
          <ShareText share={row.share} /> {row.position === "" ? null : <span className="text-xs text-ink-soft">{row.position}</span>}
        </span>
      </p>
      <div aria-hidden="true" className="relative mt-1 h-3 rounded-xs bg-sunken">
        {centre === null ? null : <span style={{ left: `${centre}%` }} className="absolute inset-y-0 w-px bg-ink-soft" />}
        {row.bar === null ? null : (
          <>
            <span
              style={{ left: `${row.bar.low}%`, width: `${row.bar.high - row.bar.low}%` }}
              className={classNames("absolute inset-y-1 min-w-0.5 rounded-full", row.weak ? "bg-standard" : "bg-series-1 opacity-45")}
            />
            <span
              style={{ left: `${row.bar.at}%` }}
              className={classNames(
                "absolute top-1/2 size-2.5 -translate-1/2 rounded-full",
                row.weak ? "border-2 border-standard bg-surface" : "bg-series-1",
              )}
            />
          </>
        )}
      </div>
    </li>
  );
}
