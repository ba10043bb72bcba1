"use client";

import { useQuery } from "@tanstack/react-query";
import { TrendingDown, TrendingUp } from "lucide-react";
import { useMemo } from "react";
import { flawlessChangeText } from "#components/charts/change-split.ts";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportQuery, survivalQuery } from "#components/queries.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { StatNumber, StatValue } from "#components/ui/share-text.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type ChangeWords, prepareClustering, prepareFindings, prepareHeadline, prepareWarnings } from "./prepare.ts";
import { PriorityWarning } from "./priority-warning.tsx";
import { useComparedScores } from "./use-comparison.ts";

/** The finding in words, the two scores beside what hides them, and what must be known before trusting them. */
export function HeadlineCard({ journey }: { readonly journey: string }) {
  const { search } = useFilter();
  const words = useWords("overview", journey);
  const charts = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const survival = useQuery(survivalQuery(journey, search));
  // A question of its own: it takes longer than all the others together, and only one sentence waits for it.
  const whole = useQuery(reportQuery("survival", journey, search));
  const { query: scores, comparing } = useComparedScores(journey);
  const funnel = useQuery(reportQuery("funnel", journey, search));
  const { t } = words;
  const view = useMemo(
    () =>
      survival.data === undefined
        ? undefined
        : {
            findings: prepareFindings(survival.data, scores.data, words, comparing?.ownPeriod ?? false),
            headline: prepareHeadline(survival.data, words),
            flawless: flawlessChangeText(survival.data, charts),
            warnings: prepareWarnings(survival.data, funnel.data, scores.data, words),
          },
    [survival.data, scores.data, funnel.data, words, charts, comparing],
  );
  if (view === undefined) {
    return (
      <Card aria-busy={survival.status === "pending"}>
        {survival.status === "error" ? (
          <ReportFailure error={survival.error} retry={survival.refetch} />
        ) : (
          <HeadlineSkeleton label={t("findings")} />
        )}
      </Card>
    );
  }
  const { findings, headline, flawless, warnings } = view;
  return (
    <Card aria-labelledby="findings" aria-busy={survival.isPlaceholderData}>
      <p className="text-xs text-ink-faint">{sentence}</p>
      <h2 id="findings" className="mt-1 max-w-[60ch] text-xl font-semibold leading-snug text-pretty sm:text-2xl">
        {findings.lead.join(" ")}
      </h2>
      {findings.change.length === 0 ? null : <p className="mt-2 max-w-[75ch] text-base text-pretty">{findings.change.join(" ")}</p>}
      <div className="mt-5 grid gap-x-6 gap-y-5 sm:grid-cols-2 xl:grid-cols-[1.3fr_1.3fr_1fr_1fr]">
        {headline.shares.map((figure) => (
          <StatNumber key={figure.key} label={figure.label} share={figure.share} measure={figure.key} size="lead">
            {figure.change === null ? null : <ChangeLine change={figure.change} />}
          </StatNumber>
        ))}
        {headline.values.map((figure) => (
          <StatValue key={figure.key} label={figure.label} value={figure.value} measure={figure.key}>
            {figure.text}
          </StatValue>
        ))}
      </div>
      <p className="mt-4 border-t border-line pt-3 text-sm text-ink-soft">
        {headline.condition}
        <Definition name={t("bounds")} measure="bounds" />
      </p>
      {flawless === null ? null : (
        <p className="numeric text-sm text-ink-soft">
          {flawless}
          <Definition name={charts.t("measure.split")} measure="split" />
        </p>
      )}
      <p className="min-h-[2lh] text-sm text-ink-soft sm:min-h-[1lh]" aria-busy={whole.status === "pending" || whole.isPlaceholderData}>
        {whole.data === undefined
          ? t(whole.status === "error" ? "clustering.failed" : "clustering.pending")
          : prepareClustering(whole.data.clustering, words)}
        <Definition name={t("clustering.name")} measure="clustering" />
      </p>
      <PriorityWarning journey={journey} />
      {warnings.length === 0 ? null : (
        <Callout
          tone={warnings.some((warning) => warning.key !== "missing") ? "warning" : "note"}
          title={t("warning.title")}
          className="mt-3"
        >
          <ul>
            {warnings.map((warning) => (
              <li key={warning.key}>{warning.text}</li>
            ))}
          </ul>
        </Callout>
      )}
    </Card>
  );
}

function ChangeLine({ change }: { readonly change: ChangeWords }) {
  const Icon = change.direction === "up" ? TrendingUp : TrendingDown;
  return (
    <p className="numeric">
      <span className={change.direction === "none" ? "text-ink-soft" : "font-semibold"}>
        {change.direction === "none" ? null : (
          <Icon
            aria-hidden="true"
            className={change.direction === "up" ? "mr-1 inline size-4 text-plus" : "mr-1 inline size-4 text-minus"}
          />
        )}
        {change.text}
      </span>{" "}
      <span className="text-xs text-ink-faint">{change.detail}</span>
    </p>
  );
}

function HeadlineSkeleton({ label }: { readonly label: string }) {
  return (
    <div className="grid gap-4">
      <h2 className="sr-only">{label}</h2>
      <Skeleton className="h-14 max-w-2xl" />
      <div className="grid grid-cols-2 gap-4 xl:grid-cols-4">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    </div>
  );
}
