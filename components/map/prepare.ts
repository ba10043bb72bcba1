/** Decides the journey map: its stations in order, what each of them says, the emotion curve, and the finding in words. */
import { type MomentSides, momentSides, type SideScores } from "#components/beside/moment-sides.ts";
import type { Side, Sides } from "#components/beside/split.ts";
import { isDrawn, isRanked, isWeak } from "#components/charts/evidence.ts";
import type { ChartState } from "#components/charts/table.ts";
import type { Words } from "#components/charts/words.ts";
import { formatCount, formatDifference, formatNps, formatPercent } from "#components/format.ts";
import { type MomentChange, prepareChange } from "#components/moments/prepare.ts";
import type { ChoicesDocument, MomentScore, MomentScoresDocument } from "#domain/documents.ts";
import { STAGES, type Stage } from "#domain/journey.ts";
import { pooledShare } from "#domain/pooled.ts";
import { isKnown, type Share } from "#domain/share.ts";

/** A point of the emotion curve: plus share minus minus share, -1..1. */
export interface CurvePoint {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly weak: boolean;
}

/** The priority segment and all others at a station. */
export interface StationSides extends MomentSides {
  readonly points: Sides<CurvePoint | null>;
}

export interface Station {
  readonly key: string;
  readonly name: string;
  /** Place in the whole journey, also where only a stage is shown. */
  readonly place: number;
  readonly stage: Stage;
  readonly channels: readonly string[];
  readonly satisfaction: Share;
  readonly net: Share;
  /** null: nothing to draw. */
  readonly point: CurvePoint | null;
  /** A moment that nobody rates stays on the map: as not measured, or as not met by those whom the filter chooses. */
  readonly measured: "yes" | "no" | "not-met";
  readonly touched: number;
  /** Contacts against those of the busiest station, 0..1. */
  readonly volume: number;
  /** null: nothing is compared. */
  readonly change: MomentChange | null;
  /** The priority segment and all others; null where they do not stand beside each other. */
  readonly sides: StationSides | null;
}

/** Neighbouring stations of one stage, under one heading. */
export interface StageRun {
  readonly stage: Stage;
  /** Place of its first station. */
  readonly first: number;
  readonly count: number;
  readonly satisfaction: Share;
}

export interface JourneyMap {
  readonly state: ChartState;
  readonly title: string;
  readonly summary: string;
  readonly stations: readonly Station[];
  readonly runs: readonly StageRun[];
  /** The curve's scale: it always holds 0, as many plus as minus. */
  readonly low: number;
  readonly high: number;
  /** How each clear change splits, and how small a change would have shown at the others; empty where nothing is compared. */
  readonly changes: readonly string[];
  /** Stages that the journey has, to look at one closely. */
  readonly stages: readonly Stage[];
}

export interface MapInput {
  readonly scores: MomentScoresDocument;
  /** The scores whose changes are shown; null: nothing is compared. */
  readonly compared: MomentScoresDocument | null;
  readonly sides: SideScores | null;
  readonly choices: ChoicesDocument | undefined;
  readonly stage: Stage | null;
  /** The filter chooses channels or segments, so that no contact says nothing of the moment itself. */
  readonly narrowed: boolean;
}

/** How far the curve's scale reaches beyond the points. */
const MARGIN = 0.08;

/** `words.t` is bound to the namespace `map`, `moments.t` to `moments`, `charts.t` to `charts`. */
export function prepareMap(input: MapInput, words: Words, moments: Words, charts: Words): JourneyMap {
  const steps = input.scores.moments.filter((moment) => moment.role === "touchpoint");
  const shown = steps.filter((moment) => input.stage === null || moment.stage === input.stage);
  const busiest = Math.max(1, ...shown.map((moment) => moment.touched));
  const sides = input.sides === null ? null : momentSides(input.sides);
  const stations = shown.map((moment): Station => {
    const change = input.compared?.change?.find((one) => one.measure === "satisfaction" && one.moment === moment.moment);
    return {
      key: moment.moment,
      name: words.names.moment(moment.moment),
      place: moment.position ?? 0,
      stage: moment.stage,
      channels: channelNames(moment.moment, input.choices, words),
      satisfaction: moment.satisfaction,
      net: moment.net,
      point: pointOf(moment),
      measured: moment.rated > 0 ? "yes" : moment.touched === 0 && input.narrowed ? "not-met" : "no",
      touched: moment.touched,
      volume: moment.touched / busiest,
      change: input.compared?.change === undefined || moment.rated === 0 ? null : prepareChange(change, moments, charts),
      sides: stationSides(moment.moment, input, sides?.get(moment.moment)),
    };
  });
  const points = stations.flatMap((station) => [
    ...(station.point === null ? [] : [station.point]),
    ...(station.sides === null ? [] : Object.values(station.sides.points).filter((point) => point !== null)),
  ]);
  return {
    state: stateOf(shown),
    title: sidesTitle(stations, words) ?? titleOf(stations, words),
    changes: changesOf(stations, words),
    summary: summaryOf(stations, words),
    stations,
    runs: runsOf(shown),
    low: Math.max(-1, Math.min(0, ...points.map((point) => point.low)) - MARGIN),
    high: Math.min(1, Math.max(0, ...points.map((point) => point.high)) + MARGIN),
    stages: STAGES.filter((stage) => steps.some((moment) => moment.stage === stage)),
  };
}

function pointOf(moment: MomentScore | undefined): CurvePoint | null {
  if (moment === undefined || !isKnown(moment.net) || !isDrawn(moment.rated)) return null;
  const { value, low, high } = moment.net;
  return { value, low, high, weak: isWeak(moment.rated) };
}

function channelNames(key: string, choices: ChoicesDocument | undefined, { names }: Words): string[] {
  return (choices?.moments.find((moment) => moment.key === key)?.channels ?? []).map(names.channel);
}

function stationSides(key: string, { sides }: MapInput, compared: MomentSides | undefined): StationSides | null {
  if (sides === null || compared === undefined) return null;
  const at = (side: Side) => pointOf(sides.documents[side].moments.find((one) => one.moment === key));
  return { ...compared, points: { priority: at("priority"), others: at("others") } };
}

function runsOf(moments: readonly MomentScore[]): StageRun[] {
  const groups: MomentScore[][] = [];
  for (const moment of moments) {
    const last = groups.at(-1);
    if (last?.[0]?.stage === moment.stage) last.push(moment);
    else groups.push([moment]);
  }
  return groups.map((group) => ({
    stage: group[0]?.stage ?? "smot",
    first: group[0]?.position ?? 0,
    count: group.length,
    satisfaction: pooledShare(group, "plus"),
  }));
}

function stateOf(moments: readonly MomentScore[]): ChartState {
  if (moments.every((moment) => moment.touched === 0)) return "empty";
  return moments.some((moment) => isDrawn(moment.rated)) ? "ready" : "too-few";
}

/** The curve's ends, among stations with 30 ratings or more: fewer are not ranked. */
function titleOf(stations: readonly Station[], { t, locale }: Words): string {
  const ranked = stations.filter((station) => isKnown(station.net) && isRanked(station.net.n));
  const sorted = [...ranked].sort((a, b) => (a.net.value ?? 0) - (b.net.value ?? 0));
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined || lowest === highest) {
    return t("titleUnknown", { count: formatCount(stations.length, locale) });
  }
  return t("title", {
    lowest: lowest.name,
    low: formatPercent(lowest.satisfaction.value, locale),
    highest: highest.name,
    high: formatPercent(highest.satisfaction.value, locale),
  });
}

/** Where the priority segment stands apart from all others; null where they do not stand beside each other. */
function sidesTitle(stations: readonly Station[], { t, locale }: Words): string | null {
  const sides = stations.flatMap((station) => (station.sides === null ? [] : [{ name: station.name, ...station.sides }]));
  const [one] = sides;
  if (one === undefined) return null;
  const named = (apart: "lower" | "higher") => {
    const names = sides.filter((side) => side.apart === apart).map((side) => side.name);
    return names.length === 0 ? [] : [t(`sides.${apart}`, { moments: new Intl.ListFormat(locale, { type: "conjunction" }).format(names) })];
  };
  const parts = [...named("lower"), ...named("higher")];
  return parts.length === 0
    ? t("sides.none", { segment: one.labels.priority })
    : t("sides.title", { segment: one.labels.priority, parts: parts.join("; ") });
}

function changesOf(stations: readonly Station[], { t, locale }: Words): string[] {
  const changed = stations.filter((station) => station.change?.clear);
  const smallest = stations.flatMap((station) =>
    station.change === null || station.change.clear ? [] : (station.change.detectable ?? []),
  );
  return [
    ...changed.flatMap(({ name, change }) =>
      change === null ? [] : [t("changed", { moment: name, change: change.text, split: change.split ?? "" }).trim()],
    ),
    ...(smallest.length === 0
      ? []
      : [t(changed.length === 0 ? "unchangedAll" : "unchanged", { smallest: formatDifference(Math.min(...smallest), locale, "size") })]),
  ];
}

function summaryOf(stations: readonly Station[], { t, locale }: Words): string {
  const touched = stations.reduce((sum, station) => sum + station.touched, 0);
  const unmeasured = stations.filter((station) => station.measured === "no").map((station) => station.name);
  const below = stations.filter((station) => isKnown(station.net) && station.net.high < 0).map((station) => station.name);
  const list = (names: readonly string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
  return [
    t("summary", { count: formatCount(stations.length, locale), touched: formatCount(touched, locale) }),
    ...(below.length === 0 ? [] : [t("below", { moments: list(below) })]),
    ...(unmeasured.length === 0 ? [] : [t("unmeasured", { moments: list(unmeasured) })]),
    t("noFeeling"),
  ].join(" ");
}

/** A point of the curve as it is written: "+52". */
export function netText(value: number | null, locale: Words["locale"]): string {
  return formatNps(value === null ? null : value * 100, locale);
}
