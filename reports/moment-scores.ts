/** Every moment's satisfaction, broken share, mean and distribution. */

import { readVisitFigures, type VisitFigures } from "#db/reach-reads.ts";
import { readScoreTallies } from "#db/score-reads.ts";
import { countVisitFigures } from "#db/visit-figures.ts";
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
      before === null || filter.compare === null
        ? now.document
        : {
            ...now.document,
            comparison: filter.compare,
            compare: before.document,
            // All touchpoints are one family of tests, whichever of them are shown.
            change: momentChanges(now, before, frame.journey.moments, frame.names).filter(
              (row) => row.moment !== null && shown.has(row.moment),
            ),
          };
    return ok(scope.small === "shown" ? document : hideInMomentScores(document, hidesScores(frame)));
  },
};

function sideOf(frame: Frame, part: PeriodFrame) {
  const tallies = readScoreTallies(frame.store, frame.scope, part.selection, frame.cutoff);
  const figures = visitFigures(frame, part);
  const document: MomentScoresDocument = {
    period: part.period,
    moments: toMomentScores(frame.moments, tallies, figures?.notMet ?? null),
    repeated: figures === null ? missing("team-filter") : wilsonShare(figures.repeatedAny, figures.ratedAny, "no-ratings"),
    unweighted: frame.figures.weighted,
  };
  return { document, tallies };
}

/** null where teams are chosen or the scope has only some: visits have no team. */
function visitFigures(frame: Frame, part: PeriodFrame): VisitFigures | null {
  const { store, cutoff } = frame;
  if (part.selection.teams !== null || frame.scope.teams !== "all") return null;
  if (cutoff === null && frame.filter.moments.length === 0) return readVisitFigures(store, part.selection);
  return countVisitFigures(store, part.selection, frame.moments, cutoff);
}
