/** What the pages of a journey share: who may open them, their title, and answers that are there before the browser asks. */
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { answerDocument } from "#app/_server/answer.ts";
import { PATH_HEADER } from "#app/_server/page-headers.ts";
import { type PageViewer, pageViewer } from "#app/_server/page-viewer.ts";
import { sidesOf, splitSegments } from "#components/beside/split.ts";
import { PrintDefinitions } from "#components/charts/print-definitions.tsx";
import { readSearch, type View } from "#components/filters/search.ts";
import { toLocale } from "#components/format.ts";
import { LiveData } from "#components/live-data.tsx";
import { comparingOf } from "#components/overview/comparison.ts";
import { reportQuery } from "#components/queries.ts";
import { RebuildNotice } from "#components/rebuild/notice.tsx";
import { placeOf } from "#components/shell/places.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Action } from "#domain/action.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import type { ReportName } from "#domain/question.ts";

export interface JourneyPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export interface OpenJourney {
  readonly key: string;
  readonly name: string;
  readonly viewer: PageViewer;
  /** The filter's canonical text, as the browser makes it. */
  readonly search: string;
  readonly filter: Filter;
  readonly view: View;
  readonly params: URLSearchParams;
  /** undefined where they could not be had: nothing waits for them. */
  readonly choices: ChoicesDocument | undefined;
}

/**
 * The journey of the address, for a viewer who can see it; a foreign one is as unknown as one that does not exist. The key is read from
 * the address itself: the framework hands dynamic parts over encoded to one function and decoded to another, which a "%" does not survive.
 */
export async function openJourney({ searchParams }: JourneyPageProps): Promise<OpenJourney> {
  const [head, asked, viewer, locale] = await Promise.all([headers(), searchParams, pageViewer(), getLocale()]);
  const [pathname = ""] = (head.get(PATH_HEADER) ?? "").split("?");
  const { journey } = placeOf(pathname);
  const known = viewer.journeys.find((one) => one.key === journey);
  if (known === undefined) notFound();
  const pairs = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one])),
  );
  const { search, filter, view } = readSearch(pairs.toString());
  const choices = await answerDocument("choices", known.key, new URLSearchParams());
  return {
    key: known.key,
    name: known.name[toLocale(locale)],
    viewer,
    search,
    filter,
    view,
    params: pairs,
    choices: choices.ok ? choices.value : undefined,
  };
}

/** What the page compares where its reader has not said it, as in the browser; the page's own question where nothing can be compared. */
export function comparedFilter({ filter, choices }: OpenJourney): Filter {
  return comparingOf(filter, choices)?.filter ?? filter;
}

/** A question as the priority segment and all others are each asked it; none where there is nobody to set beside each other. */
export function sideSearches({ choices, filter: { segments } }: OpenJourney, filter: Filter): string[] {
  const split = splitSegments(choices, segments);
  if (split === null) return [];
  const sides = sidesOf(filter, split);
  return [formatFilter(sides.priority), formatFilter(sides.others)];
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
  client.setQueryData<unknown>(reportQuery("choices", open.key, "").queryKey, open.choices);
  await Promise.all(ready.map((one) => keep(client, open.key, one.report, one.search)));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <h1 className="mb-3 text-2xl font-semibold">
        {title} <span className="block text-base font-normal text-ink-soft sm:inline">{open.name}</span>
      </h1>
      <RebuildNotice journey={open.key} />
      {children}
      <LiveData journey={open.key} />
      <PrintDefinitions measures={measures} />
    </HydrationBoundary>
  );
}

/** A refusal is not kept: the browser asks again and shows why. */
async function keep(client: QueryClient, journey: string, report: ReportName, search: string): Promise<void> {
  const answered = await answerDocument(report, journey, new URLSearchParams(search));
  if (answered.ok) client.setQueryData<unknown>(reportQuery(report, journey, search).queryKey, answered.value);
}
