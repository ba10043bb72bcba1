"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { StatValue } from "#components/ui/share-text.tsx";
import { prepareCost } from "./cost.ts";
import { type MomentCardProps, useMoment } from "./use-moment.ts";

/** How much more often visits leave after a break here, standardised and raw. */
export function CostCard(props: MomentCardProps) {
  const { journey, moment, mayExport } = props;
  const { filter } = useFilter();
  const { searches, sentence } = useMoment(props);
  const words = useWords("moment", journey);
  const [common, charts, funnel] = [useTranslations("common"), useTranslations("charts"), useTranslations("funnel")];
  const crossesTeams = filter.teams.length > 0;
  const query = useQuery({ ...reportQuery("funnel", journey, searches.funnel), enabled: !crossesTeams });
  const view = useMemo(() => (query.data === undefined ? undefined : prepareCost(query.data, moment, words)), [query.data, moment, words]);
  const { t } = words;
  const title = charts("measure.breakCost");
  if (crossesTeams) {
    return (
      <Card aria-labelledby="break-cost">
        <h2 id="break-cost" className="mb-3 text-base font-semibold leading-snug">
          {title}
        </h2>
        <Callout>{common("reasons.team-filter")}</Callout>
      </Card>
    );
  }
  // An overall question is no step: nobody leaves there.
  if (view === null) return null;
  return (
    <ChartFrame
      kicker={title}
      measure="breakCost"
      query={query}
      view={view}
      sentence={sentence}
      csv={mayExport ? reportPath("funnel", journey, searches.funnel, "/export") : null}
      notes={
        <>
          {view?.unmatched ? <p>{view.unmatched}</p> : null}
          <p>{funnel("cost.association")}</p>
        </>
      }
    >
      {view === undefined ? null : view.figures === null ? (
        <Callout>{view.why}</Callout>
      ) : (
        <div className="grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-3">
          <StatValue label={t("cost.standardised")} value={view.figures.value} measure="breakCost">
            {common("interval", { interval: view.figures.interval })} · {common("n", { n: view.figures.n })}
          </StatValue>
          <StatValue label={t("cost.raw")} value={view.figures.raw} measure="breakCost" />
          <StatValue label={t("cost.lost")} value={view.figures.lost} measure="breakCost" />
        </div>
      )}
    </ChartFrame>
  );
}
