/** Decides the picture of penalty and reward: bars to the left and to the right, the class in words, and what cannot be told. */
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatNumber, formatPercent, formatSigned, formatSignedInterval, NOTHING } from "#components/format.ts";
import type { DriverContrast, DriverReason } from "#domain/drivers-document.ts";
import type { Estimated } from "#domain/estimated.ts";
import type { DriversAnswer } from "#domain/improvement-documents.ts";
import { type BarPlace, placeBar } from "./bar-place.ts";

export interface ContrastRow {
  readonly moment: string;
  readonly name: string;
  /** In words, with why where it cannot be told. */
  readonly className: string;
  readonly reason: string | null;
  readonly penalty: BarPlace | null;
  readonly reward: BarPlace | null;
  readonly penaltyText: string;
  readonly rewardText: string;
}

export interface ContrastsView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly ContrastRow[];
  /** Where 0 lies, in percent of the axis. */
  readonly zero: number;
  readonly table: ChartTable;
}

const CLASSES = ["dissatisfier", "delighter", "hybrid"] as const;

/** `words.t` is bound to the namespace `drivers`. */
export function prepareContrasts(document: DriversAnswer, words: Words): ContrastsView {
  const { t, locale, names } = words;
  const known = document.contrasts.flatMap(({ penalty, reward }) =>
    [penalty, reward].flatMap((one) => (one.value === null ? [] : [one.low, one.high])),
  );
  const [from, to] = [Math.min(0, ...known), Math.max(0, ...known)];
  const kinds = CLASSES.flatMap((kind) => {
    const count = document.contrasts.filter((row) => row.class === kind).length;
    return count === 0 ? [] : [t(`contrast.count.${kind}`, { count })];
  });
  const unsure = document.contrasts.filter((row) => row.class === "cannot-tell").length;
  const outcome = document.outcome === null ? "" : names.moment(document.outcome);
  return {
    state: document.outcome === null || document.sample.of === 0 ? "empty" : "ready",
    title: kinds.length === 0 ? t("contrast.titleNone") : t("contrast.title", { kinds: kinds.join(", "), unsure }),
    summary: [
      t("contrast.summary", { outcome, sd: formatNumber(document.outcomeSd, locale) }),
      t("contrast.fit", { rSquared: formatPercent(document.rSquared, locale) }),
      sampleText(document, words),
      t("association"),
    ].join(" "),
    rows: document.contrasts.map((contrast) => rowOf(contrast, [from, to], words)),
    zero: to > from ? ((0 - from) / (to - from)) * 100 : 0,
    table: tableOf(document, words),
  };
}

/** How many visits the figures are of, of how many. */
export function sampleText({ sample }: DriversAnswer, { t, locale }: Words): string {
  return t(sample.used < sample.of ? "sample" : "sampleAll", {
    used: formatCount(sample.used, locale),
    of: formatCount(sample.of, locale),
  });
}

function rowOf(contrast: DriverContrast, [from, to]: readonly [number, number], words: Words): ContrastRow {
  const { t, names } = words;
  const bar = (one: Estimated<DriverReason>) => (one.value === null ? null : placeBar(one, from, to));
  return {
    moment: contrast.moment,
    name: names.moment(contrast.moment),
    className: t(`class.${contrast.class}`),
    reason: contrast.reason === null ? null : t(`reason.${contrast.reason}`),
    penalty: bar(contrast.penalty),
    reward: bar(contrast.reward),
    penaltyText: effectText("penalty", contrast.penalty, words),
    rewardText: effectText("reward", contrast.reward, words),
  };
}

function effectText(side: "penalty" | "reward", effect: Estimated<DriverReason>, { t, locale }: Words): string {
  if (effect.value === null) return t(`contrast.${side}None`, { n: formatCount(effect.n, locale) });
  return t(`contrast.${side}`, {
    value: formatSigned(effect.value, locale),
    interval: formatSignedInterval(effect.low, effect.high, locale),
    n: formatCount(effect.n, locale),
  });
}

function tableOf(document: DriversAnswer, words: Words): ChartTable {
  const { t, locale, names } = words;
  const column = (key: string, numeric = true) => ({ key, label: t(`contrast.column.${key}`), numeric });
  const effect = (one: Estimated<DriverReason>) =>
    one.value === null ? NOTHING : `${formatSigned(one.value, locale)} (${formatSignedInterval(one.low, one.high, locale)})`;
  return {
    caption: t("contrast.caption"),
    columns: [
      column("moment", false),
      column("class", false),
      ...["penalty", "reward", "difference", "alone", "minus", "standard", "plus", "notRated"].map((key) => column(key)),
    ],
    rows: document.contrasts.map((row) => ({
      key: row.moment,
      weak: row.class === "cannot-tell",
      cells: [
        names.moment(row.moment),
        row.reason === null ? t(`class.${row.class}`) : `${t(`class.${row.class}`)}: ${t(`reason.${row.reason}`)}`,
        effect(row.penalty),
        effect(row.reward),
        effect(row.difference),
        `${formatSigned(row.unadjusted.penalty.value, locale)} / ${formatSigned(row.unadjusted.reward.value, locale)}`,
        ...[row.minus, row.standard, row.plus, row.notRated].map((count) => formatCount(count, locale)),
      ],
    })),
  };
}
