"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { formatCount } from "#components/format.ts";
import { MomentLink } from "#components/moments/moment-link.tsx";
import { reportQuery, survivalQuery } from "#components/queries.ts";
import { placePath } from "#components/shell/places.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatFilter } from "#domain/filter-codec.ts";
import { gainSentence, prepareBreaks } from "./breaks.ts";

/** How many breaks an overview shows. */
const SHOWN = 3;

/** Where most journeys break first, with what a break there costs. */
export function BreaksCard({ journey }: { readonly journey: string }) {
  const { filter, search, carried } = useFilter();
  const words = useWords("overview", journey);
  const survival = useQuery(survivalQuery(journey, search));
  const funnel = useQuery(reportQuery("funnel", journey, search));
  const rows = useMemo(
    () => (survival.data === undefined ? undefined : prepareBreaks(survival.data, funnel.data, SHOWN, words)),
    [survival.data, funnel.data, words],
  );
  const gains = useQuery(reportQuery("fix-first", journey, formatFilter({ ...filter, compare: null, grain: null })));
  const { t, locale } = words;
  const worst = rows?.[0];
  return (
    <Card aria-labelledby="breaks" aria-busy={survival.isPlaceholderData}>
      <CardHeader
        id="breaks"
        title={
          worst === undefined ? t("breaks.title") : t("breaks.titleWorst", { moment: worst.name, broke: formatCount(worst.broke, locale) })
        }
        actions={
          <p className="flex flex-wrap gap-x-4 text-sm font-medium text-accent">
            <Link href={placePath(journey, "drivers", carried)} className="underline-offset-2 hover:underline">
              {t("breaks.gainAll")}
            </Link>
            <Link href={placePath(journey, "funnel", carried)} className="underline-offset-2 hover:underline">
              {t("breaks.all")}
            </Link>
          </p>
        }
      />
      {rows === undefined ? (
        survival.status === "error" ? (
          <ReportFailure error={survival.error} retry={survival.refetch} />
        ) : (
          <Skeleton className="h-40" />
        )
      ) : rows.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("breaks.none")}</p>
      ) : (
        <ol className="grid gap-3">
          {rows.map((row, i) => (
            <li
              key={row.moment}
              className="keep-whole grid grid-cols-[auto_1fr_auto] gap-x-3 border-t border-line pt-3 first:border-0 first:pt-0"
            >
              <span className="text-lg font-semibold text-ink-faint">{i + 1}</span>
              <div className="min-w-0">
                <p className="font-semibold">
                  <MomentLink journey={journey} moment={row.moment}>
                    {row.name}
                  </MomentLink>
                </p>
                <p className="numeric text-sm text-ink-soft">{row.sentence}</p>
                {row.cost === "" ? null : <p className="numeric text-sm text-ink-soft">{row.cost}</p>}
                <Gain text={gainSentence(gains.data, row.moment, words)} />
              </div>
              <div className="numeric text-right">
                <p className="text-lg font-semibold">{row.share}</p>
                {row.lost === null ? null : <p className="text-sm text-minus-ink">{row.lost}</p>}
              </div>
            </li>
          ))}
        </ol>
      )}
      {rows?.some((row) => row.cost !== "") ? (
        <p className="mt-3 text-xs text-ink-faint">
          {t("breaks.association")}
          <Definition name={t("breaks.costName")} measure="breakCost" />
        </p>
      ) : null}
    </Card>
  );
}

function Gain({ text }: { readonly text: string | null }) {
  return text === null ? null : <p className="numeric text-sm text-ink-soft">{text}</p>;
}
