/** One moment's chart: its factors in three columns, how often each is mentioned, and what the ratings say of those who do. */
import { readEdits } from "#db/factor-edits.ts";
import { readFactorDays, readFactorTallies, readMentionedBy } from "#db/factor-reads.ts";
import { readMomentFactors } from "#db/factors.ts";
import { readBucketTallies, readDayTallies, readScoreTallies } from "#db/score-reads.ts";
import type { Selection } from "#db/selection.ts";
import { bucketIndex, buckets, dayText, localDay, monthStart, monthsWithin } from "#domain/calendar.ts";
import { walkSteps } from "#domain/chart.ts";
import type { ChartFactor, MotChartDocument } from "#domain/chart-documents.ts";
import { chartHistory } from "#domain/chart-history.ts";
import { inChartOrder } from "#domain/factor.ts";
import { disagrees, factorEvidence } from "#domain/factor-evidence.ts";
import type { Moment } from "#domain/journey.ts";
import { mayShow } from "#domain/privacy.ts";
import { hideInMotChart } from "#domain/privacy-chart.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { countZones } from "#domain/scores.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import type { DayTally } from "#domain/tally.ts";
import { type Frame, frameOf } from "./frame.ts";
import type { Report } from "./report.ts";
import { filteredDimensions, hidesScores } from "./score-frame.ts";

/** Edits told, newest first. */
const MOST_EDITS = 50;

export const motChartReport: Report<"mot-chart"> = {
  name: "mot-chart",
  action: "report:chart",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const [moment] = frame.moments;
    if (!moment || filter.moments.length !== 1)
      return badParameter("moment", filter.moments[1] ?? "", "name one moment: a chart is of one.");
    const selection = wholeDays(frame);
    const edits = readEdits(store, moment.id);
    const keys = new Map(readMomentFactors(store, moment.id).map((factor) => [factor.id, factor.key]));
    const steps = walkSteps(edits.map(({ kind }) => kind));
    const document: MotChartDocument = {
      period: frame.now.period,
      moment: moment.key,
      version: edits.at(-1)?.n ?? 0,
      canUndo: steps.undo !== null,
      canRedo: steps.redo !== null,
      ...evidence(frame, moment, selection),
      edits: chartHistory(edits, (id) => keys.get(id), MOST_EDITS),
      unweighted: frame.figures.weighted,
    };
    if (scope.small === "shown") return ok(document);
    return ok(
      hideInMotChart(
        document,
        hidesScores({ ...frame, cutoff: null, now: { ...frame.now, selection } })(moment.key, "now"),
        hiddenFactors(frame, moment, selection),
      ),
    );
  },
};

/** Cells know whole days: an as-of within a day counts up to the end of the day before. */
function wholeDays({ now, cutoff }: Frame): Selection {
  if (cutoff === null) return now.selection;
  return { ...now.selection, toDay: Math.min(now.selection.toDay, cutoff.wholeDay ? cutoff.day : cutoff.day - 1) };
}

function evidence(
  frame: Frame,
  moment: Moment,
  selection: Selection,
): Pick<MotChartDocument, "rated" | "satisfaction" | "broken" | "grain" | "factors"> {
  const { store, scope } = frame;
  const tallies = readScoreTallies(store, scope, selection, null).filter(({ momentId }) => momentId === moment.id);
  const all = countZones(
    moment,
    tallies.reduce<number[]>((sums, { answers }) => answers.map((count, i) => count + (sums[i] ?? 0)), []),
  );
  const mentioned = new Map(readFactorTallies(store, scope, selection, moment.id).map((tally) => [tally.factorId, tally]));
  const trend = trendOf(frame, moment, selection);
  const factors = inChartOrder(readMomentFactors(store, moment.id)).map((factor): ChartFactor => {
    const found = factorEvidence(moment, mentioned.get(factor.id) ?? { mentioned: 0, answers: [] }, all);
    const { key, place, archived, text } = factor;
    return {
      factor: key,
      column: place,
      archived,
      text,
      ...found,
      disagrees: !archived && disagrees(place, found.behaves),
      points: trend.points(factor.id),
    };
  });
  return {
    rated: all.rated,
    satisfaction: wilsonShare(all.plus, all.rated, "no-ratings"),
    broken: wilsonShare(all.minus, all.rated, "no-ratings"),
    grain: trend.grain,
    factors,
  };
}

/** By month, unless the filter names another grain. */
function trendOf(frame: Frame, moment: Moment, selection: Selection) {
  const { store, scope, filter, settings, asOf, cutoff } = frame;
  const grain = filter.grain ?? "month";
  const finished = cutoff ? selection.toDay : asOf === null ? -1 : localDay(settings.timeZone, asOf) - 1;
  const { fromDay, toDay } = selection;
  const parts = fromDay > toDay ? [] : buckets(grain, fromDay, toDay, settings.weekStart, finished);
  const rated = parts.map(() => 0);
  for (const { momentId, day, answers } of dayTallies(frame, selection, grain === "month")) {
    const i = momentId === moment.id ? bucketIndex(parts, day) : -1;
    if (i >= 0) rated[i] = (rated[i] ?? 0) + countZones(moment, answers).rated;
  }
  const byFactor = Map.groupBy(readFactorDays(store, scope, selection, moment.id, grain === "month"), (tally) => tally.factorId);
  const points = (factorId: number): ChartFactor["points"] => {
    const counts = parts.map(() => ({ mentioned: 0, rated: 0 }));
    for (const tally of byFactor.get(factorId) ?? []) {
      const count = counts[bucketIndex(parts, tally.day)];
      if (!count) continue;
      count.mentioned += tally.mentioned;
      count.rated += tally.rated;
    }
    return parts.map((part, i) => ({
      from: dayText(part.fromDay),
      to: dayText(part.toDay),
      complete: part.complete,
      mentioned: counts[i]?.mentioned ?? 0,
      share: wilsonShare(counts[i]?.rated ?? 0, rated[i] ?? 0, "no-ratings"),
    }));
  };
  return { grain, points };
}

/** Whole months come from the month cells where months are asked for. */
function dayTallies({ store, scope }: Frame, selection: Selection, byMonth: boolean): DayTally[] {
  const { months, days } = monthsWithin(selection.fromDay, selection.toDay);
  const from = months[0];
  const to = months.at(-1);
  if (!byMonth || from === undefined || to === undefined) return readDayTallies(store, scope, selection, null);
  const edges = days.flatMap(([fromDay, toDay]) => readDayTallies(store, scope, { ...selection, fromDay, toDay }, null));
  return [...readBucketTallies(store, scope, selection, { grain: "month", from, to, sign: 1 }, monthStart), ...edges];
}

/** Keys of factors whose ratings another choice of channel, segment or team would give away. */
function hiddenFactors(frame: Frame, moment: Moment, selection: Selection): ReadonlySet<string> {
  const hidden = new Set<number>();
  for (const { dimension, name, chosen } of filteredDimensions(selection)) {
    const rows = readMentionedBy(frame.store, frame.scope, dimension, { ...selection, [name]: null }, moment.id);
    for (const [factorId, mine] of Map.groupBy(rows, (row) => row.factorId)) {
      if (!mayShow(new Map(mine.map((row) => [row.valueId, row.rated])), chosen)) hidden.add(factorId);
    }
  }
  return new Set(readMomentFactors(frame.store, moment.id).flatMap(({ id, key }) => (hidden.has(id) ? [key] : [])));
}
