"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportQuery } from "#components/queries.ts";
import { placePath } from "#components/shell/places.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import { OUTCOMES, readVisitsPlace, type VisitsPlace, visitPath, visitsPath, visitsSearch } from "./links.ts";
import { prepareVisits, type VisitsView } from "./prepare.ts";

/** The visits behind a bar of the funnel, newest first, a page at a time. */
export function Visits({ journey }: { readonly journey: string }) {
  const t = useTranslations("visits");
  const { search, carried, problem } = useFilter();
  const params = useSearchParams();
  const place = useMemo(() => readVisitsPlace(new URLSearchParams(params.toString())), [params]);
  return (
    <div className="grid grid-cols-1 gap-4">
      <Link
        href={placePath(journey, "funnel", carried)}
        className="no-print inline-flex items-center gap-1 justify-self-start text-sm text-accent hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t("back")}
      </Link>
      <FilterBar journey={journey} teams={false} beside={false} />
      {problem !== null ? null : place === null ? (
        <Card>
          <EmptyState
            title={t("choose")}
            actions={
              <Link href={placePath(journey, "funnel", carried)} className={buttonClass("primary")}>
                {t("back")}
              </Link>
            }
          />
        </Card>
      ) : (
        <>
          <PlaceChoice journey={journey} place={place} search={search} />
          <VisitList journey={journey} place={place} search={search} />
        </>
      )}
    </div>
  );
}

interface VisitListProps {
  readonly journey: string;
  readonly place: VisitsPlace;
  readonly search: string;
}

/** The bar of the funnel, to choose another without going back. */
function PlaceChoice({ journey, place, search }: VisitListProps) {
  const router = useRouter();
  const { t, names } = useWords("visits", journey);
  const { choices } = useChoices(journey);
  const keys = choices?.moments.filter((moment) => moment.role === "touchpoint").map((moment) => moment.key) ?? [];
  const open = (next: Partial<VisitsPlace>) => router.push(visitsPath(journey, { ...place, ...next, offset: 0 }, search));
  return (
    <div className="no-print flex flex-wrap gap-3">
      <Select
        label={t("moment")}
        value={place.at}
        onValueChange={(at) => open({ at })}
        options={(keys.includes(place.at) ? keys : [place.at, ...keys]).map((value) => ({ value, label: names.moment(value) }))}
      />
      <Select
        label={t("outcomeLabel")}
        value={place.outcome}
        onValueChange={(outcome) => open({ outcome })}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
      />
    </div>
  );
}

function VisitList({ journey, place, search }: VisitListProps) {
  const words = useWords("visits", journey);
  const sentence = useFilterSentence(journey);
  const listSearch = visitsSearch(place, search);
  const query = useQuery(reportQuery("visits", journey, listSearch));
  const view = useMemo(
    () => (query.data === undefined ? undefined : prepareVisits(query.data, query.data.period.timeZone, words)),
    [query.data, words],
  );
  const { t } = words;
  if (view === undefined) {
    return (
      <Card aria-busy={query.status === "pending"}>
        {query.status === "error" ? <ReportFailure error={query.error} retry={query.refetch} /> : <Skeleton className="h-72" />}
      </Card>
    );
  }
  return (
    <Card aria-labelledby="visits" aria-busy={query.isPlaceholderData}>
      <CardHeader id="visits" title={`${view.heading} · ${view.total}`} description={sentence} />
      {view.rows.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <>
          <VisitTable view={view} journey={journey} listSearch={listSearch} />
          <Pages journey={journey} place={place} search={search} view={view} />
        </>
      )}
    </Card>
  );
}

function VisitTable({ view, journey, listSearch }: { readonly view: VisitsView; readonly journey: string; readonly listSearch: string }) {
  const t = useTranslations("visits");
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          {(["visit", "started", "segment", "channel", "furthest", "firstBreak", "state"] as const).map((column) => (
            <HeadCell key={column}>{t(`column.${column}`)}</HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr key={row.id}>
            <RowHead>
              <Link href={visitPath(journey, row.id, listSearch)} prefetch={false} className="text-accent underline underline-offset-2">
                {row.name}
              </Link>
            </RowHead>
            <Cell className="whitespace-nowrap">{row.started}</Cell>
            <Cell>{row.segment}</Cell>
            <Cell>{row.channel}</Cell>
            <Cell>{row.furthest}</Cell>
            <Cell>{row.firstBreak}</Cell>
            <Cell>
              <Badge>{row.state}</Badge>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Pages({ journey, place, search, view }: VisitListProps & { readonly view: VisitsView }) {
  const t = useTranslations("visits");
  const to = (offset: number) => visitsPath(journey, { ...place, offset }, search);
  return (
    <nav aria-label={t("pages")} className="no-print mt-3 flex items-center justify-between gap-3 text-sm">
      {view.newer === null ? (
        <span />
      ) : (
        <Link href={to(view.newer)} className={buttonClass()}>
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t("previous")}
        </Link>
      )}
      <span className="numeric text-ink-soft">{view.range}</span>
      {view.older === null ? (
        <span />
      ) : (
        <Link href={to(view.older)} className={buttonClass()}>
          {t("next")}
          <ChevronRight aria-hidden="true" className="size-4" />
        </Link>
      )}
    </nav>
  );
}
