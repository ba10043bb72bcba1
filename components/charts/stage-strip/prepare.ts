/** Decides the stage strip: the four stages from first search to telling others, pooled from the counts of their moments. */
import { formatCount, formatPercent } from "#components/format.ts";
import type { MomentScoresDocument } from "#domain/documents.ts";
import { STAGES, type Stage } from "#domain/journey.ts";
import { pooledShare, sumOf } from "#domain/pooled.ts";
import type { Share } from "#domain/share.ts";
import { isDrawn, isRanked, isWeak } from "../evidence.ts";
import type { ChartState, ChartTable } from "../table.ts";
import type { Words } from "../words.ts";

export interface StageCell {
  readonly stage: Stage;
  readonly label: string;
  readonly explanation: string;
  readonly moments: number;
  readonly satisfaction: Share;
  readonly broken: Share;
  readonly weak: boolean;
}

export interface StageStrip {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly cells: readonly StageCell[];
  readonly table: ChartTable;
}

/** Ratings of a stage's touchpoints pooled: plus over rated, minus over rated. `words.t` is bound to `charts`. */
export function prepareStageStrip(document: MomentScoresDocument, words: Words): StageStrip {
  const { t, locale } = words;
  const cells = STAGES.map((stage): StageCell => {
    const moments = document.moments.filter((moment) => moment.stage === stage && moment.role === "touchpoint");
    return {
      stage,
      label: t(`stage.${stage}`),
      explanation: t(`stage.${stage}Text`),
      moments: moments.length,
      satisfaction: pooledShare(moments, "plus"),
      broken: pooledShare(moments, "minus"),
      weak: isWeak(sumOf(moments, "rated")),
    };
  });
  const ranked = cells.filter((cell) => isRanked(cell.broken.n) && cell.broken.value !== null);
  const worst = ranked.reduce<StageCell | null>((most, cell) => ((cell.broken.value ?? 0) > (most?.broken.value ?? 0) ? cell : most), null);
  const rated = cells.map((cell) => cell.satisfaction.n);
  return {
    state: rated.every((n) => n === 0) ? "empty" : rated.some(isDrawn) ? "ready" : "too-few",
    summary: t("stages.summary", {
      ratings: formatCount(
        rated.reduce((sum, n) => sum + n, 0),
        locale,
      ),
    }),
    title:
      worst === null
        ? t("stages.titleUnknown")
        : t("stages.title", { stage: worst.label, share: formatPercent(worst.broken.value, locale) }),
    cells,
    table: {
      caption: t("stages.caption"),
      columns: [
        { key: "stage", label: t("column.stage"), numeric: false },
        { key: "moments", label: t("column.moments"), numeric: true },
        { key: "rated", label: t("column.ratings"), numeric: true },
        { key: "satisfaction", label: t("column.satisfaction"), numeric: true },
        { key: "broken", label: t("column.brokenShare"), numeric: true },
      ],
      rows: cells.map((cell) => ({
        key: cell.stage,
        weak: cell.weak,
        cells: [
          cell.label,
          formatCount(cell.moments, locale),
          formatCount(cell.satisfaction.n, locale),
          formatPercent(cell.satisfaction.value, locale),
          formatPercent(cell.broken.value, locale),
        ],
      })),
    },
  };
}
