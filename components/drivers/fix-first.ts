/** Decides the ranked gains: which moment to fix first, what that brings, and what cannot be told. */
import type { Sides } from "#components/beside/split.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatPercent, formatShare, NOTHING } from "#components/format.ts";
import type { GainStep } from "#domain/fix-first-document.ts";
import type { FixFirstAnswer } from "#domain/improvement-documents.ts";
import { type BarPlace, placeBar } from "./bar-place.ts";

export interface GainRow {
  readonly moment: string;
  readonly name: string;
  readonly rank: number;
  readonly bar: BarPlace;
  readonly gain: string;
  readonly interval: string;
  /** How often the moment breaks, against the target. */
  readonly breaks: string;
  /** Gain a year; null where that is not known. */
  readonly year: string | null;
  readonly sole: string;
}

export interface GainsView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly GainRow[];
  /** Moments without a gain, and why, a sentence each kind. */
  readonly rest: readonly string[];
  /** Nobody but a person can say what is reachable. */
  readonly needsTarget: boolean;
  readonly table: ChartTable;
}

/** `words.t` is bound to the namespace `drivers`. */
export function prepareGains(document: FixFirstAnswer, words: Words): GainsView {
  const { t, locale, names } = words;
  const ranked = document.steps.filter((step) => step.rank !== null && step.gain.value !== null).sort(byRank);
  const limits = ranked.flatMap(({ gain }) => (gain.value === null ? [] : [gain.low, gain.high]));
  const [from, to] = [Math.min(0, ...limits), Math.max(0, ...limits)];
  const [first] = ranked;
  const target = formatPercent(document.target, locale, 1);
  const needsTarget =
    document.targetFrom === "none" && document.steps.some(({ gain }) => gain.value === null && gain.reason === "no-target");
  return {
    state: stateOf(document, needsTarget),
    title:
      first === undefined
        ? t(needsTarget ? "gains.titleTarget" : "gains.titleNone")
        : t(first.gain.low !== null && first.gain.low > 0 ? "gains.titleFirst" : "gains.titleMaybe", {
            moment: names.moment(first.moment),
            gain: formatDifference(first.gain.value, locale),
          }),
    summary: needsTarget
      ? t("gains.summaryTarget")
      : [
          t(document.targetFrom === "given" ? "gains.summaryGiven" : "gains.summary", { target, steps: document.targetSteps }),
          t("gains.counting"),
          t(document.sample.used < document.sample.of ? "sample" : "sampleAll", {
            used: formatCount(document.sample.used, locale),
            of: formatCount(document.sample.of, locale),
          }),
        ].join(" "),
    rows: ranked.map((step) => rowOf(step, [from, to], target, words)),
    rest: restOf(document.steps, words),
    needsTarget,
    table: tableOf(document, words),
  };
}

/** Either side's gain at each moment, in words, each side against the target that its own moments give. */
export function gainsBeside(documents: Sides<FixFirstAnswer>, labels: Sides<string>, words: Words): ReadonlyMap<string, readonly string[]> {
  const { t, locale } = words;
  const lines = new Map<string, string[]>();
  for (const side of ["priority", "others"] as const) {
    const { steps, target } = documents[side];
    for (const { moment, gain, atTarget } of steps) {
      const own = { side: labels[side], target: formatPercent(target, locale, 1) };
      const text = atTarget
        ? t("gains.sideAtTarget", own)
        : gain.value === null
          ? t("gains.sideUnknown", own)
          : t("gains.side", {
              ...own,
              gain: formatDifference(gain.value, locale),
              interval: formatInterval(gain.low, gain.high, locale, "difference"),
              n: formatCount(gain.n, locale),
            });
      lines.set(moment, [...(lines.get(moment) ?? []), text]);
    }
  }
  return lines;
}

function byRank(a: GainStep, b: GainStep): number {
  return (a.rank ?? 0) - (b.rank ?? 0);
}

function stateOf(document: FixFirstAnswer, needsTarget: boolean): ChartState {
  if (document.sample.of === 0) return "empty";
  if (needsTarget) return "ready";
  return document.steps.every((step) => step.gain.value === null) ? "too-few" : "ready";
}

function rowOf(step: GainStep, [from, to]: readonly [number, number], target: string, words: Words): GainRow {
  const { t, locale, names } = words;
  const { gain, hazard, visitsAYear } = step;
  const value = { value: gain.value ?? 0, low: gain.low ?? 0, high: gain.high ?? 0 };
  return {
    moment: step.moment,
    name: names.moment(step.moment),
    rank: step.rank ?? 0,
    bar: placeBar(value, from, to),
    gain: formatDifference(gain.value, locale),
    interval: formatInterval(gain.low, gain.high, locale, "difference"),
    breaks: t("gains.breaks", { share: formatPercent(hazard.value, locale, 1), target, n: formatCount(hazard.n, locale) }),
    year:
      visitsAYear === null
        ? null
        : t("gains.year", {
            visits: formatCount(visitsAYear.value, locale),
            low: formatCount(visitsAYear.low, locale),
            high: formatCount(visitsAYear.high, locale),
          }),
    sole: t("gains.sole", { share: formatShare(step.soleBreaks, locale).value, n: formatCount(step.soleBreaks.n, locale) }),
  };
}

/** What has no bar: a sentence for each reason. */
function restOf(steps: readonly GainStep[], words: Words): string[] {
  const { t, names } = words;
  const reasons = Map.groupBy(
    steps.filter((step) => step.rank === null),
    ({ gain, atTarget }) => (gain.value === null ? gain.reason : atTarget ? "at-target" : "no-gain"),
  );
  return [...reasons].flatMap(([reason, rows]) =>
    reason === "no-target" ? [] : [t(`gains.rest.${reason}`, { moments: rows.map((row) => names.moment(row.moment)).join(", ") })],
  );
}

function tableOf(document: FixFirstAnswer, words: Words): ChartTable {
  const { t, locale, names } = words;
  const column = (key: string, numeric = true) => ({ key, label: t(`gains.column.${key}`), numeric });
  // Those without a rank keep the journey's order, behind the others.
  const rows = [
    ...document.steps.filter((step) => step.rank !== null).sort(byRank),
    ...document.steps.filter((step) => step.rank === null),
  ];
  return {
    caption: t("gains.caption"),
    columns: [column("moment", false), ...["gain", "interval", "year", "hazard", "atRisk", "broke", "sole"].map((key) => column(key))],
    rows: rows.map((step) => ({
      key: step.moment,
      weak: step.gain.value === null,
      cells: [
        step.rank === null ? names.moment(step.moment) : `${step.rank}. ${names.moment(step.moment)}`,
        step.gain.value === null ? t(`reason.${step.gain.reason}`) : formatDifference(step.gain.value, locale),
        formatInterval(step.gain.low, step.gain.high, locale, "difference"),
        step.visitsAYear === null ? NOTHING : formatCount(step.visitsAYear.value, locale),
        formatPercent(step.hazard.value, locale, 1),
        formatCount(step.atRisk, locale),
        formatCount(step.broke, locale),
        formatShare(step.soleBreaks, locale).value,
      ],
    })),
  };
}
