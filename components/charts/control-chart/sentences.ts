/** What a control chart says in words. */
import { formatCount, formatInterval, formatNumber, formatPercent, formatPeriod } from "#components/format.ts";
import type { ControlChartDocument, ControlPoint } from "#domain/control-chart-document.ts";
import { isDrawn } from "../evidence.ts";
import type { Words } from "../words.ts";

/** Whether a point is drawn: its share is told, and of 5 or more. */
export function isShown({ share }: ControlPoint): boolean {
  return share.value !== null && isDrawn(share.n);
}

/** The points with a signal, in order of time. */
export function signalsOf({ points }: ControlChartDocument): ControlPoint[] {
  return points.filter((point) => point.signals.length > 0 && point.share.value !== null);
}

/** Which chart it is, and why. */
export function kindText({ sigmaZ }: ControlChartDocument, { t, locale }: Words): string {
  if (sigmaZ === null) return "";
  return sigmaZ > 1 ? t("control.kind.laney", { sigma: formatNumber(sigmaZ, locale) }) : t("control.kind.plain");
}

/** "15–21 Sep 2026: 25.1% of 470 ratings, above the limit of 22.1%". */
export function signalText({ centre }: ControlChartDocument, point: ControlPoint, { t, locale }: Words): string {
  const { share, lowerLimit, upperLimit, signals } = point;
  const above = (share.value ?? 0) > (centre ?? 0);
  const values = {
    period: formatPeriod(point, locale),
    share: formatPercent(share.value, locale, 1),
    n: formatCount(share.n, locale),
    limit: formatPercent(above ? upperLimit : lowerLimit, locale, 1),
    centre: formatPercent(centre, locale, 1),
  };
  if (!signals.includes("outside")) return t(above ? "control.signal.runAbove" : "control.signal.runBelow", values);
  return t(above ? "control.signal.above" : "control.signal.below", values);
}

/** All that is known of one point. */
export function describePoint(document: ControlChartDocument, point: ControlPoint, words: Words): string {
  const { t, locale } = words;
  if (point.signals.length > 0) return signalText(document, point, words);
  const { share, lowerLimit, upperLimit, complete } = point;
  const values = {
    period: formatPeriod(point, locale),
    share: formatPercent(share.value, locale, 1),
    n: formatCount(share.n, locale),
    limits: formatInterval(lowerLimit, upperLimit, locale, "share", 1),
  };
  if (!complete) return t("control.point.unfinished", values);
  return t(lowerLimit === null ? "control.point.plain" : "control.point.within", values);
}
