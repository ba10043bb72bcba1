/** What reports on one moment share: the moment that is asked about, and which of its two shares. */

import type { Store } from "#db/open.ts";
import type { Scope } from "#db/scope.ts";
import type { Moment } from "#domain/journey.ts";
import { badParameter, ok, type Result } from "#domain/problem.ts";
import type { Question } from "#domain/question.ts";
import { isScoreMeasure, SCORE_MEASURES, type ScoreMeasure } from "#domain/score-measure.ts";
import { type Frame, frameOf } from "./frame.ts";

export interface MomentFrame {
  readonly frame: Frame;
  readonly moment: Moment;
  readonly measure: ScoreMeasure;
}

/** What a question about one moment's share asks. */
export function momentFrameOf(store: Store, scope: Scope, journeyKey: string, { filter, extra }: Question): Result<MomentFrame> {
  const framed = frameOf(store, scope, journeyKey, filter);
  if (!framed.ok) return framed;
  const moment = oneMoment(framed.value);
  if (!moment.ok) return moment;
  const measure = readMeasure(extra.measure);
  return measure.ok ? ok({ frame: framed.value, moment: moment.value, measure: measure.value }) : measure;
}

/** The one moment of the filter; a problem where it names none or several. */
function oneMoment({ filter, moments }: Frame): Result<Moment> {
  const [moment] = moments;
  if (moment !== undefined && filter.moments.length === 1) return ok(moment);
  return badParameter("moment", filter.moments[1] ?? "", "name one moment: this report is of one.");
}

/** The parameter `measure`; broken where it is left out. */
function readMeasure(text: string | undefined): Result<ScoreMeasure> {
  if (text === undefined) return ok("broken");
  if (isScoreMeasure(text)) return ok(text);
  return badParameter("measure", text, `"${text}" is not one of ${SCORE_MEASURES.join(", ")}.`);
}
