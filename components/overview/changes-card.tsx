"use client";

import { TrendingDown, TrendingUp } from "lucide-react";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { MomentLink } from "#components/moments/moment-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type Changes, prepareChanges } from "./changes.ts";
import { comparedPeriods } from "./prepare.ts";
import { useComparedScores } from "./use-comparison.ts";

/** What changed against the other period, told apart from noise. */
export function ChangesCard({ journey }: { readonly journey: string }) {
  const words = useWords("overview", journey);
  const charts = useWords("charts", journey);
  const { query } = useComparedScores(journey);
  const changes = useMemo(
    () => (query.data === undefined ? undefined : prepareChanges(query.data, words, charts)),
    [query.data, words, charts],
  );
  const periods = query.data === undefined ? null : comparedPeriods(query.data, words);
  const { t } = words;
  const clear = changes?.rows?.length ?? 0;
  const title =
    changes?.rows && periods !== null
      ? t(clear > 0 ? "changes.titleClear" : "changes.titleNone", { count: clear, period: periods.before })
      : t("changes.title");
  return (
    <Card aria-labelledby="changes" aria-busy={query.isPlaceholderData}>
      <CardHeader
        id="changes"
        title={title}
        description={changes?.rows && periods !== null ? t("changes.period", { period: periods.now }) : undefined}
        actions={<Definition name={t("changes.title")} measure="change" />}
      />
      {changes === undefined ? (
        query.status === "error" ? (
          <ReportFailure error={query.error} retry={query.refetch} />
        ) : (
          <Skeleton className="h-40" />
        )
      ) : changes.rows === null ? (
        <p className="text-sm text-ink-soft">{t("changes.notCompared")}</p>
      ) : (
        <ChangeRows journey={journey} rows={changes.rows} rest={changes.rest} up={t("changes.up")} down={t("changes.down")} />
      )}
    </Card>
  );
}

interface ChangeRowsProps {
  readonly journey: string;
  readonly rows: NonNullable<Changes["rows"]>;
  readonly rest: string | null;
  readonly up: string;
  readonly down: string;
}

function ChangeRows({ journey, rows, rest, up, down }: ChangeRowsProps) {
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
              <p className="font-semibold">
                <MomentLink journey={journey} moment={row.moment}>
                  {row.name}
                </MomentLink>
              </p>
              <p className="numeric text-sm text-ink-soft">{row.sentence}</p>
              {row.split === null ? null : <p className="numeric text-sm text-ink-soft">{row.split}</p>}
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
