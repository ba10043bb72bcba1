/** Decides how the stages went over time: one small line each, on one scale, the ratings of a stage pooled. */
import { isDrawn, isWeak } from "#components/charts/evidence.ts";
import { lineRuns } from "#components/charts/runs.ts";
import type { LineDress } from "#components/charts/sparkline/prepare.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatDay, formatMonth, formatPeriod, formatShare } from "#components/format.ts";
import type { ChoicesDocument, TrendDocument, TrendPoint } from "#domain/documents.ts";
import type { Grain } from "#domain/filter.ts";
import { STAGES, type Stage } from "#domain/journey.ts";
import { isKnown, missing, type Share } from "#domain/share.ts";
import { compareProportions } from "#domain/side-by-side.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";

export interface StagePoint {
  readonly from: string;
  readonly to: string;
  readonly complete: boolean;
  readonly satisfaction: Share;
  /** null: nothing to draw. */
  readonly value: number | null;
}

export interface StageLine {
  readonly stage: Stage;
  readonly label: string;
  readonly explanation: string;
  readonly points: readonly StagePoint[];
  readonly runs: readonly { readonly dress: LineDress; readonly first: number; readonly last: number }[];
  /** The last period that is over and has ratings enough. */
  readonly latest: Share | null;
  /** Why there is no line; null where there is one. */
  readonly nothing: string | null;
  /** Set where an overall question stands in for moments that the stage does not have. */
  readonly standIn: string | null;
}

export interface StageTrend {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly lines: readonly StageLine[];
  readonly low: number;
  readonly high: number;
  /** The first and the last day of the axis, as short as the grain allows. */
  readonly ends: readonly [string, string];
  readonly table: ChartTable;
}

/** How far the common scale reaches beyond the values. */
const MARGIN = 0.05;

/** `words.t` is bound to the namespace `map`, `charts.t` to `charts`. */
export function prepareStageTrend(document: TrendDocument, choices: ChoicesDocument | undefined, words: Words, charts: Words): StageTrend {
  const { t, locale } = words;
  const lines = STAGES.map((stage) => lineOf(stage, document, choices, words, charts));
  const values = lines.flatMap((line) => line.points.flatMap((point) => point.value ?? []));
  const buckets = document.series[0]?.points ?? [];
  const rated = lines.some((line) => line.points.some((point) => point.satisfaction.n > 0));
  return {
    state: !rated ? "empty" : values.length === 0 ? "too-few" : "ready",
    title: titleOf(lines, words),
    summary: t("trend.summary", { grain: t(`trend.grain.${document.grain}`) }),
    lines,
    low: Math.max(0, Math.min(...values) - MARGIN),
    high: Math.min(1, Math.max(...values) + MARGIN),
    ends: [axisText(buckets[0]?.from, document.grain, locale), axisText(buckets.at(-1)?.to, document.grain, locale)],
    table: {
      caption: t("trend.caption"),
      columns: [
        { key: "period", label: t("trend.period"), numeric: false },
        ...lines.map((line) => ({ key: line.stage, label: line.label, numeric: true })),
      ],
      rows: buckets.map((bucket, i) => ({
        key: bucket.from,
        weak: false,
        cells: [
          bucket.complete ? formatPeriod(bucket, locale) : `${formatPeriod(bucket, locale)} (${t("trend.unfinished")})`,
          ...lines.map((line) => shareText(line.points[i]?.satisfaction, locale)),
        ],
      })),
    },
  };
}

function lineOf(stage: Stage, document: TrendDocument, choices: ChoicesDocument | undefined, words: Words, charts: Words): StageLine {
  const inStage = (choices?.moments ?? []).filter((moment) => moment.stage === stage);
  const touchpoints = inStage.filter((moment) => moment.role === "touchpoint");
  // A journey may ask of telling others only in an overall question: that is what it knows of the stage.
  const taken = touchpoints.length > 0 ? touchpoints : inStage;
  const keys = new Set(taken.map((moment) => moment.key));
  const series = document.series.filter((one) => keys.has(one.moment));
  const points = (document.series[0]?.points ?? []).map((bucket, i): StagePoint => {
    const satisfaction = pooled(series.flatMap((one) => one.points[i] ?? []));
    const { from, to, complete } = bucket;
    return { from, to, complete, satisfaction, value: isDrawn(satisfaction.n) ? satisfaction.value : null };
  });
  const last = points.findLast((point) => point.complete && point.value !== null);
  const standIn = touchpoints.length === 0 && taken.length > 0;
  return {
    stage,
    label: charts.t(`stage.${stage}`),
    explanation: charts.t(`stage.${stage}Text`),
    points,
    runs: lineRuns(points.map((point) => ({ value: point.value, dress: dressOf(point) }))),
    latest: last?.satisfaction ?? null,
    nothing: nothingOf(taken.length, points, words),
    standIn: standIn ? words.t("trend.outcome", { moments: taken.map((moment) => words.names.moment(moment.key)).join(", ") }) : null,
  };
}

/** Why a stage has no line; null where it has one. */
function nothingOf(moments: number, points: readonly StagePoint[], { t }: Words): string | null {
  if (moments === 0) return t("trend.none");
  if (points.some((point) => point.value !== null)) return null;
  return t(points.some((point) => point.satisfaction.n > 0) ? "trend.tooFew" : "trend.noRatings");
}

/** A hidden point anywhere hides the sum: it could be found by subtraction. */
function pooled(points: readonly TrendPoint[]): Share {
  const rated = points.reduce((sum, point) => sum + point.rated, 0);
  const shares = points.filter((point) => point.rated > 0).map((point) => point.satisfaction);
  if (!shares.every(isKnown)) return missing("too-few", rated);
  const hits = shares.reduce((sum, share) => sum + Math.round(share.value * share.n), 0);
  return wilsonShare(hits, rated, "no-ratings");
}

function dressOf(point: StagePoint): LineDress {
  if (!point.complete) return "unfinished";
  return isWeak(point.satisfaction.n) ? "weak" : "full";
}

/** The first full period against the last one, stages being one family of tests: only what is more than noise is called a change. */
function titleOf(lines: readonly StageLine[], { t, locale }: Words): string {
  const ends = lines.flatMap((line) => {
    const full = line.points.filter((point) => point.complete && point.value !== null);
    const [first, last] = [full[0], full.at(-1)];
    return first === undefined || last === undefined || first === last ? [] : [{ line, first, last }];
  });
  const [one] = ends;
  if (one === undefined) return t("trend.titleUnknown");
  const compared = compareProportions(ends.map(({ first, last }) => [last.satisfaction, first.satisfaction] as const));
  const changes = ends.flatMap(({ line, first, last }, i) => {
    const change = compared[i];
    if (change === undefined || !change.clear || !isKnown(change.difference)) return [];
    const values = {
      stage: line.label,
      from: formatShare(first.satisfaction, locale).value,
      to: formatShare(last.satisfaction, locale).value,
    };
    return [t(change.difference.value > 0 ? "trend.up" : "trend.down", values)];
  });
  const periods = { first: formatPeriod(one.first, locale), last: formatPeriod(one.last, locale) };
  if (changes.length === 0) return t("trend.titleNone", periods);
  return t(changes.length === ends.length ? "trend.titleAll" : "trend.title", { ...periods, changes: changes.join(", ") });
}

function shareText(share: Share | undefined, locale: Words["locale"]): string {
  if (share === undefined) return "—";
  const { value, interval, n } = formatShare(share, locale);
  return interval === null ? value : `${value} (${interval}, n = ${n})`;
}

function axisText(day: string | undefined, grain: Grain, locale: Words["locale"]): string {
  if (day === undefined) return "";
  return grain === "month" ? formatMonth(day, locale) : formatDay(day, locale);
}
