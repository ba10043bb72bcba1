/** Decides the small trend lines of a list of moments: one scale for all, gaps, the unfinished bucket dashed. */
import { formatDay, formatPercent } from "#components/format.ts";
import type { TrendDocument, TrendPoint } from "#domain/documents.ts";
import { isDrawn, isWeak } from "../evidence.ts";
import { lineRuns } from "../runs.ts";
import type { Words } from "../words.ts";

export type LineDress = "full" | "weak" | "unfinished";

export interface Sparkline {
  /** Satisfaction by bucket; null: a gap. */
  readonly values: readonly (number | null)[];
  readonly runs: readonly { readonly dress: LineDress; readonly first: number; readonly last: number }[];
  readonly low: number;
  readonly high: number;
  readonly sentence: string;
}

/** How far the common scale reaches beyond the values, in parts of 1. */
const MARGIN = 0.02;

/** Satisfaction lines by moment key, a set a document, all on one scale so that they can be compared. `words.t` is bound to `charts`. */
export function prepareSparklineSets(documents: readonly TrendDocument[], words: Words): Map<string, Sparkline>[] {
  const all = documents.flatMap(({ series }) => series.flatMap(({ points }) => points.map(drawnValue))).filter((value) => value !== null);
  const low = Math.max(0, Math.min(...all) - MARGIN);
  const high = Math.min(1, Math.max(...all) + MARGIN);
  return documents.map((document) => linesOf(document, { low, high }, words));
}

/** The lines of one document. */
export function prepareSparklines(document: TrendDocument, words: Words): Map<string, Sparkline> {
  return prepareSparklineSets([document], words)[0] ?? new Map();
}

function linesOf(document: TrendDocument, { low, high }: Pick<Sparkline, "low" | "high">, words: Words): Map<string, Sparkline> {
  return new Map(
    document.series
      .filter((series) => series.points.some((point) => drawnValue(point) !== null))
      .map((series) => {
        const values = series.points.map(drawnValue);
        const runs = lineRuns(series.points.map((point, i) => ({ value: values[i] ?? null, dress: dressOf(point) })));
        return [series.moment, { values, runs, low, high, sentence: sentenceOf(series.points, words) }] as const;
      }),
  );
}

function drawnValue(point: TrendPoint): number | null {
  return isDrawn(point.rated) ? point.satisfaction.value : null;
}

function dressOf(point: TrendPoint): LineDress {
  if (!point.complete) return "unfinished";
  return isWeak(point.rated) ? "weak" : "full";
}

function sentenceOf(points: readonly TrendPoint[], { t, locale }: Words): string {
  const drawn = points.filter((point) => point.complete && drawnValue(point) !== null);
  const first = drawn[0];
  const last = drawn.at(-1);
  if (first === undefined || last === undefined || first === last) return t("sparkline.tooFew");
  return t("sparkline.sentence", {
    from: formatDay(first.from, locale),
    first: formatPercent(first.satisfaction.value, locale),
    to: formatDay(last.to, locale),
    last: formatPercent(last.satisfaction.value, locale),
  });
}
