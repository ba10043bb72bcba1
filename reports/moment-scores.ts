/** Every moment's satisfaction, broken share, mean and distribution. */

import { type MomentVisits, readMomentVisits } from "#db/reach-reads.ts";
import { readMomentTallies, readScoreTallies } from "#db/score-reads.ts";
import { splitAtCutoff } from "#db/settled-days.ts";
import { countMomentVisits } from "#db/visit-figures.ts";
import { momentChanges } from "#domain/change.ts";
import type { MomentScoresDocument } from "#domain/documents.ts";
import { hideInMomentScores } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import { toMomentScores } from "#domain/scores.ts";
import { missing } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { type Frame, frameOf, type PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { hidesScores } from "./score-frame.ts";

export const momentScoresReport: Report<"moment-scores"> = {
  name: "moment-scores",
  action: "report:scores",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const now = sideOf(frame, frame.now);
    const before = frame.before && sideOf(frame, frame.before);
    const shown = new Set(frame.moments.map((moment) => moment.key));
    const document: MomentScoresDocument =
      before === null || frame.before === null || filter.compare === null
        ? now
        : {
            ...now,
            comparison: filter.compare,
            compare: before,
            // All touchpoints are one family of tests, whichever of them are shown.
            change: momentChanges(strataOf(frame, frame.now), strataOf(frame, frame.before), frame.journey.moments, frame.names).filter(
              (row) => row.moment !== null && shown.has(row.moment),
            ),
          };
    return ok(scope.small === "shown" ? document : hideInMomentScores(document, hidesScores(frame)));
  },
};

function sideOf(frame: Frame, part: PeriodFrame): MomentScoresDocument {
  const visits = momentVisits(frame, part);
  const notMet = visits && new Map(frame.moments.map(({ id }) => [id, visits(id).notMet]));
  const total = (count: "rated" | "repeated") => frame.moments.reduce((sum, { id }) => sum + (visits?.(id)[count] ?? 0), 0);
  return {
    period: part.period,
    moments: toMomentScores(frame.moments, readMomentTallies(frame.store, frame.scope, part.selection, frame.cutoff), notMet),
    repeated: visits === null ? missing("team-filter") : wilsonShare(total("repeated"), total("rated"), "no-ratings"),
    unweighted: frame.figures.weighted,
  };
}

/** By stratum, over all moments: what a change is split over. */
function strataOf(frame: Frame, part: PeriodFrame) {
  return { tallies: readScoreTallies(frame.store, frame.scope, part.selection, frame.cutoff) };
}

/** null where teams are chosen or the scope has only some: visits have no team. */
function momentVisits(frame: Frame, part: PeriodFrame): ((momentId: number) => MomentVisits) | null {
  const { store, cutoff } = frame;
  if (part.selection.teams !== null || frame.scope.teams !== "all") return null;
  const { settled, unsettled } = splitAtCutoff(store, part.selection, cutoff);
  const counts = [readMomentVisits(store, settled)];
  if (cutoff !== null && unsettled.fromDay <= unsettled.toDay) counts.push(countMomentVisits(store, unsettled, frame.moments, cutoff));
  const sum = (momentId: number, of: keyof MomentVisits) => counts.reduce((total, part) => total + (part.get(momentId)?.[of] ?? 0), 0);
  return (momentId) => ({ notMet: sum(momentId, "notMet"), rated: sum(momentId, "rated"), repeated: sum(momentId, "repeated") });
}
