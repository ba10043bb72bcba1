/** Decides what stands at the head of a moment's page: the finding, the figures, how they changed, and where the moment stands. */
import { type MomentSides, momentSides, type SideScores } from "#components/beside/moment-sides.ts";
import { isClear, isDrawn } from "#components/charts/evidence.ts";
import type { ChartState, ChartTable } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatMean, formatNps, formatShare } from "#components/format.ts";
import { cutsText, type MomentChange, prepareChange } from "#components/moments/prepare.ts";
import { mostlyMix } from "#components/overview/prepare.ts";
import type { Change, ChoicesDocument, MomentScore, MomentScoresDocument } from "#domain/documents.ts";
import type { Share } from "#domain/share.ts";

export interface HeadView {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly table: ChartTable;
  readonly score: MomentScore;
  readonly meanText: string;
  readonly npsText: string | null;
  readonly cuts: string;
  /** null: nothing is compared. */
  readonly change: MomentChange | null;
  readonly sides: MomentSides | null;
  readonly unweighted: boolean;
}

export interface HeadWords {
  /** Bound to `moment`. */
  readonly words: Words;
  /** Bound to `moments`, and to `charts`. */
  readonly moments: Words;
  readonly charts: Words;
}

/** `compared`: the document that carries the change; null where nothing is compared. null where the document has no such moment. */
export function prepareHead(
  scores: MomentScoresDocument,
  compared: MomentScoresDocument | null,
  sideScores: SideScores | null,
  { words, moments, charts }: HeadWords,
): HeadView | null {
  const score = scores.moments[0];
  if (score === undefined) return null;
  const row = compared?.change?.find((change) => change.measure === "satisfaction" && change.moment === score.moment);
  const sides = sideScores === null ? null : (momentSides(sideScores).get(score.moment) ?? null);
  return {
    state: score.touched === 0 ? "empty" : "ready",
    title: titleOf(score, row, words),
    summary: words.t("head.summary", { rated: formatCount(score.rated, words.locale), touched: formatCount(score.touched, words.locale) }),
    table: tableOf(score, sides, words),
    score,
    meanText: formatMean(score.mean, score.meanSe, words.locale),
    npsText: score.nps === null ? null : formatNps(score.nps, words.locale),
    cuts: cutsText(score, moments),
    change: compared === null ? null : prepareChange(row, moments, charts),
    sides,
    unweighted: scores.unweighted,
  };
}

function titleOf(score: MomentScore, change: Change | undefined, { t, locale }: Words): string {
  if (score.rated === 0) return t("head.unrated");
  if (!isDrawn(score.rated) || score.broken.value === null || score.satisfaction.value === null) return t("head.few");
  const values = { broken: formatShare(score.broken, locale).value, plus: formatShare(score.satisfaction, locale).value };
  const difference = change?.difference.value ?? null;
  if (change === undefined || difference === null || !isClear(change)) return t("head.title", values);
  const size = formatDifference(difference, locale, "size");
  if (mostlyMix(change)) return t("head.mixed", { ...values, difference: formatDifference(difference, locale) });
  return t(difference > 0 ? "head.improved" : "head.fell", { ...values, size });
}

function tableOf(score: MomentScore, sides: MomentSides | null, words: Words): ChartTable {
  const { t, locale, reason } = words;
  const share = (key: string, label: string, of: Share) => {
    const told = formatShare(of, locale);
    return {
      key,
      weak: told.evidence === "weak",
      cells: [label, told.value, told.interval ?? (told.reason === null ? "" : reason(told.reason)), told.n],
    };
  };
  const plain = (key: string, value: string) => ({
    key,
    weak: false,
    cells: [t(`figure.${key}`), value, "", formatCount(score.rated, locale)],
  });
  return {
    caption: t("head.caption"),
    columns: [
      { key: "figure", label: t("column.figure"), numeric: false },
      { key: "value", label: t("column.value"), numeric: true },
      { key: "interval", label: t("column.interval"), numeric: true },
      { key: "n", label: "n", numeric: true },
    ],
    rows: [
      share("satisfaction", t("figure.satisfaction"), score.satisfaction),
      ...(sides === null
        ? []
        : (["priority", "others"] as const).map((side) =>
            share(side, t("figure.side", { side: sides.labels[side] }), sides.satisfaction[side]),
          )),
      share("broken", t("figure.broken"), score.broken),
      plain("mean", formatMean(score.mean, score.meanSe, locale)),
      ...(score.nps === null ? [] : [plain("nps", formatNps(score.nps, locale))]),
      share("coverage", t("figure.coverage"), score.coverage),
    ],
  };
}

export interface Neighbour {
  readonly key: string;
  readonly name: string;
}

export interface Place {
  /** "Touchpoint 5 of 14", or that it is an overall question. */
  readonly text: string;
  readonly previous: Neighbour | null;
  readonly next: Neighbour | null;
}

/** Where the moment stands among the journey's, outcomes last; null while the choices have not come. */
export function placeInJourney(choices: ChoicesDocument | undefined, key: string, { t, locale }: Words): Place | null {
  const list = choices?.moments ?? [];
  const at = list.findIndex((moment) => moment.key === key);
  const here = list[at];
  if (here === undefined) return null;
  const neighbour = (i: number): Neighbour | null => {
    const other = list[i];
    return other === undefined ? null : { key: other.key, name: other.name[locale] };
  };
  const steps = list.filter((moment) => moment.role === "touchpoint").length;
  return {
    text:
      here.position === null
        ? t("head.outcome")
        : t("head.place", { place: formatCount(here.position, locale), count: formatCount(steps, locale) }),
    previous: at > 0 ? neighbour(at - 1) : null,
    next: neighbour(at + 1),
  };
}
