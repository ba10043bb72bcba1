/** What the pages of a journey share: who may open them, their title, and answers that are there before the browser asks. */
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { answerDocument } from "#app/_server/answer.ts";
import { type PageViewer, pageViewer } from "#app/_server/page-viewer.ts";
import { PrintDefinitions } from "#components/charts/print-definitions.tsx";
import { readSearch } from "#components/filters/search.ts";
import { toLocale } from "#components/format.ts";
import { reportQuery } from "#components/queries.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Action } from "#domain/action.ts";
import type { ReportName } from "#domain/question.ts";

export interface JourneyPageProps {
  readonly params: Promise<{ readonly journey: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export interface OpenJourney {
  readonly key: string;
  readonly name: string;
  readonly viewer: PageViewer;
  /** The filter's canonical text, as the browser makes it. */
  readonly search: string;
  readonly params: URLSearchParams;
}

/** The journey of the address, for a viewer who can see it; a foreign one is as unknown as one that does not exist. */
export async function openJourney({ params, searchParams }: JourneyPageProps): Promise<OpenJourney> {
  const [{ journey }, asked, viewer, locale] = await Promise.all([params, searchParams, pageViewer(), getLocale()]);
  const key = decoded(journey);
  const known = viewer.journeys.find((one) => one.key === key);
  if (known === undefined) notFound();
  const pairs = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])),
  );
  return { key: known.key, name: known.name[toLocale(locale)], viewer, search: readSearch(pairs.toString()).search, params: pairs };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) notFound();
    throw error;
  }
}

export interface JourneyFrameProps {
  readonly open: OpenJourney;
  readonly title: string;
  readonly needs: Action;
  /** Reports to have ready, each with its query string. */
  readonly ready: readonly { readonly report: ReportName; readonly search: string }[];
  /** Keys in the message namespace `definitions`, printed at the foot of the paper. */
  readonly measures: readonly string[];
  readonly children: ReactNode;
}

/** The page's heading and content, with answers in the browser's cache; or that this role does not include it. */
export async function JourneyFrame({ open, title, needs, ready, measures, children }: JourneyFrameProps) {
  if (!open.viewer.actions.includes(needs)) {
    const t = await getTranslations("errors");
    return <EmptyState title={t("report.notAllowed")} />;
  }
  const client = new QueryClient();
  await Promise.all([{ report: "choices", search: "" } as const, ...ready].map((one) => keep(client, open.key, one.report, one.search)));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <h1 className="mb-3 text-2xl font-semibold">
        {title} <span className="block text-base font-normal text-ink-soft sm:inline">{open.name}</span>
      </h1>
      {children}
      <PrintDefinitions measures={measures} />
    </HydrationBoundary>
  );
}

/** A refusal is not kept: the browser asks again and shows why. */
async function keep(client: QueryClient, journey: string, report: ReportName, search: string): Promise<void> {
  const answered = await answerDocument(report, journey, new URLSearchParams(search));
  if (answered.ok) client.setQueryData<unknown>(reportQuery(report, journey, search).queryKey, answered.value);
}
