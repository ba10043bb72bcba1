/** Decides the list of visits behind a bar, and one visit step by step with why each step counts as it does. */
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDay, formatDuration, formatInstant, formatNumber } from "#components/format.ts";
import type { VisitDocument, VisitsDocument } from "#domain/visit-documents.ts";
import { PAGE_SIZE } from "./links.ts";

export interface VisitsView {
  readonly heading: string;
  readonly total: string;
  readonly rows: readonly {
    readonly id: number;
    readonly name: string;
    readonly source: string;
    readonly started: string;
    readonly segment: string;
    readonly channel: string;
    readonly furthest: string;
    readonly firstBreak: string;
    readonly state: string;
  }[];
  /** "1–100 of 1,234"; null for an empty list. */
  readonly range: string | null;
  /** Offsets of the neighbouring pages; null where there is none. */
  readonly newer: number | null;
  readonly older: number | null;
}

/** `words.t` is bound to the namespace `visits`; times are shown in `timeZone`. */
export function prepareVisits(document: VisitsDocument, timeZone: string, words: Words): VisitsView {
  const { t, locale, names } = words;
  const { total, offset, visits } = document;
  const last = offset + visits.length;
  return {
    heading: t("heading", { outcome: t(`outcome.${document.outcome}`), moment: names.moment(document.moment) }),
    total: t("total", { count: total }),
    rows: visits.map((visit) => ({
      id: visit.id,
      name: visit.externalId,
      source: visit.source,
      started: formatInstant(visit.startedAt, timeZone, locale),
      segment: names.segment(visit.segment),
      channel: names.channel(visit.channel),
      furthest: visit.furthest === null ? "—" : names.moment(visit.furthest),
      firstBreak: visit.firstBreak === null ? "—" : names.moment(visit.firstBreak),
      state: t(`state.${visit.state}`),
    })),
    range:
      visits.length === 0
        ? null
        : t("range", { from: formatCount(offset + 1, locale), to: formatCount(last, locale), total: formatCount(total, locale) }),
    newer: offset > 0 ? Math.max(0, offset - PAGE_SIZE) : null,
    older: last < total ? last : null,
  };
}

export type StepTone = "plus" | "minus" | "neutral";

export interface VisitStepView {
  readonly key: string;
  readonly name: string;
  readonly counts: string;
  readonly why: string;
  readonly tone: StepTone;
  readonly furthest: boolean;
  readonly firstBreak: boolean;
  readonly touches: readonly {
    readonly key: string;
    readonly at: string;
    readonly rating: string;
    readonly zone: string | null;
    readonly tone: StepTone;
    /** Channel, team, resolution, duration, corrections: what is known, in this order. */
    readonly details: readonly string[];
    readonly comment: string | null;
  }[];
}

export interface VisitView {
  readonly heading: string;
  readonly state: string;
  readonly facts: readonly { readonly key: string; readonly label: string; readonly value: string }[];
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly steps: readonly VisitStepView[];
}

type Step = VisitDocument["steps"][number];
type Touch = Step["touches"][number];

/** `words.t` is bound to the namespace `visits`; times are shown in `timeZone`, calendar days as they are. */
export function prepareVisit(document: VisitDocument, timeZone: string, words: Words): VisitView {
  const { t, locale, names } = words;
  return {
    heading: t("visit.heading", { id: document.externalId }),
    state: stateOf(document, timeZone, words),
    facts: [
      { key: "started", label: t("column.started"), value: formatInstant(document.startedAt, timeZone, locale) },
      { key: "segment", label: t("column.segment"), value: names.segment(document.segment) },
      { key: "channel", label: t("column.channel"), value: names.channel(document.channel) },
      { key: "source", label: t("visit.sourceLabel"), value: document.source },
    ],
    attributes: Object.entries(document.attributes).map(([key, value]) => ({ key, value })),
    steps: document.steps.map((step) => ({
      key: step.moment,
      name: names.moment(step.moment),
      counts: t(`counts.${step.counts}`),
      why: t(`why.${step.counts}`),
      tone: toneOf(step),
      furthest: step.furthest,
      firstBreak: step.firstBreak,
      touches: step.touches.map((touch, i) => ({
        key: `${touch.at} ${i}`,
        at: touch.dateOnly ? t("visit.day", { day: formatDay(touch.at.slice(0, 10), locale) }) : formatInstant(touch.at, timeZone, locale),
        rating: touch.rating === null ? t("visit.unrated") : t("visit.rating", { rating: ratingText(touch.rating, words) }),
        zone: touch.zone === null ? null : t(`zone.${touch.zone}`),
        tone: touch.zone === "minus" ? "minus" : touch.zone === "plus" ? "plus" : "neutral",
        details: detailsOf(touch, words),
        comment: touch.comment,
      })),
    })),
  };
}

function toneOf(step: Step): StepTone {
  if (step.counts === "met") return "plus";
  return step.counts === "broken" || step.counts === "recovered" ? "minus" : "neutral";
}

function ratingText(rating: number, { locale }: Words): string {
  return formatNumber(rating, locale, Number.isInteger(rating) ? 0 : 1);
}

function detailsOf(touch: Touch, { t, locale, names }: Words): string[] {
  return [
    names.channel(touch.channel),
    ...(touch.team === NO_KEY ? [] : [names.team(touch.team)]),
    ...(touch.resolution === null ? [] : [t(`resolution.${touch.resolution}`)]),
    ...(touch.seconds === null ? [] : [formatDuration(touch.seconds, locale)]),
    ...(touch.corrections === 0 ? [] : [t("visit.corrections", { count: touch.corrections })]),
  ];
}

/** The key of "none given": a real row of every dimension. A team that nobody named is not worth a word. */
const NO_KEY = "none";

function stateOf(document: VisitDocument, timeZone: string, { t, locale, names }: Words): string {
  const furthest = document.steps.find((step) => step.furthest);
  const values = {
    moment: furthest === undefined ? "" : names.moment(furthest.moment),
    window: formatDuration(document.window, locale),
    asOf: formatInstant(document.asOf, timeZone, locale),
  };
  switch (document.state) {
    case "left":
      return t("visit.stateLeft", values);
    case "open":
      return t("visit.stateOpen", values);
    case "completed":
      return t("visit.stateCompleted");
    case "none":
      return t("visit.stateNone");
  }
}
