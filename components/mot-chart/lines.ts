/** Decides the small trend lines of a chart's factors: the share of ratings that mention each, all on one scale. */
import { isDrawn, isWeak } from "#components/charts/evidence.ts";
import { lineRuns } from "#components/charts/runs.ts";
import type { LineDress, Sparkline } from "#components/charts/sparkline/prepare.ts";
import type { Words } from "#components/charts/words.ts";
import { formatDay, formatPercent } from "#components/format.ts";
import type { ChartFactor } from "#domain/chart-documents.ts";

type Point = ChartFactor["points"][number];

/** Lines by factor key; a factor that is never mentioned, and one with a single period, has none. `words.t` is bound to `motChart`. */
export function factorLines(factors: readonly ChartFactor[], words: Words): Map<string, Sparkline> {
  const all = factors.flatMap(({ points }) => points.map(drawn)).filter((value) => value !== null);
  const high = Math.max(0, ...all);
  return new Map(
    factors.flatMap(({ factor, points }) => {
      const values = points.map(drawn);
      if (values.filter((value) => value !== null).length < 2 || values.every((value) => (value ?? 0) === 0)) return [];
      const runs = lineRuns(points.map((point, i) => ({ value: values[i] ?? null, dress: dressOf(point) })));
      return [[factor, { values, runs, low: 0, high, sentence: sentenceOf(points, words) }] as const];
    }),
  );
}

function drawn({ share }: Point): number | null {
  return isDrawn(share.n) ? share.value : null;
}

function dressOf({ complete, share }: Point): LineDress {
  if (!complete) return "unfinished";
  return isWeak(share.n) ? "weak" : "full";
}

function sentenceOf(points: readonly Point[], { t, locale }: Words): string {
  const finished = points.filter((point) => point.complete && drawn(point) !== null);
  const first = finished[0];
  const last = finished.at(-1);
  if (first === undefined || last === undefined || first === last) return t("trendTooFew");
  return t("trend", {
    from: formatDay(first.from, locale),
    first: formatPercent(first.share.value, locale, 1),
    to: formatDay(last.to, locale),
    last: formatPercent(last.share.value, locale, 1),
  });
}
