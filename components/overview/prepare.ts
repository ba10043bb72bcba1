/** Decides what the overview says of the journey as a whole: the findings in words, the headline figures, the caveats. */

import { isClear, isDrawn, isRanked } from "#components/charts/evidence.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatInterval, formatPercent } from "#components/format.ts";
import type { Change, Clustering, FunnelDocument, MomentScoresDocument, SurvivalDocument, SurvivalStep } from "#domain/documents.ts";
import { describePeriod } from "#domain/filter-sentence.ts";
import type { Share } from "#domain/share.ts";

/** The share of out-of-order visits above which the order of the moments is doubtful. */
const DOUBTFUL_ORDER = 0.1;
/** The share of visits rating a moment twice above which intervals are too narrow. */
const REPEATED_OFTEN = 0.05;
/** How many moments a sentence names before it counts the others. */
const NAMED = 3;

/** The finding in words, a sentence an item. */
export interface Findings {
  /** How the journey is doing and where it breaks most. */
  readonly lead: readonly string[];
  /** What changed; empty where nothing is compared. */
  readonly change: readonly string[];
}

/** `words.t` is bound to the namespace `overview`. `ownPeriod`: the scores' period is not the page's, so the change says both. */
export function prepareFindings(
  survival: SurvivalDocument,
  scores: MomentScoresDocument | undefined,
  words: Words,
  ownPeriod = false,
): Findings {
  return {
    lead: [...stateSentences(survival, words), ...worstSentence(survival, words)],
    change: changeSentences(scores, words, ownPeriod),
  };
}

function stateSentences({ journeyScore, asTravelled, steps, ratedVisits }: SurvivalDocument, { t, locale }: Words): string[] {
  if (ratedVisits === 0) return [t("finding.empty")];
  const drawn = isDrawn(ratedVisits);
  const score = !drawn || journeyScore.value === null ? null : formatPercent(journeyScore.value, locale);
  const of100 = !drawn || asTravelled.value === null ? null : formatCount(asTravelled.value * 100, locale);
  const values = { score: score ?? "", of100: of100 ?? "", steps: formatCount(steps.length, locale) };
  const sentence =
    score === null && of100 === null
      ? t("finding.tooFew", { n: formatCount(ratedVisits, locale) })
      : t(of100 === null ? "finding.scoreOnly" : score === null ? "finding.travelledOnly" : "finding.both", values);
  const plain = isRanked(ratedVisits) || (score === null && of100 === null);
  return plain ? [sentence] : [sentence, t("finding.weak", { n: formatCount(ratedVisits, locale) })];
}

function worstSentence(survival: SurvivalDocument, { t, names }: Words): string[] {
  const worst = rankBreaks(survival.steps)[0];
  return worst === undefined ? [] : [t("finding.worst", { moment: names.moment(worst.moment) })];
}

/** A change that comes mostly from another mix of customers is neither better nor worse: it is said to be that. */
function changeSentences(scores: MomentScoresDocument | undefined, words: Words, ownPeriod: boolean): string[] {
  const changes = touchpointChanges(scores);
  if (scores === undefined || changes === null) return [];
  const clear = changes.filter(isClear);
  const mixed = clear.filter(mostlyMix);
  const rated = clear.filter((change) => !mostlyMix(change));
  const improved = rated.filter((change) => (change.difference.value ?? 0) > 0);
  const fell = rated.filter((change) => (change.difference.value ?? 0) < 0);
  const text = words.t(changeKey(improved.length > 0, fell.length > 0, mixed.length > 0), {
    improved: nameList(improved, words),
    fell: nameList(fell, words),
  });
  const periods = comparedPeriods(scores, words);
  return [
    ownPeriod && periods !== null ? words.t("finding.against", { ...periods, text }) : text,
    ...(mixed.length === 0 ? [] : [words.t("finding.mixed", { moments: nameList(mixed, words) })]),
  ];
}

function changeKey(improved: boolean, fell: boolean, mixed: boolean): string {
  if (improved) return fell ? "finding.changeBoth" : "finding.improved";
  if (fell) return "finding.fell";
  return mixed ? "finding.onlyMixed" : "finding.noChange";
}

/** Whether the mix part of a change is larger than its rate part and points the same way as the whole. */
export function mostlyMix({ rate, mix, difference }: Change): boolean {
  if (rate === null || mix === null || difference.value === null) return false;
  return Math.abs(mix) > Math.abs(rate) && Math.sign(mix) === Math.sign(difference.value);
}

/** The two periods of a comparison in words; null where one of them has no days. */
export function comparedPeriods(scores: MomentScoresDocument, { locale }: Words): { readonly now: string; readonly before: string } | null {
  const now = scores.period;
  const before = scores.compare?.period;
  if (now.from === null || now.to === null || before === undefined || before.from === null || before.to === null) return null;
  return { now: describePeriod(now.from, now.to, locale), before: describePeriod(before.from, before.to, locale) };
}

/** The touchpoints' satisfaction changes; null where nothing is compared, or the other period has nothing to compare with. */
export function touchpointChanges(scores: MomentScoresDocument | undefined): Change[] | null {
  if (scores?.change === undefined) return null;
  const touchpoints = new Set(scores.moments.filter((moment) => moment.role === "touchpoint").map((moment) => moment.moment));
  const changes = scores.change.filter(
    (change) => change.measure === "satisfaction" && change.moment !== null && touchpoints.has(change.moment),
  );
  return changes.some((change) => change.difference.value !== null) ? changes : null;
}

function nameList(changes: readonly Change[], { t, locale, names }: Words): string {
  const ordered = [...changes].sort((a, b) => Math.abs(b.difference.value ?? 0) - Math.abs(a.difference.value ?? 0));
  const shown = ordered.slice(0, NAMED).map((change) => names.moment(change.moment ?? ""));
  const rest = ordered.length - shown.length;
  const items = rest > 0 ? [...shown, t("finding.more", { count: formatCount(rest, locale) })] : shown;
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

/** Steps by how many journeys broke there first, most first; steps that fewer than 30 unbroken journeys rated are not ranked. */
export function rankBreaks(steps: readonly SurvivalStep[]): SurvivalStep[] {
  return steps.filter((step) => isRanked(step.atRisk) && (step.broke ?? 0) > 0).sort((a, b) => (b.broke ?? 0) - (a.broke ?? 0));
}

export interface HeadlineShare {
  readonly key: "asTravelled" | "journeyScore";
  readonly label: string;
  readonly share: Share;
  readonly change: ChangeWords | null;
}

export interface ChangeWords {
  readonly direction: "up" | "down" | "none";
  readonly text: string;
  /** The interval of a clear change; of an unclear one the smallest that would show. */
  readonly detail: string;
}

export interface Headline {
  readonly shares: readonly HeadlineShare[];
  /** What stands beside the score: plain numbers without an interval of their own. */
  readonly values: readonly {
    readonly key: "meanMet" | "independentProduct";
    readonly label: string;
    readonly value: string;
    readonly text: string;
  }[];
  /** Always printed under the score. */
  readonly condition: string;
}

/** The figures side by side, and the sentences that belong to them. */
export function prepareHeadline(survival: SurvivalDocument, words: Words): Headline {
  const { t, locale } = words;
  const change = (measure: Change["measure"]) => {
    const found = survival.change?.find((one) => one.moment === null && one.measure === measure);
    return found === undefined ? null : changeWords(found, words);
  };
  const shown = (share: number | null) => (isDrawn(survival.ratedVisits) ? share : null);
  const value = (key: "meanMet" | "independentProduct") => ({
    key,
    label: t(`figure.${key}`),
    value: formatPercent(shown(survival[key]), locale),
    text: t(`figure.${key}Text`),
  });
  return {
    shares: [
      { key: "asTravelled", label: t("figure.asTravelled"), share: survival.asTravelled, change: change("as-travelled") },
      { key: "journeyScore", label: t("figure.journeyScore"), share: survival.journeyScore, change: change("journey-score") },
    ],
    values: [value("meanMet"), value("independentProduct")],
    condition: conditionOf(survival, words),
  };
}

/** Whether bad moments fall on the same people, in a sentence. */
export function prepareClustering({ observed, expected, difference, verdict }: Clustering, { t, locale }: Words): string {
  if (verdict === "same-people" && observed !== null && expected !== null) {
    return t("clustering.samePeople", { observed: formatPercent(observed, locale), expected: formatPercent(expected, locale) });
  }
  return t(isRanked(difference.n) ? "clustering.cannotTell" : "clustering.tooFew", { n: formatCount(difference.n, locale) });
}

/** What the score supposes, and how far off it may be. */
function conditionOf({ flawless, bounds, coverage, ratedVisits }: SurvivalDocument, { t, locale }: Words): string {
  const rated = { coverage: formatPercent(coverage.value, locale) };
  const [lower] = bounds;
  if (!isDrawn(ratedVisits) || flawless.value === null || lower === null) return t("conditionFew", rated);
  return t("condition", { ...rated, flawless: formatPercent(flawless.value, locale), lower: formatPercent(lower, locale) });
}

/** A change in words: an arrow only where it is clear. null: nothing to compare with. */
export function changeWords(change: Change, { t, locale }: Words): ChangeWords | null {
  const { value, low, high } = change.difference;
  if (value === null) return null;
  if (!isClear(change)) {
    const smallest =
      change.detectable === null ? "" : t("change.smallest", { smallest: formatDifference(change.detectable, locale, "size") });
    return { direction: "none", text: t("change.none"), detail: smallest };
  }
  const direction = value > 0 ? "up" : "down";
  return {
    direction,
    text: t(`change.${direction}`, { difference: formatDifference(value, locale, "size") }),
    detail: t("change.interval", { interval: formatInterval(low, high, locale, "difference") }),
  };
}

export interface Warning {
  readonly key: "selective" | "unweighted" | "order" | "missing" | "repeated";
  readonly text: string;
}

/** What a reader must know before trusting the figures; empty where nothing stands against them. */
export function prepareWarnings(
  survival: SurvivalDocument,
  funnel: FunnelDocument | undefined,
  scores: MomentScoresDocument | undefined,
  { t, locale }: Words,
): Warning[] {
  const warnings: Warning[] = [];
  const add = (key: Warning["key"], values?: Record<string, string>) => warnings.push({ key, text: t(`warning.${key}`, values) });
  if (survival.selective) add("selective");
  const disorder = funnel?.outOfOrder.value ?? null;
  if (disorder !== null && disorder > DOUBTFUL_ORDER) add("order", { share: formatPercent(disorder, locale) });
  if (survival.unweighted) add("unweighted");
  const repeated = scores?.repeated.value ?? null;
  if (repeated !== null && repeated > REPEATED_OFTEN) add("repeated", { share: formatPercent(repeated, locale) });
  if (survival.steps.length > 1 && survival.coverage.value !== null && survival.coverage.value < 1) add("missing");
  return warnings;
}
