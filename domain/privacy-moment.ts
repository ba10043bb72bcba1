/** Reports on one moment as viewers see them who may not open single visits. */
import type { ControlChartDocument, ControlPoint } from "./control-chart-document.ts";
import { noEstimate } from "./estimated.ts";
import { type BucketSiblings, hiddenBuckets, hiddenValues, hideShare, isTelling } from "./privacy.ts";
import { isKnown, missing, type Share } from "./share.ts";
import { SMALLEST_UNIT } from "./unit-spread.ts";
import type { DimensionUnits, UnitsDocument } from "./unit-spread-document.ts";

/**
 * `all`: nothing of the moment may be told, because another choice of channel, segment or team would give a small group away. The centre is
 * a sum over the baseline: as soon as one finished point is hidden, centre, limits and signals go, and the points are those of `unmerged`,
 * the same chart without merging, since how many buckets make a point tells of the share. `siblings`: by bucket of `unmerged`.
 */
export function hideInControlChart(
  document: ControlChartDocument,
  unmerged: ControlChartDocument,
  all: boolean,
  siblings: readonly BucketSiblings[],
): ControlChartDocument {
  const points = hidePoints(document.points, all, joined(document.points, siblings));
  const veiled = points.some((point, i) => point.complete && !isKnown(point.share) && isKnown(document.points[i]?.share ?? point.share));
  if (!veiled) return { ...document, points };
  const { reason } = document;
  return { ...unmerged, points: hidePoints(unmerged.points, all, siblings), reason: reason === "no-ratings" ? reason : "too-few" };
}

function hidePoints(points: readonly ControlPoint[], all: boolean, siblings: readonly BucketSiblings[]): ControlPoint[] {
  const hidden = hiddenBuckets(
    points.map((point) => point.share.n),
    siblings,
  );
  return points.map((point, i) => ({ ...point, share: all || hidden.has(i) ? hiddenShare(point.share) : hideShare(point.share) }));
}

/** The siblings' buckets merged as the points are. */
function joined(points: readonly ControlPoint[], siblings: readonly BucketSiblings[]): BucketSiblings[] {
  return siblings.map(({ chosen, buckets }) => {
    let next = 0;
    return {
      chosen,
      buckets: points.map((point) => {
        const mine = buckets.slice(next, next + point.buckets);
        next += point.buckets;
        const sum = new Map<number, number>();
        for (const bucket of mine) for (const [value, n] of bucket) sum.set(value, (sum.get(value) ?? 0) + n);
        return sum;
      }),
    };
  });
}

/**
 * Units are siblings of each other, and so are ratings without a unit. `hides`: units that the caller hides, because a choice in another
 * dimension would give a small group away; `all`: the moment as a whole. The centre is the sum over the units, so it goes where the ratings
 * without a unit are hidden; the spread where a unit that it is taken over is.
 */
export function hideInUnits(
  document: UnitsDocument,
  all: boolean,
  hides: (dimension: DimensionUnits, unit: string) => boolean,
): UnitsDocument {
  return { ...document, dimensions: document.dimensions.map((one) => hideDimension(one, all, (unit) => hides(one, unit))) };
}

/** No unit has this key: keys are never empty. */
const NO_UNIT = "";

function hideDimension(dimension: DimensionUnits, all: boolean, hides: (unit: string) => boolean): DimensionUnits {
  const small = hiddenValues(
    new Map([[NO_UNIT, dimension.withoutUnit], ...dimension.units.map((one) => [one.unit, one.share.n] as const)]),
  );
  const others = new Set(dimension.units.filter((one) => one.share.n > 0 && hides(one.unit)).map((one) => one.unit));
  const isHidden = (unit: string) => all || small.has(unit) || others.has(unit);
  const units = dimension.units.map((one) => {
    const hide = isHidden(one.unit) ? hiddenShare : hideShare;
    const share = hide(one.share);
    const known = isKnown(share) || !isKnown(one.share);
    return { ...one, share, satisfaction: hide(one.satisfaction), broken: hide(one.broken), position: known ? one.position : null };
  });
  const told = units.some((one) => one.share.n >= SMALLEST_UNIT && !isKnown(one.share))
    ? { ...dimension, units, spread: noEstimate("too-few" as const, dimension.spread.n), p: null, verdict: "cannot-tell" as const }
    : { ...dimension, units };
  const n = dimension.units.reduce((sum, one) => sum + one.share.n, 0);
  if (!all && others.size === 0 && !small.has(NO_UNIT) && !isTelling(0, n)) return told;
  return { ...told, centre: null, curve: [], units: units.map((one) => ({ ...one, position: null })) };
}

function hiddenShare(share: Share): Share {
  return isKnown(share) ? missing("too-few", share.n) : share;
}
