/** Decides the list of comments: what stands beside each, the words that were found in it, and the pages. */
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDay, formatInstant, formatNumber } from "#components/format.ts";
import type { CommentsDocument, MotChartDocument } from "#domain/chart-documents.ts";
import { commentTerms } from "#domain/comment-search.ts";
import type { FactorPlace } from "#domain/factor.ts";
import type { Zone } from "#domain/journey.ts";
import { PAGE_SIZE } from "./place.ts";

/** A line of the moment's chart that a comment can be tagged with. */
export interface TagChoice {
  readonly factor: string;
  readonly text: string;
  readonly column: FactorPlace;
}

export interface FactorMark {
  readonly factor: string;
  readonly text: string;
  readonly column: FactorPlace | null;
}

export interface CommentRow {
  readonly key: string;
  readonly visit: number;
  readonly touch: number;
  readonly when: string;
  /** Moment, channel, segment, team: what is known, in this order; the moment only where it is another than the page's. */
  readonly details: readonly string[];
  readonly rating: string | null;
  readonly zone: Zone | null;
  /** The text in pieces; `found`: it is one of the words looked for. */
  readonly pieces: readonly TextPiece[];
  /** What the source itself said, and what people read out of it. */
  readonly mentions: readonly FactorMark[];
  readonly tags: readonly (FactorMark & { readonly by: string })[];
}

export interface CommentsView {
  readonly title: string;
  readonly rows: readonly CommentRow[];
  /** "1–50 of 1,234"; null for an empty list. */
  readonly range: string | null;
  readonly newer: number | null;
  readonly older: number | null;
}

export interface TextPiece {
  readonly at: number;
  readonly text: string;
  readonly found: boolean;
}

/** "None given": a real key of every dimension, not worth a word. */
const NO_KEY = "none";

export interface CommentsInput {
  readonly document: CommentsDocument;
  /** Key of the page's moment. */
  readonly moment: string;
  /** The lines of its chart; undefined while they are not here. */
  readonly chart: MotChartDocument | undefined;
  readonly q: string;
}

/** `words.t` is bound to the namespace `comments`. */
export function prepareComments({ document, moment, chart, q }: CommentsInput, words: Words): CommentsView {
  const { t, locale, names } = words;
  const { comments, total, offset, period } = document;
  const factors = new Map(chart?.factors.map((factor) => [factor.factor, factor]));
  const markOf = (factor: string): FactorMark => {
    const found = factors.get(factor);
    return { factor, text: found?.text[locale] ?? factor, column: found?.column ?? null };
  };
  const own = <M extends { readonly moment: string }>(marks: readonly M[]) => marks.filter((mark) => mark.moment === moment);
  const last = offset + comments.length;
  return {
    title: t("count", { count: total, shown: formatCount(total, locale) }),
    rows: comments.map((comment) => ({
      key: `${comment.visit} ${comment.touch}`,
      visit: comment.visit,
      touch: comment.touch,
      when: comment.dateOnly ? formatDay(comment.at.slice(0, 10), locale) : formatInstant(comment.at, period.timeZone, locale),
      details: [
        ...(comment.moment === moment ? [] : [comment.moment === null ? t("wholeVisit") : names.moment(comment.moment)]),
        ...(comment.channel === NO_KEY ? [] : [names.channel(comment.channel)]),
        ...(comment.segment === NO_KEY ? [] : [names.segment(comment.segment)]),
        ...(comment.team === NO_KEY ? [] : [names.team(comment.team)]),
      ],
      rating:
        comment.rating === null || comment.zone === null
          ? null
          : t("rating", {
              rating: formatNumber(comment.rating, locale, Number.isInteger(comment.rating) ? 0 : 1),
              zone: t(`zone.${comment.zone}`),
            }),
      zone: comment.zone,
      pieces: piecesOf(comment.text, q),
      mentions: own(comment.mentions).map(({ factor }) => markOf(factor)),
      tags: own(comment.tags).map(({ factor, actor, at }) => ({
        ...markOf(factor),
        by: t("taggedBy", { who: actor, when: formatInstant(at, period.timeZone, locale) }),
      })),
    })),
    range:
      comments.length === 0
        ? null
        : t("range", { from: formatCount(offset + 1, locale), to: formatCount(last, locale), total: formatCount(total, locale) }),
    newer: offset > 0 ? Math.max(0, offset - PAGE_SIZE) : null,
    older: last < total ? last : null,
  };
}

/** The lines that a comment can be tagged with, column by column. */
export function tagChoices(chart: MotChartDocument | undefined, { locale }: Words): TagChoice[] {
  return (chart?.factors ?? [])
    .filter(({ archived }) => !archived)
    .map(({ factor, text, column }) => ({ factor, text: text[locale], column }));
}

/** Cuts a text at the words looked for, whatever their case. Where two overlap the earlier, then the longer one counts. */
export function piecesOf(text: string, q: string): TextPiece[] {
  const terms = commentTerms(q);
  const wanted = terms.ok ? [...terms.value.indexed, ...terms.value.short].sort((a, b) => b.length - a.length) : [];
  if (wanted.length === 0) return [{ at: 0, text, found: false }];
  const pattern = new RegExp(wanted.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "giu");
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) pieces.push({ at: end, text: text.slice(end, match.index), found: false });
    pieces.push({ at: match.index, text: match[0], found: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end), found: false });
  return pieces;
}
