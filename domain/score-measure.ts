/** Which of a moment's two shares is looked at. */
import type { ZoneCounts } from "./scores.ts";

export const SCORE_MEASURES = ["broken", "satisfaction"] as const;
/** broken: minus / rated. satisfaction: plus / rated. */
export type ScoreMeasure = (typeof SCORE_MEASURES)[number];

export function isScoreMeasure(text: string): text is ScoreMeasure {
  return SCORE_MEASURES.some((measure) => measure === text);
}

/** The ratings that the measure counts. */
export function hitsOf(measure: ScoreMeasure, zones: ZoneCounts): number {
  return measure === "broken" ? zones.minus : zones.plus;
}
