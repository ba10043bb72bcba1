"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { SidesText } from "#components/beside/sides-text.tsx";
import { useBeside, useSides } from "#components/beside/use-beside.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { formatCount } from "#components/format.ts";
import { ChangeCell } from "#components/moments/change-cell.tsx";
import { comparedPeriods } from "#components/overview/prepare.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { Definition } from "#components/ui/definition.tsx";
import { StatNumber, StatValue } from "#components/ui/share-text.tsx";
import { type HeadView, prepareHead } from "./head.ts";
import { type MomentCardProps, useMoment } from "./use-moment.ts";

/** The moment's figures, and how they changed. */
export function HeadCard(props: MomentCardProps) {
  const { journey, moment, mayExport } = props;
  const { filter } = useFilter();
  const { searches, sentence } = useMoment(props);
  const [words, moments, charts] = [useWords("moment", journey), useWords("moments", journey), useWords("charts", journey)];
  const besideWords = useWords("beside", journey);
  const scores = useQuery(reportQuery("moment-scores", journey, searches.scores));
  const compared = useQuery(reportQuery("moment-scores", journey, searches.compared ?? searches.scores));
  const beside = useBeside(journey);
  const about = useMemo(() => ({ ...filter, moments: [moment], compare: null }), [filter, moment]);
  const sides = useSides("moment-scores", journey, about, beside);
  const view = useMemo(() => {
    if (scores.data === undefined) return undefined;
    const labelled = beside === null || sides.documents === undefined ? null : { documents: sides.documents, labels: beside.labels };
    const change = searches.compared === null ? null : (compared.data ?? null);
    return prepareHead(scores.data, change, labelled, { words, moments, charts }) ?? undefined;
  }, [scores.data, compared.data, searches.compared, beside, sides.documents, words, moments, charts]);
  const { t } = words;
  const periods = searches.compared === null || compared.data === undefined ? null : comparedPeriods(compared.data, words);
  return (
    <ChartFrame
      kicker={t("head.kicker")}
      measure="satisfaction"
      query={scores}
      view={view}
      sentence={sentence}
      csv={mayExport ? reportPath("moment-scores", journey, searches.compared ?? searches.scores, "/export") : null}
      notes={
        <>
          {view === undefined ? null : <p>{view.cuts}.</p>}
          {periods === null || view?.change === null ? null : <p>{t("head.compared", periods)}</p>}
          {compared.status === "error" && scores.status === "success" ? <p role="alert">{t("head.changeFailed")}</p> : null}
          {sides.failed === null ? null : <p role="alert">{besideWords.t("failed")}</p>}
          {view?.unweighted ? <p>{t("head.unweighted")}</p> : null}
        </>
      }
    >
      {view === undefined ? null : <Figures view={view} words={{ words, moments, beside: besideWords }} />}
    </ChartFrame>
  );
}

type Bound = ReturnType<typeof useWords>;

function Figures({ view, words }: { readonly view: HeadView; readonly words: Record<"words" | "moments" | "beside", Bound> }) {
  const { t, locale } = words.words;
  const common = useTranslations("common");
  const { score } = view;
  const n = common("n", { n: formatCount(score.rated, locale) });
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-4">
      <StatNumber label={t("figure.satisfaction")} share={score.satisfaction} measure="satisfaction" size="lead">
        {view.change === null ? null : (
          <>
            <p className="flex items-center gap-1 text-ink-soft">
              {t("head.change")}
              <Definition name={t("head.change")} measure="change" />
            </p>
            <ChangeCell change={view.change} t={words.moments.t} />
          </>
        )}
      </StatNumber>
      <StatNumber label={t("figure.broken")} share={score.broken} measure="broken" />
      <StatValue label={t("figure.mean")} value={view.meanText} measure="mean">
        {n}
      </StatValue>
      {view.npsText === null ? null : (
        <StatValue label={t("figure.nps")} value={view.npsText} measure="nps">
          {n}
        </StatValue>
      )}
      <StatNumber label={t("figure.coverage")} share={score.coverage} measure="coverage" />
      {view.sides === null ? null : (
        <div className="min-w-0 sm:col-span-2">
          <p className="flex items-center gap-1 text-sm text-ink-soft">
            {words.beside.t("column")}
            <Definition name={words.beside.t("column")} measure="priority" />
          </p>
          <SidesText sides={view.sides} />
        </div>
      )}
    </div>
  );
}
