/** Decides all that the survival curve shows: points, gaps, dress, sentences, table. */
import { formatCount, formatInterval, formatPercent } from "#components/format.ts";
import type { SurvivalDocument, SurvivalStep } from "#domain/documents.ts";
import { isDrawn, isRanked, isWeak } from "../evidence.ts";
import { lineRuns } from "../runs.ts";
import type { ChartState, ChartTable } from "../table.ts";
import type { Words } from "../words.ts";

export interface CurvePoint {
  readonly key: string;
  readonly label: string;
  /** 1-based place among the steps, 0 for the start of the journey. */
  readonly place: number;
  /** Estimated share of journeys without a bad moment up to and with this step; null: nothing to draw. */
  readonly value: number | null;
  readonly band: readonly [number, number] | null;
  readonly before: number | null;
  readonly weak: boolean;
  /** One sentence for the tooltip and for whoever moves through the points by keyboard. */
  readonly sentence: string;
}

export interface CurveRun {
  readonly key: string;
  readonly weak: boolean;
  readonly first: number;
  readonly last: number;
}

export interface SurvivalCurve {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly points: readonly CurvePoint[];
  readonly runs: readonly CurveRun[];
  readonly hasBefore: boolean;
  readonly table: ChartTable;
}

/** The curve of `document`; `words.t` is bound to the namespace `charts`. */
export function prepareSurvivalCurve(document: SurvivalDocument, words: Words): SurvivalCurve {
  const { t, locale, names } = words;
  const before = new Map(document.compare?.steps.map((step) => [step.moment, step]));
  const points: CurvePoint[] = [
    {
      key: "",
      label: t("survival.start"),
      place: 0,
      value: 1,
      band: null,
      before: null,
      weak: false,
      sentence: t("survival.startSentence"),
    },
    ...document.steps.map((step, i): CurvePoint => {
      const drawn = isDrawn(step.atRisk) ? step.survival : null;
      const then = before.get(step.moment);
      return {
        key: step.moment,
        label: names.moment(step.moment),
        place: i + 1,
        value: drawn,
        band: drawn === null || step.low === null || step.high === null ? null : [step.low, step.high],
        before: then === undefined || !isDrawn(then.atRisk) ? null : then.survival,
        weak: isWeak(step.atRisk),
        sentence: stepSentence(step, words),
      };
    }),
  ];
  const hasBefore = points.some((point) => point.before !== null);
  if (hasBefore) points[0] = { ...(points[0] as CurvePoint), before: 1 };
  const runs = lineRuns(points.map((point) => ({ value: point.value, dress: point.weak ? "weak" : "full" })));
  return {
    state: stateOf(document),
    title: titleOf(document, words),
    summary: summaryOf(document, words),
    points,
    runs: runs.map((run, i) => ({ key: `run${i}`, weak: run.dress === "weak", first: run.first, last: run.last })),
    hasBefore,
    table: {
      caption: t("survival.caption"),
      columns: [
        { key: "moment", label: t("column.moment"), numeric: false },
        { key: "rated", label: t("column.rated"), numeric: true },
        { key: "atRisk", label: t("column.atRisk"), numeric: true },
        { key: "broke", label: t("column.firstBreaks"), numeric: true },
        { key: "share", label: t("column.firstBreakShare"), numeric: true },
        { key: "survival", label: t("column.survival"), numeric: true },
        { key: "interval", label: t("column.interval"), numeric: true },
      ],
      rows: document.steps.map((step, i) => ({
        key: step.moment,
        weak: isWeak(step.atRisk),
        cells: [
          `${i + 1}. ${names.moment(step.moment)}`,
          formatCount(step.rated, locale),
          formatCount(step.atRisk, locale),
          formatCount(step.broke, locale),
          formatPercent(hazardOf(step), locale),
          formatPercent(step.survival, locale),
          formatInterval(step.low, step.high, locale),
        ],
      })),
    },
  };
}

/** The share of the journeys unbroken so far that broke at the step; null where unknown. */
export function hazardOf(step: SurvivalStep): number | null {
  return step.broke === null || step.atRisk === 0 ? null : step.broke / step.atRisk;
}

/** The step with the highest such share among those that 30 or more journeys reached unbroken and rated. */
export function steepestStep(steps: readonly SurvivalStep[]): SurvivalStep | null {
  let steepest: SurvivalStep | null = null;
  for (const step of steps) {
    if (!isRanked(step.atRisk)) continue;
    const hazard = hazardOf(step);
    if (hazard !== null && hazard > 0 && hazard > (steepest === null ? 0 : (hazardOf(steepest) ?? 0))) steepest = step;
  }
  return steepest;
}

function stateOf(document: SurvivalDocument): ChartState {
  if (document.ratedVisits === 0) return "empty";
  return document.steps.some((step) => step.survival !== null && isDrawn(step.atRisk)) ? "ready" : "too-few";
}

function titleOf(document: SurvivalDocument, { t, locale, names }: Words): string {
  const score = document.journeyScore.value;
  if (score === null || !isDrawn(document.ratedVisits)) return t("survival.titleUnknown");
  const steepest = steepestStep(document.steps);
  const values = { score: formatPercent(score, locale), steps: formatCount(document.steps.length, locale) };
  return steepest === null
    ? t("survival.titleFlat", values)
    : t("survival.title", { ...values, moment: names.moment(steepest.moment), share: formatPercent(hazardOf(steepest), locale) });
}

function summaryOf(document: SurvivalDocument, { t, locale, names }: Words): string {
  const unrated = document.steps.filter((step) => step.atRisk === 0).map((step) => names.moment(step.moment));
  const sentences = [
    t("survival.summary", { visits: formatCount(document.ratedVisits, locale), steps: formatCount(document.steps.length, locale) }),
    ...(document.journeyScore.value === null
      ? []
      : [
          t("survival.summaryEnd", {
            score: formatPercent(document.journeyScore.value, locale),
            interval: formatInterval(document.journeyScore.low, document.journeyScore.high, locale),
          }),
        ]),
    ...(unrated.length === 0 ? [] : [t("survival.summaryUnrated", { moments: unrated.join(", ") })]),
  ];
  return sentences.join(" ");
}

function stepSentence(step: SurvivalStep, { t, locale, names }: Words): string {
  const moment = names.moment(step.moment);
  if (step.atRisk === 0) return t("survival.noRating", { moment });
  if (step.survival === null || step.broke === null || !isDrawn(step.atRisk)) {
    return t("survival.tooFew", { moment, n: formatCount(step.atRisk, locale) });
  }
  return t("survival.step", {
    moment,
    survival: formatPercent(step.survival, locale),
    interval: formatInterval(step.low, step.high, locale),
    broke: formatCount(step.broke, locale),
    atRisk: formatCount(step.atRisk, locale),
  });
}
