/** Decides the distribution of a moment's answers: a bar each, in the three zones that the cut points make. */
import { isDrawn, isWeak } from "#components/charts/evidence.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatPercent, formatShare } from "#components/format.ts";
import { answerText } from "#components/moments/prepare.ts";
import type { MomentScore } from "#domain/documents.ts";
import { ratingOf, type Zone, zoneOf } from "#domain/journey.ts";
import type { Share } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";

export interface AnswerBar {
  readonly answer: string;
  readonly zone: Zone;
  readonly share: Share;
  /** Height, 0 to 100, the highest bar of the picture being 100. */
  readonly height: number;
  readonly percent: string;
  readonly count: string;
}

export interface ZoneBars {
  readonly zone: Zone;
  readonly share: string;
  readonly bars: readonly AnswerBar[];
}

export interface AnswersView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly zones: readonly ZoneBars[];
  readonly weak: boolean;
  /** The scale was turned at import. */
  readonly turned: boolean;
}

const ZONES: readonly Zone[] = ["minus", "standard", "plus"];

/** `words.t` is bound to `moment`, `charts.t` to `charts`. */
export function prepareAnswers(score: MomentScore, words: Words, charts: Words): AnswersView {
  const { t, locale } = words;
  const bars = barsOf(score, words);
  const zones = ZONES.map((zone) => ({
    zone,
    share: formatPercent(score.rated > 0 ? (score[zone] ?? 0) / score.rated : null, locale),
    bars: bars.filter((bar) => bar.zone === zone),
  })).filter((zone) => zone.bars.length > 0);
  const most = bars.reduce<AnswerBar | null>((best, bar) => ((bar.share.value ?? 0) > (best?.share.value ?? 0) ? bar : best), null);
  const told = zones.map((zone) => t("answers.zone", { zone: charts.t(`zone.${zone.zone}`), share: zone.share }));
  return {
    state: score.rated === 0 ? "empty" : bars.length === 0 || !isDrawn(score.rated) ? "too-few" : "ready",
    title:
      most === null
        ? t("answers.kicker")
        : t("answers.title", {
            answer: most.answer,
            share: most.percent,
            broken: zones[0]?.zone === "minus" ? zones[0].share : formatPercent(0, locale),
          }),
    summary: t("answers.summary", {
      rated: formatCount(score.rated, locale),
      zones: new Intl.ListFormat(locale, { type: "conjunction" }).format(told),
    }),
    table: tableOf(score, bars, words, charts),
    zones,
    weak: isWeak(score.rated),
    turned: score.scale.best === "low",
  };
}

/** None where the answers are hidden. */
function barsOf(score: MomentScore, { locale }: Words): AnswerBar[] {
  const { histogram, rated } = score;
  if (histogram === null || rated === 0) return [];
  const highest = Math.max(...histogram);
  return histogram.map((count, answer) => ({
    answer: answerText(ratingOf(score.scale, answer), locale),
    zone: zoneOf(score, answer),
    share: wilsonShare(count, rated, "no-ratings"),
    height: (count / highest) * 100,
    percent: formatPercent(count / rated, locale),
    count: formatCount(count, locale),
  }));
}

function tableOf(score: MomentScore, bars: readonly AnswerBar[], { t, locale }: Words, charts: Words): ChartTable {
  return {
    caption: t("answers.caption"),
    columns: [
      { key: "answer", label: t("answers.answer"), numeric: false },
      { key: "zone", label: t("answers.zoneColumn"), numeric: false },
      { key: "count", label: t("column.rated"), numeric: true },
      { key: "share", label: t("column.share"), numeric: true },
      { key: "interval", label: t("column.interval"), numeric: true },
    ],
    rows: bars.map((bar) => {
      const told = formatShare(bar.share, locale);
      return {
        key: bar.answer,
        weak: isWeak(score.rated),
        cells: [bar.answer, charts.t(`zone.${bar.zone}`), bar.count, told.value, told.interval ?? ""],
      };
    }),
  };
}
