/** The moments ledger: how many moments of truth there are in a year, how long they last, how many are rated, how many are bad. */
import { readMoments } from "#db/journeys.ts";
import { readScoreTallies } from "#db/score-reads.ts";
import type { LedgerDocument } from "#domain/documents.ts";
import { stepsOf } from "#domain/journey.ts";
import { ledgerFrom } from "#domain/ledger.ts";
import { hideInMomentScores } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import { toMomentScores } from "#domain/scores.ts";
import { missing } from "#domain/share.ts";
import type { Frame, PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { hidesScores } from "./score-frame.ts";
import { countsOf, coveredDays, visitFrameOf } from "./visit-frame.ts";

export const ledgerReport: Report<"ledger"> = {
  name: "ledger",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const now = sideOf(frame, frame.now, "now");
    if (frame.before === null || filter.compare === null) return ok(now);
    return ok({ ...now, comparison: filter.compare, compare: sideOf(frame, frame.before, "before"), change: [] });
  },
};

function sideOf(frame: Frame, part: PeriodFrame, side: "now" | "before"): LedgerDocument {
  const seconds = new Map(readMoments(frame.store, frame.journey.id).map((moment) => [moment.id, moment.seconds]));
  const byKey = new Map(frame.steps.map((step) => [step.key, seconds.get(step.id) ?? null]));
  const tallies = readScoreTallies(frame.store, frame.scope, part.selection, frame.cutoff);
  const plain = {
    period: part.period,
    moments: toMomentScores(frame.steps, tallies, null),
    repeated: missing("no-visits"),
    unweighted: frame.figures.weighted,
  };
  const hides = hidesScores(frame);
  const { moments } = frame.scope.small === "shown" ? plain : hideInMomentScores(plain, (moment) => hides(moment, side));
  const entries = moments.map((score) => ({ score, seconds: byKey.get(score.moment) ?? null }));
  return {
    period: part.period,
    ...ledgerFrom({ entries, visits: visitsOf(frame, part), days: coveredDays(frame, part) }),
    unweighted: frame.figures.weighted,
  };
}

/** Visits that started in the period; null under a choice of channels, where a visit counts by its entry and a touch by its own. */
function visitsOf(frame: Frame, part: PeriodFrame): number | null {
  if (part.selection.channels !== null) return null;
  // A visit is one whichever moments are chosen: asked of the whole journey it need not be looked for.
  const whole = { ...frame, filter: { ...frame.filter, moments: [] }, steps: stepsOf(frame.journey) };
  return countsOf(whole, part).survival.visits;
}
