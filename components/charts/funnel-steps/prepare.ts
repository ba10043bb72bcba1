/** Decides the funnel picture: one bar a step, split into flawless so far and broken but still here, and the loss where it happens. */
import { formatCount, formatPercent } from "#components/format.ts";
import type { FunnelDocument, FunnelStep, SurvivalDocument, SurvivalStep } from "#domain/documents.ts";
import type { Share } from "#domain/share.ts";
import type { VisitOutcome } from "#domain/visit-documents.ts";
import { isDrawn, isRanked, isWeak } from "../evidence.ts";
import type { ChartState, ChartTable } from "../table.ts";
import type { Words } from "../words.ts";

/** `flawless` and `broken` stand on each other; `unknown` stands alone where the split is hidden; `left` is a label beside the bar. */
export type SegmentKind = DrawnKind | "left";
export type DrawnKind = "flawless" | "broken" | "brokenHere" | "earlier" | "unknown";

export interface FunnelSegment<K extends SegmentKind = SegmentKind> {
  readonly kind: K;
  /** Visits. */
  readonly value: number;
  /** The visits behind it; null where no list answers it. */
  readonly outcome: VisitOutcome | null;
  readonly sentence: string;
}

export interface FunnelBar {
  readonly key: string;
  readonly label: string;
  readonly place: number;
  /** Height of the whole bar, in visits; null: too few to draw. */
  readonly total: number | null;
  readonly totalLabel: string;
  readonly segments: readonly FunnelSegment<DrawnKind>[];
  /** Visits that went no further than this step, in words; null where none did or nobody can leave. */
  readonly loss: FunnelSegment<"left"> | null;
  readonly lossLabel: string;
  /** Each rate with what it is a share of. */
  readonly rates: readonly string[];
  /** Height of the same bar in the other period. */
  readonly before: number | null;
  readonly weak: boolean;
}

export interface FunnelPicture {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly bars: readonly FunnelBar[];
  /** Top of the scale, in visits. */
  readonly max: number;
  /** What the legend explains. */
  readonly kinds: readonly DrawnKind[];
  readonly hasBefore: boolean;
  readonly table: ChartTable;
}

/** The picture of reach, for journeys whose visits can leave. `words.t` is bound to `charts`. */
export function prepareFunnel(document: FunnelDocument, words: Words): FunnelPicture {
  const { t, locale, names } = words;
  const before = new Map(document.compare?.steps.map((step) => [step.moment, step.reached]));
  const bars = document.steps.map((step, i): FunnelBar => {
    const loss = lossOf(step, words);
    return {
      key: step.moment,
      label: names.moment(step.moment),
      place: i + 1,
      total: isDrawn(step.reached) ? step.reached : null,
      totalLabel: formatCount(step.reached, locale),
      segments: isDrawn(step.reached) ? segmentsOf(step, words) : [],
      loss,
      lossLabel: loss === null ? "" : t("funnel.lossLabel", { left: formatCount(loss.value, locale) }),
      rates: [
        ...rateText("funnel.rateFirst", step.fromFirst, words),
        ...(i === 0 ? [] : rateText("funnel.ratePrevious", step.fromPrevious, words)),
      ],
      before: before.get(step.moment) ?? null,
      weak: isWeak(step.reached),
    };
  });
  return {
    state: document.visits === 0 ? "empty" : bars.every((bar) => bar.total === null) ? "too-few" : "ready",
    title: titleOf(document, words),
    summary: summaryOf(document, words),
    bars,
    max: Math.max(1, ...bars.map((bar) => Math.max(bar.total ?? 0, bar.before ?? 0))),
    kinds: kindsOf(bars),
    hasBefore: bars.some((bar) => bar.before !== null),
    table: {
      caption: t("funnel.caption"),
      columns: [
        { key: "moment", label: t("column.moment"), numeric: false },
        ...(["reached", "flawlessSoFar", "brokenSoFar", "left", "open", "skipped", "entered", "fromFirst", "fromPrevious"] as const).map(
          (key) => ({
            key,
            label: t(`column.${key}`),
            numeric: true,
          }),
        ),
      ],
      rows: document.steps.map((step, i) => ({
        key: step.moment,
        weak: isWeak(step.reached),
        cells: [
          `${i + 1}. ${names.moment(step.moment)}`,
          ...[step.reached, step.flawlessSoFar, step.brokenSoFar, step.left, step.open, step.skipped, step.entered].map((n) =>
            formatCount(n, locale),
          ),
          formatPercent(step.fromFirst.value, locale),
          formatPercent(step.fromPrevious.value, locale),
        ],
      })),
    },
  };
}

/** The picture of a questionnaire: nobody leaves, so each bar is the visits that rated the step, split by when they broke. */
export function prepareAnswered(document: SurvivalDocument, words: Words): FunnelPicture {
  const { t, locale, names } = words;
  const before = new Map(document.compare?.steps.map((step) => [step.moment, step.rated]));
  const bars = document.steps.map((step, i): FunnelBar => {
    return {
      key: step.moment,
      label: names.moment(step.moment),
      place: i + 1,
      total: isDrawn(step.rated) ? step.rated : null,
      totalLabel: formatCount(step.rated, locale),
      segments: isDrawn(step.rated) ? answeredSegments(step, words) : [],
      loss: null,
      lossLabel: "",
      rates:
        step.survival === null || !isDrawn(step.atRisk) ? [] : [t("answered.rate", { survival: formatPercent(step.survival, locale) })],
      before: before.get(step.moment) ?? null,
      weak: isWeak(step.rated),
    };
  });
  const last = document.steps.at(-1);
  return {
    state: document.ratedVisits === 0 ? "empty" : bars.every((bar) => bar.total === null) ? "too-few" : "ready",
    title:
      last === undefined || last.survival === null || !isDrawn(document.ratedVisits)
        ? t("answered.titleFew", { visits: document.ratedVisits })
        : t("answered.title", { survival: formatPercent(last.survival, locale) }),
    summary: t("answered.summary", {
      visits: formatCount(document.ratedVisits, locale),
      steps: formatCount(document.steps.length, locale),
    }),
    bars,
    max: Math.max(1, ...bars.map((bar) => Math.max(bar.total ?? 0, bar.before ?? 0))),
    kinds: kindsOf(bars),
    hasBefore: bars.some((bar) => bar.before !== null),
    table: {
      caption: t("answered.caption"),
      columns: [
        { key: "moment", label: t("column.moment"), numeric: false },
        ...(["rated", "notMet", "atRisk", "firstBreaks", "survival"] as const).map((key) => ({
          key,
          label: t(`column.${key}`),
          numeric: true,
        })),
      ],
      rows: document.steps.map((step, i) => ({
        key: step.moment,
        weak: isWeak(step.rated),
        cells: [
          `${i + 1}. ${names.moment(step.moment)}`,
          ...[step.rated, step.notMet, step.atRisk, step.broke].map((n) => formatCount(n, locale)),
          formatPercent(step.survival, locale),
        ],
      })),
    },
  };
}

/** A rate under its bar; nothing where there is none or it rests on too few. */
function rateText(key: string, share: Share, { t, locale }: Words): string[] {
  return share.value === null || !isDrawn(share.n) ? [] : [t(key, { share: formatPercent(share.value, locale) })];
}

function segmentsOf(step: FunnelStep, words: Words): FunnelSegment<DrawnKind>[] {
  if (step.flawlessSoFar === null || step.brokenSoFar === null)
    return [segment("unknown", step.reached, "reached", step, step.reached, words)];
  return [
    segment("flawless", step.flawlessSoFar, "flawless-so-far", step, step.reached, words),
    segment("broken", step.brokenSoFar, "broken-so-far", step, step.reached, words),
  ];
}

function answeredSegments(step: SurvivalStep, words: Words): FunnelSegment<DrawnKind>[] {
  if (step.broke === null) return [segment("unknown", step.rated, null, step, step.rated, words)];
  return [
    segment("flawless", step.atRisk - step.broke, null, step, step.rated, words),
    segment("brokenHere", step.broke, "broke", step, step.rated, words),
    segment("earlier", step.rated - step.atRisk, null, step, step.rated, words),
  ];
}

function lossOf(step: FunnelStep, words: Words): FunnelSegment<"left"> | null {
  if (step.left === null || step.left === 0) return null;
  return segment("left", step.left, "left", step, step.reached, words);
}

function segment<K extends SegmentKind>(
  kind: K,
  value: number,
  outcome: VisitOutcome | null,
  step: { readonly moment: string },
  of: number,
  { t, locale, names }: Words,
): FunnelSegment<K> {
  const sentence = t(`segment.${kind}Sentence`, {
    moment: names.moment(step.moment),
    count: formatCount(value, locale),
    share: formatPercent(of === 0 ? null : value / of, locale),
    of: formatCount(of, locale),
  });
  return { kind, value, outcome, sentence };
}

function kindsOf(bars: readonly FunnelBar[]): DrawnKind[] {
  const order: DrawnKind[] = ["flawless", "broken", "brokenHere", "earlier", "unknown"];
  const seen = new Set(bars.flatMap((bar) => bar.segments.map((one) => one.kind)));
  return order.filter((kind) => seen.has(kind));
}

function titleOf(document: FunnelDocument, { t, locale, names }: Words): string {
  const first = document.steps[0];
  const last = document.steps.at(-1);
  if (document.visits === 0 || first === undefined || last === undefined) return t("funnel.titleEmpty");
  if (last.fromFirst.value === null || !isDrawn(first.reached)) return t("funnel.titleFew", { visits: document.visits });
  const values = { share: formatPercent(last.fromFirst.value, locale), last: names.moment(last.moment) };
  const arrived =
    last.flawlessSoFar === null || first.reached === 0
      ? t("funnel.reach", values)
      : t("funnel.reachFlawless", { ...values, flawless: formatPercent(last.flawlessSoFar / first.reached, locale) });
  const worst = document.steps.reduce<FunnelStep | null>(
    (most, step) => (isRanked(step.reached) && (step.left ?? 0) > (most?.left ?? 0) ? step : most),
    null,
  );
  return worst === null
    ? arrived
    : t("funnel.mostLeave", { arrived, moment: names.moment(worst.moment), left: formatCount(worst.left, locale) });
}

function summaryOf(document: FunnelDocument, { t, locale }: Words): string {
  const total = (pick: (step: FunnelStep) => number | null) => document.steps.reduce((sum, step) => sum + (pick(step) ?? 0), 0);
  return t("funnel.summary", {
    visits: formatCount(document.visits, locale),
    left: formatCount(
      total((step) => step.left),
      locale,
    ),
    open: formatCount(
      total((step) => step.open),
      locale,
    ),
    steps: formatCount(document.steps.length, locale),
  });
}
