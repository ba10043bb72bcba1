"use client";

import { useQuery } from "@tanstack/react-query";
import { TrendingDown, TrendingUp } from "lucide-react";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportQuery } from "#components/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { describePeriod } from "#domain/filter-sentence.ts";
import { periodPresets } from "#domain/periods.ts";
import { type Changes, prepareChanges } from "./changes.ts";

/** What changed against the other period, told apart from noise. */
export function ChangesCard({ journey }: { readonly journey: string }) {
  const { search, change } = useFilter();
  const words = useWords("overview", journey);
  const { choices } = useChoices(journey);
  const scores = useQuery(reportQuery("moment-scores", journey, search));
  const changes = useMemo(() => (scores.data === undefined ? undefined : prepareChanges(scores.data, words)), [scores.data, words]);
  const { t, locale } = words;
  const other = scores.data?.compare?.period;
  const period = other === undefined || other.from === null || other.to === null ? "" : describePeriod(other.from, other.to, locale);
  const clear = changes?.rows?.length ?? 0;
  const title = changes?.rows ? t(clear > 0 ? "changes.titleClear" : "changes.titleNone", { count: clear, period }) : t("changes.title");
  const preset = choices?.last ? periodPresets(choices.last, choices.weekStart).find((one) => one.key === "last-90-days") : undefined;
  return (
    <Card aria-labelledby="changes" aria-busy={scores.isPlaceholderData}>
      <CardHeader id="changes" title={title} actions={<Definition name={t("changes.title")} measure="change" />} />
      {changes === undefined ? (
        scores.status === "error" ? (
          <ReportFailure error={scores.error} retry={scores.refetch} />
        ) : (
          <Skeleton className="h-40" />
        )
      ) : changes.rows === null ? (
        <div className="grid justify-items-start gap-3 text-sm text-ink-soft">
          <p>{t("changes.notCompared")}</p>
          {preset === undefined ? null : (
            <Button className="no-print" onClick={() => change({ from: preset.from, to: preset.to, compare: "previous" })}>
              {t("changes.compareQuarter")}
            </Button>
          )}
        </div>
      ) : (
        <ChangeRows rows={changes.rows} rest={changes.rest} up={t("changes.up")} down={t("changes.down")} />
      )}
    </Card>
  );
}

interface ChangeRowsProps {
  readonly rows: NonNullable<Changes["rows"]>;
  readonly rest: string | null;
  readonly up: string;
  readonly down: string;
}

function ChangeRows({ rows, rest, up, down }: ChangeRowsProps) {
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {rows.map((row) => (
          <li key={row.moment} className="keep-whole grid grid-cols-[auto_1fr_auto] gap-x-3">
            {row.direction === "up" ? (
              <TrendingUp aria-label={up} role="img" className="mt-1 size-5 text-plus" />
            ) : (
              <TrendingDown aria-label={down} role="img" className="mt-1 size-5 text-minus" />
            )}
            <div className="min-w-0">
              <p className="font-semibold">{row.name}</p>
              <p className="numeric text-sm text-ink-soft">{row.sentence}</p>
              {row.mixNote === null ? null : <p className="text-sm text-ink-soft">{row.mixNote}</p>}
            </div>
            <div className="numeric text-right">
              <p className="font-semibold">{row.difference}</p>
              <p className="text-xs text-ink-faint">{row.interval}</p>
            </div>
          </li>
        ))}
      </ul>
      {rest === null ? null : <p className="text-sm text-ink-soft">{rest}</p>}
    </div>
  );
}
