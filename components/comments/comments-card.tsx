"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, MessageSquareOff, X } from "lucide-react";
import Link from "next/link";
import { type SubmitEvent, useEffect, useMemo, useState } from "react";
import { ReportFailure } from "#components/charts/report-failure.tsx";
import { useWords } from "#components/charts/use-words.ts";
import type { Words } from "#components/charts/words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportQuery } from "#components/queries.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { INPUT_CLASS } from "#components/ui/field.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { visitPath } from "#components/visits/links.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { CommentItem } from "./comment-item.tsx";
import { type CommentsPlace, writeCommentsPlace } from "./place.ts";
import { type CommentsView, prepareComments, tagChoices } from "./prepare.ts";
import { COMMENTS_ID, useCommentsPlace } from "./use-comments-place.ts";
import { chosenFactors, useTags } from "./use-tags.ts";

export interface CommentsCardProps {
  readonly journey: string;
  readonly moment: string;
  readonly mayTag: boolean;
  readonly mayOpenVisits: boolean;
  /** They see the comments of their own teams only, and are told so. */
  readonly ownTeamsOnly: boolean;
  /** The page that lists them all, where this shows the latest few; null: this lists them all. */
  readonly allAt: ((place: CommentsPlace) => string) | null;
}

const FEW = 6;

/** What customers wrote of a moment: searched, filtered like everything else, tagged with the lines of its chart. */
export function CommentsCard({ journey, moment, mayTag, mayOpenVisits, ownTeamsOnly, allAt }: CommentsCardProps) {
  const words = useWords("comments", journey);
  const { t } = words;
  const { filter } = useFilter();
  const { place, show } = useCommentsPlace();
  const sentence = useFilterSentence(journey, { moments: [moment] });
  const plain = useMemo(() => formatFilter({ ...filter, moments: [moment], compare: null, grain: null }), [filter, moment]);
  const comments = useQuery(reportQuery("comments", journey, writeCommentsPlace(place, plain)));
  const chart = useQuery(reportQuery("mot-chart", journey, formatFilter({ ...filter, moments: [moment], compare: null })));
  const { toggle, failure, pending } = useTags(journey, moment);
  const [said, setSaid] = useState("");
  const ofMoment = chart.data?.moment === moment ? chart.data : undefined;
  const view = useMemo(
    () =>
      comments.data === undefined ? undefined : prepareComments({ document: comments.data, moment, chart: ofMoment, q: place.q }, words),
    [comments.data, moment, ofMoment, place.q, words],
  );
  const choices = useMemo(() => (mayTag ? tagChoices(ofMoment, words) : null), [mayTag, ofMoment, words]);
  const factor = ofMoment?.factors.find((one) => one.factor === place.factor);
  return (
    <Card aria-labelledby={COMMENTS_ID} aria-busy={comments.status === "pending" || comments.isPlaceholderData}>
      <header className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={COMMENTS_ID} tabIndex={-1} className="scroll-mt-16 text-base font-semibold leading-snug">
            {view === undefined ? t("heading") : view.title}
          </h2>
          <p className="mt-0.5 text-xs text-ink-faint">{sentence}</p>
          {ownTeamsOnly ? <p className="text-xs text-ink-faint">{t("ownTeams")}</p> : null}
        </div>
        <SearchBox q={place.q} words={words} search={(q) => show({ q })} />
      </header>
      {place.factor === null ? null : (
        <p className="mb-2">
          <Button onClick={() => show({ factor: null })} className="h-auto whitespace-normal text-left">
            {t("ofFactor", { text: factor?.text[words.locale] ?? place.factor })}
            <span className="sr-only">{t("dropFactor")}</span>
            <X aria-hidden="true" className="size-3.5 shrink-0" />
          </Button>
        </p>
      )}
      {failure === null ? null : (
        <Callout tone="warning" role="alert" className="mb-2">
          {t("tagFailed", { cause: t(`causes.${failure}`) })}
        </Callout>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {comments.status === "error" ? <ReportFailure error={comments.error} retry={comments.refetch} /> : null}
      {view === undefined ? (
        comments.status === "error" ? null : (
          <Skeleton className="h-48" />
        )
      ) : view.rows.length === 0 ? (
        <NoComments place={place} words={words} show={show} />
      ) : (
        <>
          <ol aria-label={t("heading")}>
            {(allAt === null ? view.rows : view.rows.slice(0, FEW)).map((row) => (
              <CommentItem
                key={row.key}
                row={row}
                words={words}
                choices={choices}
                chosen={chosenFactors(row, pending)}
                visit={mayOpenVisits ? visitPath(journey, row.visit, "") : null}
                toggle={(comment, key, on) => {
                  void toggle(comment, key, on).then((done) => {
                    const text = choices?.find((choice) => choice.factor === key)?.text ?? key;
                    if (done) setSaid(t(on ? "said.tagged" : "said.untagged", { text }));
                  });
                }}
              />
            ))}
          </ol>
          {mayOpenVisits ? null : <p className="mt-2 text-xs text-ink-faint">{t("ratingsHidden")}</p>}
          {allAt === null ? (
            <Pages view={view} words={words} show={show} />
          ) : view.rows.length > FEW ? (
            <Link href={allAt({ ...place, offset: 0 })} prefetch={false} className={classNames(buttonClass(), "no-print mt-3")}>
              {t("all")}
            </Link>
          ) : null}
        </>
      )}
    </Card>
  );
}

/** Looks when asked to, not at every letter: an entry of the address is a search that somebody made. */
function SearchBox({ q, words: { t }, search }: { readonly q: string; readonly words: Words; readonly search: (q: string) => void }) {
  const [text, setText] = useState(q);
  useEffect(() => setText(q), [q]);
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    search(text.trim());
  }
  return (
    <search className="no-print w-full sm:w-auto">
      <form onSubmit={submit} className="flex gap-2">
        <input
          type="search"
          aria-label={t("search")}
          placeholder={t("searchHint")}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          className={classNames(INPUT_CLASS, "min-h-9 sm:w-72")}
        />
        <Button type="submit">{t("find")}</Button>
      </form>
    </search>
  );
}

interface ListProps {
  readonly words: Words;
  readonly show: (fields: Partial<CommentsPlace>) => void;
}

function NoComments({ place, words: { t }, show }: ListProps & { readonly place: CommentsPlace }) {
  const narrowed = place.q !== "" || place.factor !== null;
  return (
    <EmptyState
      icon={<MessageSquareOff />}
      title={t(narrowed ? "noneFound" : "none")}
      actions={narrowed ? <Button onClick={() => show({ q: "", factor: null })}>{t("showAll")}</Button> : null}
    >
      {t(narrowed ? "noneFoundText" : "noneText")}
    </EmptyState>
  );
}

function Pages({ view, words: { t }, show }: ListProps & { readonly view: CommentsView }) {
  if (view.newer === null && view.older === null) return null;
  const button = (offset: number | null, text: string, before: boolean) =>
    offset === null ? (
      <span />
    ) : (
      <Button onClick={() => show({ offset })}>
        {before ? <ChevronLeft aria-hidden="true" className="size-4" /> : null}
        {text}
        {before ? null : <ChevronRight aria-hidden="true" className="size-4" />}
      </Button>
    );
  return (
    <nav aria-label={t("pages")} className="no-print mt-3 flex items-center justify-between gap-3 text-sm">
      {button(view.newer, t("newer"), true)}
      <span className="numeric text-ink-soft">{view.range}</span>
      {button(view.older, t("older"), false)}
    </nav>
  );
}
