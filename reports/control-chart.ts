/** One moment's share over time as a control chart: which points are more than the usual up and down. */
import { readRatedBy } from "#db/score-reads.ts";
import type { Selection } from "#db/selection.ts";
import { type BaselineDays, parseBaseline } from "#domain/baseline.ts";
import { bucketIndex, dayNumber, dayText } from "#domain/calendar.ts";
import { type ChartBucket, toControlChart } from "#domain/control-chart.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import { chartGrain, toControlChartDocument, unmerged } from "#domain/control-points.ts";
import type { Grain } from "#domain/filter.ts";
import type { Moment } from "#domain/journey.ts";
import type { BucketSiblings } from "#domain/privacy.ts";
import { hideInControlChart } from "#domain/privacy-moment.ts";
import { badParameter, ok, type Result } from "#domain/problem.ts";
import { hitsOf, type ScoreMeasure } from "#domain/score-measure.ts";
import { countZones } from "#domain/scores.ts";
import type { Frame } from "./frame.ts";
import { momentFrameOf } from "./one-moment.ts";
import type { Report } from "./report.ts";
import { filteredDimensions, hiddenMoments } from "./score-frame.ts";
import { bucketTallies, checkPoints, timeBuckets } from "./time-buckets.ts";

export const controlChartReport: Report<"control-chart"> = {
  name: "control-chart",
  action: "report:trend",
  async run(store, scope, journeyKey, question) {
    const framed = momentFrameOf(store, scope, journeyKey, question);
    if (!framed.ok) return framed;
    const { frame, moment, measure } = framed.value;
    const { filter, extra } = question;
    const baseline = readBaseline(extra.baseline);
    if (!baseline.ok) return baseline;
    const selection = { ...withBaseline(frame.now.selection, baseline.value), momentId: moment.id };
    const days = selection.toDay - selection.fromDay + 1;
    const grain = filter.grain ?? chartGrain(days);
    const few = checkPoints(filter, grain, days);
    if (!few.ok) {
      const { fromDay, toDay } = frame.now.selection;
      if (filter.grain !== null || !checkPoints(filter, grain, toDay - fromDay + 1).ok) return few;
      return badParameter("baseline", extra.baseline ?? "", "lies so far from the period that the chart would have too many points.");
    }
    const asked = { frame, moment, selection, grain, measure };
    const buckets = bucketsOf(asked);
    const head = {
      period: frame.now.period,
      moment: moment.key,
      measure,
      grain,
      frozen: baseline.value !== null,
      unweighted: frame.figures.weighted,
    };
    const document: ControlChartDocument = toControlChartDocument(head, toControlChart(buckets, baseline.value ?? undefined));
    if (scope.small === "shown") return ok(document);
    const hidden = hiddenMoments(frame, selection).has(moment.id);
    return ok(hideInControlChart(document, toControlChartDocument(head, unmerged(buckets)), hidden, siblingsOf(asked, buckets)));
  },
};

/** `FROM..TO`; null where it is left out. */
function readBaseline(text: string | undefined): Result<BaselineDays | null> {
  if (text === undefined) return ok(null);
  const baseline = parseBaseline(text);
  return baseline === null
    ? badParameter("baseline", text, `"${text}" is not two days in order, as 2026-01-01..2026-03-31.`)
    : ok(baseline);
}

/** A baseline outside the period is drawn with it: limits that nobody sees the origin of would be taken on trust. */
function withBaseline(selection: Selection, baseline: BaselineDays | null): Selection {
  if (baseline === null || selection.fromDay > selection.toDay) return selection;
  return {
    ...selection,
    fromDay: Math.min(selection.fromDay, dayNumber(baseline.from)),
    toDay: Math.max(selection.toDay, dayNumber(baseline.to)),
  };
}

interface Asked {
  readonly frame: Frame;
  readonly moment: Moment;
  readonly selection: Selection;
  readonly grain: Grain;
  readonly measure: ScoreMeasure;
}

function bucketsOf({ frame, moment, selection, grain, measure }: Asked): ChartBucket[] {
  const parts = timeBuckets(frame, selection, grain);
  const counts = parts.map(() => ({ hits: 0, n: 0 }));
  for (const { momentId, day, answers } of bucketTallies(frame, selection, grain)) {
    const count = momentId === moment.id ? counts[bucketIndex(parts, day)] : undefined;
    if (count === undefined) continue;
    const zones = countZones(moment, answers);
    count.n += zones.rated;
    count.hits += hitsOf(measure, zones);
  }
  return parts.map((part, i) => ({
    from: dayText(part.fromDay),
    to: dayText(part.toDay),
    hits: counts[i]?.hits ?? 0,
    n: counts[i]?.n ?? 0,
    complete: part.complete,
  }));
}

/** Ratings in each bucket, by the values of each dimension that is filtered. */
function siblingsOf(asked: Asked, buckets: readonly ChartBucket[]): BucketSiblings[] {
  const { frame, selection } = asked;
  return filteredDimensions(selection).map(({ dimension, name, chosen }) => {
    const values = new Set(
      readRatedBy(frame.store, frame.scope, dimension, { ...selection, [name]: null }, null).map((row) => row.valueId),
    );
    const counts = [...values].map((value) => [value, bucketsOf({ ...asked, selection: { ...selection, [name]: [value] } })] as const);
    return { chosen, buckets: buckets.map((_, i) => new Map(counts.map(([value, mine]) => [value, mine[i]?.n ?? 0]))) };
  });
}
