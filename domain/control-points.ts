/** From the control chart's arithmetic to the report's document. */
import type { ChartBucket } from "./control-chart.ts";
import type { ControlChart, ControlChartDocument } from "./control-chart-document.ts";
import type { Grain } from "./filter.ts";
import { wilsonShare } from "./statistics/wilson.ts";

/** Days up to which a chart is of days: 20 weeks make the points that a baseline wants. */
const MOST_DAYS = 139;
/** Up to which it is of weeks. */
const MOST_DAYS_OF_WEEKS = 1_400;

/** The grain of a control chart over that many days, where none is asked for: the coarsest with about 20 points or more, up to 200 weeks. */
export function chartGrain(days: number): Grain {
  if (days <= MOST_DAYS) return "day";
  return days <= MOST_DAYS_OF_WEEKS ? "week" : "month";
}

type Head = Pick<ControlChartDocument, "period" | "moment" | "measure" | "grain" | "frozen" | "unweighted">;

export function toControlChartDocument(head: Head, { points, ...chart }: ControlChart): ControlChartDocument {
  const { unweighted, ...question } = head;
  return {
    ...question,
    ...chart,
    points: points.map(({ hits, n, value: _, low, high, ...point }) => ({
      ...point,
      inBaseline: point.inBaseline && point.complete,
      share: wilsonShare(hits, n, "no-ratings"),
      lowerLimit: low,
      upperLimit: high,
    })),
    unweighted,
  };
}

/** Each bucket a point by itself and no limits: what is left where the limits may not be told, since merging already tells of the share. */
export function unmerged(buckets: readonly ChartBucket[]): ControlChart {
  return {
    points: buckets.map((bucket) => ({
      ...bucket,
      buckets: 1,
      value: bucket.n > 0 ? bucket.hits / bucket.n : null,
      low: null,
      high: null,
      inBaseline: false,
      signals: [],
    })),
    ...{ centre: null, sigmaZ: null, baselineFrom: null, baselineTo: null, baselinePoints: 0, provisional: false, reason: null },
  };
}
