/** What fix-first and what-if share: the visits of the curve, how many there are a year, and whether the curve may be told whole. */
import { readRatings } from "#db/rating-scan.ts";
import { noClustering } from "#domain/clustering.ts";
import { hideInSurvivalSide } from "#domain/privacy-survival.ts";
import { type Survival, survivalFrom } from "#domain/survival.ts";
import type { VisitScan } from "#domain/tally.ts";
import type { Frame } from "./frame.ts";
import { countsOf, coveredDays, hidesSteps, visitQuestionOf } from "./visit-frame.ts";

/** The bootstrap's seed: fixed, so that the same question has the same answer. */
export const SEED = 20_260_101;

/** A year is spoken of from a whole week on: days of the week differ too much. */
const FEWEST_DAYS = 7;

export interface Improvement {
  readonly scan: VisitScan;
  readonly visits: number;
  readonly yearlyVisits: number | null;
  /** Whether some step of the curve is hidden from this viewer. */
  readonly hidesAny: boolean;
}

export function improvementOf(frame: Frame): Improvement {
  const survival = survivalFrom(frame.steps, countsOf(frame, frame.now).survival);
  const days = coveredDays(frame, frame.now);
  return {
    scan: readRatings(frame.store, frame.scope, visitQuestionOf(frame, frame.now), survival.ratedVisits),
    visits: survival.visits,
    yearlyVisits: days < FEWEST_DAYS ? null : (survival.visits * 365) / days,
    hidesAny: frame.scope.small === "hidden" && hidesAnyStep(frame, survival),
  };
}

function hidesAnyStep(frame: Frame, survival: Survival): boolean {
  const hides = hidesSteps(frame);
  const plain = { period: frame.now.period, ...survival, clustering: noClustering("not-asked", 0), unweighted: frame.figures.weighted };
  return hideInSurvivalSide(plain, (moment) => hides(moment, "now")).steps.some((step) => step.atRisk > 0 && step.broke === null);
}
