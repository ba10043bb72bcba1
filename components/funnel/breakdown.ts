/** Decides the breakdown of the funnel: one column a segment or channel, one row a step, and where they differ most. */
import { SIDES, type Sides, type Split, sidesOf } from "#components/beside/split.ts";
import { isDrawn, isRanked, isWeak } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatInterval, formatPercent, shareDigits } from "#components/format.ts";
import type { ChoicesDocument, FunnelDocument, SurvivalDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";

export type Dimension = "segment" | "channel" | "priority";
export type BreakdownMeasure = "fromFirst" | "survival";

/** How many values stand side by side: each is a question of its own. */
export const SHOWN_VALUES = 8;

export interface BreakdownValue {
  readonly key: string;
  readonly name: string;
  readonly priority: boolean;
  /** The same question, asked of this value. */
  readonly asked: Filter;
}

/** The values of a dimension under a filter: those it chooses, or all. Priority segments first, then as stored. */
export function breakdownValues(
  choices: ChoicesDocument | undefined,
  filter: Filter,
  dimension: "segment" | "channel",
  words: Words,
): BreakdownValue[] {
  const chosen = dimension === "segment" ? filter.segments : filter.channels;
  const all =
    dimension === "segment"
      ? (choices?.segments ?? []).map((one) => ({ key: one.key, priority: one.priority }))
      : (choices?.channels ?? []).map((one) => ({ key: one.key, priority: false }));
  return all
    .filter((one) => chosen.length === 0 || chosen.includes(one.key))
    .sort((a, b) => Number(b.priority) - Number(a.priority))
    .map((one) => {
      const asked = dimension === "segment" ? { ...filter, segments: [one.key] } : { ...filter, channels: [one.key] };
      return { ...one, name: words.names[dimension](one.key), asked: { ...asked, compare: null } };
    });
}

/** The priority segment and all others as the two values. */
export function besideValues(filter: Filter, split: Split, labels: Sides<string>): BreakdownValue[] {
  const asked = sidesOf({ ...filter, compare: null }, split);
  return SIDES.map((side) => ({ key: side, name: labels[side], priority: side === "priority", asked: asked[side] }));
}

export interface BreakdownCell {
  readonly text: string;
  readonly interval: string;
  /** The denominator. */
  readonly n: string;
  readonly weak: boolean;
  /** 0..1, for the bar behind the number; null: nothing to draw. */
  readonly value: number | null;
}

export interface Breakdown {
  readonly rows: readonly { readonly key: string; readonly label: string; readonly cells: readonly BreakdownCell[] }[];
  /** Where the values lie furthest apart; null under two comparable values. */
  readonly spread: string | null;
}

interface Point {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** One document a column, undefined while it loads. `words.t` is bound to the namespace `funnel`. */
export function prepareBreakdown(documents: readonly (FunnelDocument | SurvivalDocument | undefined)[], words: Words): Breakdown {
  const moments = documents.find((document) => document !== undefined)?.steps.map((step) => step.moment) ?? [];
  const columns = documents.map((document) => pointsOf(document));
  let widest: { readonly moment: string; readonly low: number; readonly high: number } | null = null;
  const rows = moments.map((moment, i) => {
    const points = columns.map((column) => column?.get(moment));
    const comparable = points.flatMap((point) => (point !== undefined && point.value !== null && isRanked(point.n) ? [point.value] : []));
    const low = Math.min(...comparable);
    const high = Math.max(...comparable);
    if (comparable.length > 1 && high - low > (widest === null ? 0 : widest.high - widest.low)) widest = { moment, low, high };
    return { key: moment, label: `${i + 1}. ${words.names.moment(moment)}`, cells: points.map((point) => cellOf(point, words)) };
  });
  return { rows, spread: widest === null ? null : spreadText(widest, words) };
}

function spreadText(widest: { readonly moment: string; readonly low: number; readonly high: number }, { t, locale, names }: Words): string {
  return t("breakdown.spread", {
    moment: names.moment(widest.moment),
    low: formatPercent(widest.low, locale),
    high: formatPercent(widest.high, locale),
  });
}

function pointsOf(document: FunnelDocument | SurvivalDocument | undefined): Map<string, Point> | null {
  if (document === undefined) return null;
  if ("journeyScore" in document) {
    return new Map(document.steps.map((step) => [step.moment, { value: step.survival, low: step.low, high: step.high, n: step.atRisk }]));
  }
  return new Map(document.steps.map((step) => [step.moment, step.fromFirst]));
}

function cellOf(point: Point | undefined, { locale }: Words): BreakdownCell {
  if (point === undefined) return { text: "…", interval: "", n: "", weak: false, value: null };
  const n = formatCount(point.n, locale);
  if (!isDrawn(point.n) || point.value === null) return { text: "—", interval: "", n, weak: false, value: null };
  const digits = shareDigits(point);
  return {
    text: formatPercent(point.value, locale, digits),
    interval: formatInterval(point.low, point.high, locale, "share", digits),
    n,
    weak: isWeak(point.n),
    value: point.value,
  };
}
