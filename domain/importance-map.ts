/** The importance-performance map: what matters, against how good it is. */
import type { Importance, ImportanceMap, MapPoint, Quadrant } from "./drivers-document.ts";
import { isKnown, missing, type Share } from "./share.ts";

/**
 * J. A. Martilla and J. C. James, "Importance-performance analysis", Journal of Marketing 41 (1977) 77–79: importance is the relative weight
 * with its bootstrap interval, performance the satisfaction with Wilson's; a point's ellipse has these two intervals as its width and its
 * height (each right 95 times in 100 on its own; the ellipse holds both at once about 85 times). The lines are the means of the points: more important than an
 * equal part, better than the average moment. A point without importance or performance has no place. On a line counts as above it.
 */
export function toImportanceMap(importance: Importance, performance: ReadonlyMap<string, Share>): ImportanceMap {
  const all = importance.weights.map(({ moment, weight }) => ({
    moment,
    importance: weight,
    performance: performance.get(moment) ?? missing("no-ratings"),
  }));
  const placed = all.flatMap((point) =>
    point.importance.value !== null && isKnown(point.performance) ? [{ x: point.importance.value, y: point.performance.value }] : [],
  );
  if (placed.length === 0) {
    return { importanceLine: null, performanceLine: null, points: all.map((point) => ({ ...point, quadrant: null, clear: false })) };
  }
  const importanceLine = placed.reduce((sum, { x }) => sum + x, 0) / placed.length;
  const performanceLine = placed.reduce((sum, { y }) => sum + y, 0) / placed.length;
  return {
    importanceLine,
    performanceLine,
    points: all.map((point): MapPoint => {
      const { importance: weight, performance: share } = point;
      if (weight.value === null || !isKnown(share)) return { ...point, quadrant: null, clear: false };
      const clear =
        (weight.low > importanceLine || weight.high < importanceLine) && (share.low > performanceLine || share.high < performanceLine);
      return { ...point, quadrant: quadrantOf(weight.value >= importanceLine, share.value >= performanceLine), clear };
    }),
  };
}

function quadrantOf(important: boolean, good: boolean): Quadrant {
  if (important) return good ? "keep" : "act";
  return good ? "possible-overkill" : "low-priority";
}
