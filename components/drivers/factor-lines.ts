/** Decides the picture of the charts' lines: what goes with the outcome, and what stands in another column than it behaves like. */
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatNumber, formatSigned, formatSignedInterval, NOTHING } from "#components/format.ts";
import type { DriverFactor } from "#domain/drivers-document.ts";
import type { DriversAnswer } from "#domain/improvement-documents.ts";
import type { KnownShare } from "#domain/share.ts";
import { type BarPlace, placeBar } from "./bar-place.ts";
import { sampleText } from "./contrast.ts";

export interface FactorRow {
  readonly key: string;
  readonly text: string;
  /** Where it stands. */
  readonly where: string;
  readonly behaves: string;
  /** What the bar looks like; neither and cannot tell look alike. */
  readonly fill: "minus" | "standard" | "plus";
  /** That it stands in one column and behaves like another; null: it does not. */
  readonly disagrees: string | null;
  readonly bar: BarPlace;
  readonly effect: string;
  readonly counts: string;
}

export interface FactorLinesView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  /** Those with an effect, the worst first. */
  readonly rows: readonly FactorRow[];
  /** Where 0 lies, in percent of the axis. */
  readonly zero: number;
  /** How many have none; null: all have one. */
  readonly rest: string | null;
  readonly table: ChartTable;
}

interface Measured extends DriverFactor {
  readonly effect: KnownShare;
}

/** `words.t` is bound to the namespace `drivers`. */
export function prepareFactorLines(document: DriversAnswer, words: Words): FactorLinesView {
  const { t, locale, names } = words;
  const measured = document.factors
    .flatMap((factor): Measured[] => (factor.effect.value === null ? [] : [{ ...factor, effect: factor.effect }]))
    .sort((a, b) => a.effect.value - b.effect.value);
  const limits = measured.flatMap(({ effect }) => [effect.low, effect.high]);
  const [from, to] = [Math.min(0, ...limits), Math.max(0, ...limits)];
  const rest = document.factors.length - measured.length;
  const outcome = document.outcome === null ? "" : names.moment(document.outcome);
  return {
    state: document.sample.of === 0 ? "empty" : "ready",
    title: titleOf(measured, outcome, words),
    summary: [
      t("factors.summary", { outcome, sd: formatNumber(document.outcomeSd, locale) }),
      sampleText(document, words),
      t("association"),
    ].join(" "),
    rows: measured.map((factor) => rowOf(factor, [from, to], words)),
    zero: to > from ? ((0 - from) / (to - from)) * 100 : 0,
    rest: rest === 0 ? null : t("factors.rest", { count: rest }),
    table: tableOf(document.factors, words),
  };
}

/** What is clear, the worst first; that some stand wrong. */
function titleOf(measured: readonly Measured[], outcome: string, { t, locale }: Words): string {
  const [worst] = measured;
  const wrong = measured.filter(({ disagrees }) => disagrees).length;
  const best = measured.at(-1);
  const named = worst?.behaves === "minus" ? worst : best?.behaves === "plus" ? best : undefined;
  if (named === undefined) return t("factors.titleNone", { outcome });
  const values = { factor: named.text[locale], value: formatSigned(named.effect.value, locale), outcome, wrong };
  return t(wrong === 0 ? "factors.title" : "factors.titleWrong", values);
}

function rowOf(factor: Measured, [from, to]: readonly [number, number], words: Words): FactorRow {
  const { t, locale, names } = words;
  const { effect } = factor;
  return {
    key: `${factor.moment} ${factor.factor}`,
    text: factor.text[locale],
    where: t("factors.where", { moment: names.moment(factor.moment), place: t(`factors.place.${factor.column}`) }),
    behaves: behavesOf(factor, words),
    fill: factor.behaves === "minus" || factor.behaves === "plus" ? factor.behaves : "standard",
    disagrees: factor.disagrees ? disagreesOf(factor, words) : null,
    bar: placeBar(effect, from, to),
    effect: t("factors.effect", {
      value: formatSigned(effect.value, locale),
      interval: formatSignedInterval(effect.low, effect.high, locale),
    }),
    counts: t("factors.counts", { present: formatCount(factor.present, locale), absent: formatCount(factor.absent, locale) }),
  };
}

function behavesOf({ behaves, reason }: DriverFactor, { t }: Words): string {
  return reason === null ? t(`factors.behaves.${behaves}`) : `${t(`factors.behaves.${behaves}`)}: ${t(`reason.${reason}`)}`;
}

function disagreesOf({ column, behaves }: DriverFactor, { t }: Words): string {
  return t("factors.disagrees", { column: t(`factors.column.${column}`), behaves: t(`factors.like.${behaves}`) });
}

function tableOf(factors: readonly DriverFactor[], words: Words): ChartTable {
  const { t, locale, names } = words;
  const column = (key: string, numeric = true) => ({ key, label: t(`factors.head.${key}`), numeric });
  return {
    caption: t("factors.caption"),
    columns: [
      ...["factor", "moment", "column", "behaves"].map((key) => column(key, false)),
      ...["effect", "interval", "present", "absent"].map((key) => column(key)),
    ],
    rows: factors.map((factor) => ({
      key: `${factor.moment} ${factor.factor}`,
      weak: factor.effect.value === null,
      cells: [
        factor.text[locale],
        names.moment(factor.moment),
        t(`factors.column.${factor.column}`),
        factor.disagrees ? `${behavesOf(factor, words)} (${disagreesOf(factor, words)})` : behavesOf(factor, words),
        factor.effect.value === null ? NOTHING : formatSigned(factor.effect.value, locale),
        formatSignedInterval(factor.effect.low, factor.effect.high, locale),
        formatCount(factor.present, locale),
        formatCount(factor.absent, locale),
      ],
    })),
  };
}
