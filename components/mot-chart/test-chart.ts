/** Charts for tests, written by hand: counts in, the report's own arithmetic makes the evidence of them. */
import type { ChartFactor, MotChartDocument } from "#domain/chart-documents.ts";
import type { FactorPlace } from "#domain/factor.ts";
import { disagrees, factorEvidence } from "#domain/factor-evidence.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";

const MOMENT = { scale: { min: 1, max: 5, step: 1, best: "high" }, standardFrom: 3, plusFrom: 4 } as const;
/** 1,000 ratings of the moment: 100 minus, 300 standard, 600 plus. */
const ALL = { rated: 1000, minus: 100, standard: 300, plus: 600 };

/** A line that so many minus, standard and plus ratings mention. */
export function factor(
  key: string,
  column: FactorPlace,
  [minus, standard, plus]: readonly [number, number, number],
  more: Partial<ChartFactor> = {},
): ChartFactor {
  const mentioned = minus + standard + plus;
  const evidence = factorEvidence(MOMENT, { mentioned, answers: [minus, 0, standard, plus, 0] }, ALL);
  return {
    factor: key,
    column,
    archived: false,
    text: { en: `${key} in English`, ko: `${key} 한국어` },
    ...evidence,
    disagrees: disagrees(column, evidence.behaves),
    points: [],
    ...more,
  };
}

export function chart(factors: readonly ChartFactor[], more: Partial<MotChartDocument> = {}): MotChartDocument {
  return {
    period: { from: "2026-01-01", to: "2026-03-31", timeZone: "UTC" },
    moment: "call",
    version: 0,
    canUndo: false,
    canRedo: false,
    rated: ALL.rated,
    satisfaction: wilsonShare(ALL.plus, ALL.rated, "no-ratings"),
    broken: wilsonShare(ALL.minus, ALL.rated, "no-ratings"),
    grain: "month",
    factors,
    edits: [],
    unweighted: false,
    ...more,
  };
}
