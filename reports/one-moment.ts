/** What reports on one moment share: the moment that is asked about, and which of its two shares. */
import type { Moment } from "#domain/journey.ts";
import { badParameter, ok, type Result } from "#domain/problem.ts";
import { isScoreMeasure, SCORE_MEASURES, type ScoreMeasure } from "#domain/score-measure.ts";
import type { Frame } from "./frame.ts";

/** The one moment of the filter; a problem where it names none or several. */
export function oneMoment({ filter, moments }: Frame): Result<Moment> {
  const [moment] = moments;
  if (moment !== undefined && filter.moments.length === 1) return ok(moment);
  return badParameter("moment", filter.moments[1] ?? "", "name one moment: this report is of one.");
}

/** The parameter `measure`; broken where it is left out. */
export function readMeasure(text: string | undefined): Result<ScoreMeasure> {
  if (text === undefined) return ok("broken");
  if (isScoreMeasure(text)) return ok(text);
  return badParameter("measure", text, `"${text}" is not one of ${SCORE_MEASURES.join(", ")}.`);
}
