/** A moment's chart as viewers see it who may not open single visits. */
import type { ChartFactor, MotChartDocument } from "./chart-documents.ts";
import { hiddenBuckets, hideShare } from "./privacy.ts";
import { isKnown, missing, type Share } from "./share.ts";

/**
 * `all`: whether nothing of the moment may be told, because another choice of channel, segment or team would give a small group away;
 * `factors`: keys of those of which the ratings may not be told for the same reason. A mention is an answer, so where its share is
 * hidden its count goes too.
 */
export function hideInMotChart(document: MotChartDocument, all: boolean, factors: ReadonlySet<string>): MotChartDocument {
  const hide = all ? hiddenShare : hideShare;
  return {
    ...document,
    satisfaction: hide(document.satisfaction),
    broken: hide(document.broken),
    factors: document.factors.map((factor) => hideFactor(factor, all, factors.has(factor.factor))),
  };
}

function hideFactor(factor: ChartFactor, all: boolean, ratings: boolean): ChartFactor {
  const share = all || ratings ? hiddenShare(factor.share) : hideShare(factor.share);
  const counted = !all && !ratings && (isKnown(share) || !isKnown(factor.share));
  const hide = all || ratings || !counted ? hiddenShare : hideShare;
  const [satisfaction, broken] = [hide(factor.satisfaction), hide(factor.broken)];
  const [restSatisfaction, restBroken] = [hide(factor.restSatisfaction), hide(factor.restBroken)];
  // Those who mention it and the rest add up to the moment: what is hidden of one must not be had from the other, or from the difference.
  const both = (own: Share, rest: Share) => isKnown(own) && isKnown(rest);
  const pair = <S extends Share>(known: boolean, shown: S) => (known ? shown : hiddenShare(shown));
  const plusKnown = both(satisfaction, restSatisfaction);
  const minusKnown = both(broken, restBroken);
  return {
    ...factor,
    share,
    mentioned: counted ? factor.mentioned : null,
    unrated: counted ? factor.unrated : null,
    satisfaction: pair(plusKnown, satisfaction),
    broken: pair(minusKnown, broken),
    restSatisfaction: pair(plusKnown, restSatisfaction),
    restBroken: pair(minusKnown, restBroken),
    satisfactionDifference: pair(plusKnown, factor.satisfactionDifference),
    brokenDifference: pair(minusKnown, factor.brokenDifference),
    ...(!(plusKnown && minusKnown) && { behaves: "cannot-tell", disagrees: false }),
    points: hidePoints(factor.points, !counted),
  };
}

function hidePoints(points: ChartFactor["points"], always: boolean): ChartFactor["points"] {
  const hidden = hiddenBuckets(
    points.map((point) => point.share.n),
    [],
  );
  return points.map((point, i) => {
    const share = always || hidden.has(i) ? hiddenShare(point.share) : hideShare(point.share);
    return { ...point, share, mentioned: !always && (isKnown(share) || !isKnown(point.share)) ? point.mentioned : null };
  });
}

function hiddenShare(share: Share): Share {
  return isKnown(share) ? missing("too-few", share.n) : share;
}
