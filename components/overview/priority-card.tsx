"use client";

import { TrendingDown, TrendingUp } from "lucide-react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { ShareText } from "#components/ui/share-text.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import type { Period } from "#domain/documents.ts";
import { describePeriod } from "#domain/filter-sentence.ts";
import type { PriorityRow } from "./priority.ts";
import { usePriority } from "./use-priority.ts";

/** The priority segment beside all others; nothing where no segment is marked priority. */
export function PriorityCard({ journey }: { readonly journey: string }) {
  const words = useWords("overview", journey);
  const priority = usePriority(journey);
  if (priority === null) return null;
  const { view, failed, now, before } = priority;
  const { t, locale } = words;
  const days = (period: Period | undefined) =>
    period === undefined || period.from === null || period.to === null ? null : describePeriod(period.from, period.to, locale);
  const measure = t(view?.measure === "journeyScore" ? "priority.measureJourneyScore" : "priority.measureAsTravelled");
  const [nowDays, beforeDays] = [days(now), days(before)];
  const periods =
    nowDays === null ? undefined : beforeDays === null ? nowDays : t("priority.periods", { now: nowDays, before: beforeDays });
  return (
    <Card aria-labelledby="priority" aria-busy={priority.isPlaceholderData}>
      <CardHeader
        id="priority"
        title={view?.gap ?? t("priority.title")}
        description={periods}
        actions={<Definition name={t("priority.title")} measure="priority" />}
      />
      {view === undefined ? (
        failed === null ? (
          <Skeleton className="h-28" />
        ) : (
          <ReportFailure error={failed.error} retry={failed.retry} />
        )
      ) : (
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
                  <ChangeText row={row} up={t("changes.up")} down={t("changes.down")} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function ChangeText({ row, up, down }: { readonly row: PriorityRow; readonly up: string; readonly down: string }) {
  return (
    <>
      {row.direction === "up" ? <TrendingUp role="img" aria-label={up} className="mr-1 inline size-4 text-plus" /> : null}
      {row.direction === "down" ? <TrendingDown role="img" aria-label={down} className="mr-1 inline size-4 text-minus" /> : null}
      {row.change ?? "—"}
      {row.interval === null ? null : <span className="block text-xs text-ink-faint">{row.interval}</span>}
    </>
  );
}
