"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useBeside, useSides } from "#components/beside/use-beside.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { FILLS } from "#components/charts/legend.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import { type AnswersView, prepareAnswers } from "./answers.ts";
import { type MomentCardProps, useMoment } from "./use-moment.ts";

/** How often each answer was given, in the three zones. */
export function AnswersCard(props: MomentCardProps) {
  const { journey, moment, mayExport } = props;
  const { filter } = useFilter();
  const { searches, sentence } = useMoment(props);
  const [words, charts] = [useWords("moment", journey), useWords("charts", journey)];
  const scores = useQuery(reportQuery("moment-scores", journey, searches.scores));
  const beside = useBeside(journey);
  const about = useMemo(() => ({ ...filter, moments: [moment], compare: null }), [filter, moment]);
  const sides = useSides("moment-scores", journey, about, beside);
  const view = useMemo(() => {
    const score = scores.data?.moments[0];
    return score === undefined ? undefined : prepareAnswers(score, words, charts);
  }, [scores.data, words, charts]);
  const both = useMemo(() => {
    const [priority, others] = [sides.documents?.priority.moments[0], sides.documents?.others.moments[0]];
    if (beside === null || priority === undefined || others === undefined) return [];
    return [
      { label: beside.labels.priority, view: prepareAnswers(priority, words, charts) },
      { label: beside.labels.others, view: prepareAnswers(others, words, charts) },
    ];
  }, [sides.documents, beside, words, charts]);
  const { t } = words;
  const shown = both.length === 0 && view !== undefined ? [{ label: null, view }] : both;
  return (
    <ChartFrame
      kicker={t("answers.kicker")}
      measure="distribution"
      query={scores}
      view={view}
      sentence={sentence}
      csv={mayExport ? reportPath("moment-scores", journey, searches.scores, "/export") : null}
      notes={
        <>
          {both.map((side) => (
            <p key={side.label}>{t("answers.side", { side: side.label, zones: side.view.summary })}</p>
          ))}
          {view?.turned ? <p>{t("answers.turned")}</p> : null}
        </>
      }
    >
      <div className={shown.length > 1 ? "grid grid-cols-1 gap-6 sm:grid-cols-2" : undefined}>
        {shown.map((side) => (
          <div key={side.label ?? "all"} className="min-w-0">
            {side.label === null ? null : <p className="text-sm font-medium">{side.label}</p>}
            <Bars view={side.view} zoneName={(zone) => charts.t(`zone.${zone}`)} />
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}

/** Bars by zone; what each says is in the table, and its number stands over it. */
function Bars({ view, zoneName }: { readonly view: AnswersView; readonly zoneName: (zone: string) => string }) {
  if (view.state !== "ready") return <p className="text-ink-faint">—</p>;
  return (
    <div className={classNames("flex max-w-3xl gap-3", view.weak && "opacity-60 grayscale")}>
      {view.zones.map((zone) => (
        <div key={zone.zone} style={{ flexGrow: zone.bars.length, flexBasis: 0 }} className="min-w-0">
          <div className="flex h-44 items-end gap-1.5">
            {zone.bars.map((bar) => (
              <div key={bar.answer} className="flex h-full min-w-0 flex-1 flex-col items-stretch justify-end text-center text-xs">
                <span className="numeric text-ink-soft">{bar.percent}</span>
                <span style={{ height: `${bar.height * 0.8}%` }} className={classNames("min-h-px rounded-t-xs", FILLS[zone.zone])} />
              </div>
            ))}
          </div>
          <div aria-hidden="true" className="flex gap-1.5 border-t border-line-strong pt-0.5">
            {zone.bars.map((bar) => (
              <span key={bar.answer} className="numeric min-w-0 flex-1 text-center text-xs font-medium">
                {bar.answer}
              </span>
            ))}
          </div>
          <p className="text-center text-xs text-ink-soft">
            {zoneName(zone.zone)} <span className="numeric font-semibold">{zone.share}</span>
          </p>
        </div>
      ))}
    </div>
  );
}
