"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { survivalQuery } from "#components/queries.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { ShareText } from "#components/ui/share-text.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import { formatFilter } from "#domain/filter-codec.ts";
import { describePeriod } from "#domain/filter-sentence.ts";
import { type PrioritySplit, preparePriority, splitSegments, withSegments } from "./priority.ts";
import { useComparing } from "./use-comparison.ts";

/** The priority segment beside all others; nothing where no segment is marked priority. */
export function PriorityCard({ journey }: { readonly journey: string }) {
  const { choices } = useChoices(journey);
  const split = useMemo(() => splitSegments(choices), [choices]);
  return split === null ? null : <PrioritySides journey={journey} split={split} />;
}

function PrioritySides({ journey, split }: { readonly journey: string; readonly split: PrioritySplit }) {
  const { filter } = useFilter();
  const comparing = useComparing(journey);
  const asked = comparing?.filter ?? filter;
  const words = useWords("overview", journey);
  const side = (segments: readonly string[]) => survivalQuery(journey, formatFilter(withSegments(asked, segments)));
  const total = useQuery(side([]));
  const priority = useQuery(side(split.priority));
  const others = useQuery(side(split.others));
  const view = useMemo(
    () =>
      total.data === undefined || priority.data === undefined || others.data === undefined
        ? undefined
        : preparePriority(total.data, priority.data, others.data, split, words),
    [total.data, priority.data, others.data, split, words],
  );
  const failed = [total, priority, others].find((query) => query.status === "error");
  const { t, locale } = words;
  const now = total.data?.period;
  const before = total.data?.compare?.period;
  const days = (period: typeof now) =>
    period === undefined || period.from === null || period.to === null ? null : describePeriod(period.from, period.to, locale);
  const measure = t(view?.measure === "journeyScore" ? "priority.measureJourneyScore" : "priority.measureAsTravelled");
  const [nowDays, beforeDays] = [days(now), days(before)];
  const periods =
    nowDays === null ? undefined : beforeDays === null ? nowDays : t("priority.periods", { now: nowDays, before: beforeDays });
  return (
    <Card aria-labelledby="priority" aria-busy={priority.isPlaceholderData}>
      <CardHeader
        id="priority"
        title={t("priority.title")}
        description={periods}
        actions={<Definition name={t("priority.title")} measure="priority" />}
      />
      {view === undefined ? (
        failed === undefined ? (
          <Skeleton className="h-28" />
        ) : (
          <ReportFailure error={failed.error} retry={failed.refetch} />
        )
      ) : (
        <div className="grid gap-3">
          {view.warning === null ? null : <Callout tone={view.warning.clear ? "warning" : "note"}>{view.warning.text}</Callout>}
          <Table caption={t("priority.caption", { measure })}>
            <thead>
              <tr>
                <HeadCell>{t("priority.column.segment")}</HeadCell>
                <HeadCell>{measure}</HeadCell>
                <HeadCell number>{t("priority.column.change")}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <tr key={row.key}>
                  <RowHead>
                    {row.name} {row.key === "priority" ? <Badge tone="accent">{t("priority.badge")}</Badge> : null}
                  </RowHead>
                  <Cell>
                    <ShareText share={row.share} />
                  </Cell>
                  <Cell number>
                    {row.change ?? "—"}
                    {row.interval === null ? null : <span className="block text-xs text-ink-faint">{row.interval}</span>}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Card>
  );
}
