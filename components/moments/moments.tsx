"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useBeside, useSides } from "#components/beside/use-beside.ts";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { prepareSparklineSets, prepareSparklines } from "#components/charts/sparkline/prepare.ts";
import { useWords } from "#components/charts/use-words.ts";
import { EmptySelection } from "#components/filters/empty-selection.tsx";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { chartPath } from "#components/shell/places.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { ChartPlace } from "./chart-link.tsx";
import { MomentCards } from "./moment-cards.tsx";
import { MomentTable } from "./moment-table.tsx";
import { isRanking, prepareMoments, type Sort, sortRows } from "./prepare.ts";
import type { Lines } from "./trend-lines.tsx";

export interface MomentsProps {
  readonly journey: string;
  readonly mayExport: boolean;
}

/** Every moment with its score, in journey order or sorted; the outcomes in a section of their own. */
export function Moments({ journey, mayExport }: MomentsProps) {
  const { search, problem } = useFilter();
  return (
    <div className="grid grid-cols-1 gap-4">
      <FilterBar journey={journey} />
      {problem === null ? <MomentList journey={journey} mayExport={mayExport} search={search} /> : null}
    </div>
  );
}

function MomentList({ journey, mayExport, search }: MomentsProps & { readonly search: string }) {
  const words = useWords("moments", journey);
  const besideWords = useTranslations("beside");
  const charts = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const [sort, setSort] = useState<Sort>({ key: "place", descending: false });
  const scores = useQuery(reportQuery("moment-scores", journey, search));
  const trend = useQuery(reportQuery("trend", journey, search));
  const { filter, carried } = useFilter();
  const { choices } = useChoices(journey);
  const chartLinks = useMemo(() => chartPlaces(choices, journey, carried), [choices, journey, carried]);
  const plain = useMemo(() => ({ ...filter, compare: null }), [filter]);
  const beside = useBeside(journey);
  const { documents: sideScores, failed: scoresFailed } = useSides("moment-scores", journey, plain, beside);
  const { documents: sideTrends, failed: trendsFailed } = useSides("trend", journey, plain, beside);
  const failed = scoresFailed ?? trendsFailed;
  const list = useMemo(() => {
    const sides = beside === null || sideScores === undefined ? null : { documents: sideScores, labels: beside.labels };
    return scores.data === undefined ? undefined : prepareMoments(scores.data, words, charts, sides);
  }, [scores.data, sideScores, beside, words, charts]);
  const lines = useMemo((): Lines => {
    if (sideTrends !== undefined) {
      const [priority = new Map(), others = new Map()] = prepareSparklineSets([sideTrends.priority, sideTrends.others], charts);
      return { kind: "sides", sides: { priority, others } };
    }
    return { kind: "all", all: trend.data === undefined ? new Map() : prepareSparklines(trend.data, charts) };
  }, [trend.data, sideTrends, charts]);
  const { t, locale } = words;
  if (list === undefined) {
    return (
      <Card aria-busy={scores.status === "pending"}>
        {scores.status === "error" ? <ReportFailure error={scores.error} retry={scores.refetch} /> : <Skeleton className="h-96" />}
      </Card>
    );
  }
  const parts = { journey, words, lines, compared: list.compared, chartLinks, sort, setSort };
  return (
    <>
      <Card aria-labelledby="moments" aria-busy={scores.isPlaceholderData}>
        <CardHeader
          id="moments"
          title={list.title}
          description={sentence}
          actions={
            mayExport ? (
              <a
                href={reportPath("moment-scores", journey, search, "/export")}
                download
                className={buttonClass("quiet")}
                aria-label={charts.t("csv")}
              >
                <Download aria-hidden="true" className="size-4" />
                {charts.t("csvSmall")}
              </a>
            ) : null
          }
        />
        {list.repeatedNote === null && !scores.data?.unweighted ? null : (
          <Callout tone="warning" className="mb-3">
            {[list.repeatedNote, scores.data?.unweighted ? t("unweighted") : null].filter((note) => note !== null).join(" ")}
          </Callout>
        )}
        {failed === null ? null : <p className="mb-2 text-sm text-ink-soft">{besideWords("failed")}</p>}
        {trend.status === "error" ? <p className="mb-2 text-sm text-ink-soft">{t("trendFailed")}</p> : null}
        {list.touchpoints.length === 0 ? (
          <EmptySelection />
        ) : (
          <>
            <Rows rows={sortRows(list.touchpoints, sort, locale)} parts={parts} />
            {list.untouchedNote === null ? null : <p className="mt-3 text-sm text-ink-soft">{list.untouchedNote}</p>}
          </>
        )}
        {isRanking(sort.key) && list.touchpoints.some((row) => row.weak) ? (
          <p className="mt-2 text-sm text-ink-soft">{t("sortNote")}</p>
        ) : null}
      </Card>
      {list.outcomes.length === 0 ? null : (
        <Card aria-labelledby="outcomes">
          <CardHeader id="outcomes" title={t("outcomes")} description={t("outcomesText")} />
          <Rows rows={list.outcomes} parts={{ ...parts, setSort: null }} />
        </Card>
      )}
    </>
  );
}

/** The charts' pages, by moment: of the moments that have a line on theirs. */
function chartPlaces(choices: ChoicesDocument | undefined, journey: string, carried: string): Map<string, ChartPlace> {
  const charted = choices?.moments.filter(({ factors }) => factors > 0) ?? [];
  return new Map(charted.map(({ key, factors }) => [key, { href: chartPath(journey, key, carried), factors }]));
}

type RowsProps = Parameters<typeof MomentTable>[0];

/** A table where there is room for one, cards where there is not. */
function Rows({ rows, parts }: { readonly rows: RowsProps["rows"]; readonly parts: Omit<RowsProps, "rows"> }) {
  return (
    <>
      <div className="hidden min-[88rem]:block print:block">
        <MomentTable rows={rows} {...parts} />
      </div>
      <div className="min-[88rem]:hidden print:hidden">
        <MomentCards rows={rows} {...parts} />
      </div>
    </>
  );
}
