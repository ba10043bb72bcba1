/** Satisfaction survival: how many journeys stay free of a bad moment, step by step. */
import { readRatings } from "#db/rating-scan.ts";
import { survivalChanges } from "#domain/change.ts";
import { noClustering, toClustering } from "#domain/clustering.ts";
import type { Clustering, SurvivalDocument } from "#domain/documents.ts";
import { hideInSurvival } from "#domain/privacy-documents.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { survivalFrom } from "#domain/survival.ts";
import type { Frame, PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { countsOf, hidesSteps, visitFrameOf, visitQuestionOf } from "./visit-frame.ts";

/** The bootstrap's seed: fixed, so that the same question has the same answer. */
const SEED = 20_260_101;

export const survivalReport: Report<"survival"> = {
  name: "survival",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter, extra }) {
    const asked = extra.clustering ?? "yes";
    if (asked !== "yes" && asked !== "no") return badParameter("clustering", asked, "is yes (the default) or no.");
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const now = sideOf(frame, frame.now, asked === "yes");
    const before = frame.before && sideOf(frame, frame.before, asked === "yes");
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

function sideOf(frame: Frame, part: PeriodFrame, withClustering: boolean) {
  const counts = countsOf(frame, part);
  const survival = survivalFrom(frame.steps, counts.survival);
  const document: SurvivalDocument = {
    period: part.period,
    ...survival,
    clustering: withClustering ? clusteringOf(frame, part, survival.ratedVisits) : noClustering("not-asked", 0),
    unweighted: frame.figures.weighted,
  };
  return { document, survival, strata: counts.flawless };
}

/** Whether bad moments fall on the same people shows only in what each visit rated. */
function clusteringOf(frame: Frame, part: PeriodFrame, ratedVisits: number): Clustering {
  return toClustering(frame.steps, readRatings(frame.store, frame.scope, visitQuestionOf(frame, part), ratedVisits), { seed: SEED });
}
