/** Satisfaction survival: how many journeys stay free of a bad moment, step by step. */
import { flawlessStrata, survivalChanges } from "#domain/change.ts";
import { toClustering } from "#domain/clustering.ts";
import type { SurvivalDocument } from "#domain/documents.ts";
import { hideInSurvival } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import { countSurvival, survivalFrom } from "#domain/survival.ts";
import type { Frame, PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { hidesSteps, rolledUp, scanOf, visitFrameOf } from "./visit-frame.ts";

/** The bootstrap's seed: fixed, so that the same question has the same answer. */
const SEED = 20_260_101;

export const survivalReport: Report<"survival"> = {
  name: "survival",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const now = sideOf(frame, frame.now);
    const before = frame.before && sideOf(frame, frame.before);
    const document: SurvivalDocument =
      before === null || frame.filter.compare === null
        ? now.document
        : {
            ...now.document,
            comparison: frame.filter.compare,
            compare: before.document,
            change: survivalChanges(now, before, frame.names),
          };
    if (scope.small === "shown") return ok(document);
    return ok(hideInSurvival(document, hidesSteps(frame)));
  },
};

function sideOf(frame: Frame, part: PeriodFrame) {
  // Whether bad moments fall on the same people shows only in the visits themselves.
  const scan = scanOf(frame, part);
  const counts = rolledUp(frame, part);
  const survival = survivalFrom(frame.steps, counts?.survival ?? countSurvival(frame.steps, scan));
  const document: SurvivalDocument = {
    period: part.period,
    ...survival,
    clustering: toClustering(frame.steps, scan, { seed: SEED }),
    unweighted: frame.figures.weighted,
  };
  return { document, survival, strata: counts?.flawless ?? flawlessStrata(frame.steps, scan) };
}
