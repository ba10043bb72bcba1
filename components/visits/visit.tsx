"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { visitQuery } from "#components/queries.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { prepareVisit, type StepTone, type VisitStepView, type VisitView } from "./prepare.ts";

const BADGES: Record<StepTone, BadgeTone> = { plus: "plus", minus: "minus", neutral: "neutral" };

/** One visit, step by step, with why each step counts as it does. */
export function Visit({ journey, id }: { readonly journey: string; readonly id: string }) {
  const words = useWords("visits", journey);
  const { choices } = useChoices(journey);
  const params = useSearchParams();
  const query = useQuery(visitQuery(journey, id));
  const timeZone = choices?.timeZone ?? "UTC";
  const view = useMemo(
    () => (query.data === undefined ? undefined : prepareVisit(query.data, timeZone, words)),
    [query.data, timeZone, words],
  );
  const { t } = words;
  const list = params.toString();
  return (
    <div className="grid grid-cols-1 gap-4">
      <Link
        href={`/journeys/${encodeURIComponent(journey)}/visits${list === "" ? "" : `?${list}`}`}
        className="no-print inline-flex items-center gap-1 justify-self-start text-sm text-accent hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t("backToList")}
      </Link>
      {view === undefined ? (
        <Card aria-busy={query.status === "pending"}>
          {query.status === "error" ? <ReportFailure error={query.error} retry={query.refetch} /> : <Skeleton className="h-72" />}
        </Card>
      ) : (
        <>
          <VisitFacts view={view} attributesTitle={t("visit.attributes")} />
          <Card aria-labelledby="steps">
            <CardHeader id="steps" title={t("visit.steps")} />
            <ol className="grid gap-0">
              {view.steps.map((step, i) => (
                <Step key={step.key} step={step} place={i + 1} furthest={t("visit.furthest")} firstBreak={t("visit.firstBreak")} />
              ))}
            </ol>
          </Card>
        </>
      )}
    </div>
  );
}

function VisitFacts({ view, attributesTitle }: { readonly view: VisitView; readonly attributesTitle: string }) {
  return (
    <Card aria-labelledby="visit">
      <CardHeader id="visit" title={view.heading} description={view.state} />
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-4">
        {view.facts.map((fact) => (
          <div key={fact.key}>
            <dt className="text-ink-soft">{fact.label}</dt>
            <dd className="font-medium">{fact.value}</dd>
          </div>
        ))}
      </dl>
      {view.attributes.length === 0 ? null : (
        <>
          <h3 className="mt-4 text-sm font-semibold">{attributesTitle}</h3>
          <dl className="mt-1 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-4">
            {view.attributes.map((attribute) => (
              <div key={attribute.key}>
                <dt className="text-ink-soft">{attribute.key}</dt>
                <dd>{attribute.value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  );
}

interface StepProps {
  readonly step: VisitStepView;
  readonly place: number;
  readonly furthest: string;
  readonly firstBreak: string;
}

function Step({ step, place, furthest, firstBreak }: StepProps) {
  return (
    <li className="keep-whole grid grid-cols-[2rem_1fr] gap-x-3 border-t border-line py-3 first:border-0 first:pt-0">
      <span aria-hidden="true" className="text-right font-semibold text-ink-faint">
        {place}
      </span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{step.name}</span>
          <Badge tone={BADGES[step.tone]}>{step.counts}</Badge>
          {step.firstBreak ? <Badge tone="outline">{firstBreak}</Badge> : null}
          {step.furthest ? <Badge tone="outline">{furthest}</Badge> : null}
        </p>
        <p className="text-sm text-ink-soft">{step.why}</p>
        {step.touches.length === 0 ? null : (
          <ul className="mt-2 grid gap-2">
            {step.touches.map((touch) => (
              <li key={touch.key} className="rounded-control bg-sunken px-3 py-2 text-sm">
                <p className="numeric flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="text-ink-soft">{touch.at}</span>
                  <span className="font-semibold">{touch.rating}</span>
                  {touch.zone === null ? null : <Badge tone={BADGES[touch.tone]}>{touch.zone}</Badge>}
                  <span className="text-ink-soft">{touch.details.join(" · ")}</span>
                </p>
                {touch.comment === null ? null : (
                  <blockquote className="mt-1 border-l-2 border-line-strong pl-2">{touch.comment}</blockquote>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
