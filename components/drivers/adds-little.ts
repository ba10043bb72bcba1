/** Decides which moments add little and break much: where a journey could do with a step less. */
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatPercent, formatShare } from "#components/format.ts";
import type { DriversAnswer, FixFirstAnswer } from "#domain/improvement-documents.ts";

export interface AddsLittleView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
}

interface Row {
  readonly moment: string;
  /** Part of what all moments together explain of the outcome. */
  readonly share: number;
  readonly hazard: number;
  /** Places by how little it adds and by how much it breaks, added: the fewer the more it is in question. */
  readonly places: number;
}

/** Least added, most broken first; moments whose weight or breaks cannot be told are left out. Ties in journey order. */
export function rankAddsLittle(drivers: DriversAnswer, gains: FixFirstAnswer): Row[] {
  const hazards = new Map(gains.steps.map((step) => [step.moment, step.hazard]));
  const known = drivers.importance.weights.flatMap(({ moment, share }) => {
    const hazard = hazards.get(moment);
    return share === null || hazard === undefined || hazard.value === null || hazard.n < 30
      ? []
      : [{ moment, share, hazard: hazard.value }];
  });
  return known
    .map((row) => {
      const lessAdded = known.filter((other) => other.share < row.share).length;
      const moreBroken = known.filter((other) => other.hazard > row.hazard).length;
      return { ...row, places: lessAdded + moreBroken + 2 };
    })
    .sort((a, b) => a.places - b.places);
}

/** `words.t` is bound to the namespace `drivers`. */
export function prepareAddsLittle(drivers: DriversAnswer, gains: FixFirstAnswer, words: Words): AddsLittleView {
  const { t, locale, names } = words;
  const rows = rankAddsLittle(drivers, gains);
  const steps = new Map(gains.steps.map((step) => [step.moment, step]));
  const [first] = rows;
  const column = (key: string, numeric = true) => ({ key, label: t(`little.column.${key}`), numeric });
  return {
    state: drivers.outcome === null || drivers.sample.of === 0 ? "empty" : rows.length === 0 ? "too-few" : "ready",
    title: first === undefined ? t("little.title") : t("little.titleFirst", { moment: names.moment(first.moment) }),
    summary: t("little.summary"),
    table: {
      caption: t("little.caption"),
      columns: [column("moment", false), ...["share", "hazard", "n", "sole"].map((key) => column(key))],
      rows: rows.map((row, i) => {
        const step = steps.get(row.moment);
        return {
          key: row.moment,
          weak: false,
          cells: [
            `${i + 1}. ${names.moment(row.moment)}`,
            formatPercent(row.share, locale),
            formatPercent(row.hazard, locale, 1),
            formatCount(step?.hazard.n ?? null, locale),
            step === undefined ? "" : formatShare(step.soleBreaks, locale).value,
          ],
        };
      }),
    },
  };
}
