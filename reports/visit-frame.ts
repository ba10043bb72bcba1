/** What reports over visits share: no team filter, at least one step, the scan of a period, and the privacy rule over visits. */

import type { Store } from "#db/open.ts";
import { type ReachCounts, readReachCounts, readVisitsBy } from "#db/reach-reads.ts";
import type { Scope } from "#db/scope.ts";
import { readVisitScan } from "#db/visit-scan.ts";
import type { Filter } from "#domain/filter.ts";
import { mayShow } from "#domain/privacy.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import type { VisitScan } from "#domain/tally.ts";
import { type Frame, frameOf, type PeriodFrame } from "./frame.ts";

/** The frame of a report over visits; problems where it asks for what only touches have. */
export function visitFrameOf(store: Store, scope: Scope, journeyKey: string, filter: Filter): Result<Frame> {
  const framed = frameOf(store, scope, journeyKey, filter);
  return framed.ok ? checkVisitFrame(framed.value) : framed;
}

function checkVisitFrame(frame: Frame): Result<Frame> {
  const team = frame.filter.teams[0];
  if (team !== undefined) {
    return badParameter(
      "team",
      team,
      "a journey crosses teams, so funnel and survival cannot be filtered by team; use the moments' scores.",
    );
  }
  if (frame.scope.teams !== "all") {
    return fail({
      code: "not-allowed",
      action: "report:survival",
      sentence: "Journeys cross teams: your role sees the scores of its own teams.",
    });
  }
  const outcome = frame.filter.moments[0];
  if (outcome !== undefined && frame.steps.length === 0) {
    return badParameter("moment", outcome, `"${outcome}" is an outcome and never a step of a journey.`);
  }
  return ok(frame);
}

export function scanOf(frame: Frame, part: PeriodFrame): VisitScan {
  return readVisitScan(frame.store, frame.scope, frame.journey, part.selection, frame.asOf, frame.cutoff);
}

/**
 * What the rollups counted of a period; null where they cannot serve: they know all steps together, and no as-of but the latest touch.
 */
export function rolledUp(frame: Frame, part: PeriodFrame): ReachCounts | null {
  if (frame.filter.moments.length > 0 || frame.cutoff !== null) return null;
  return readReachCounts(frame.store, frame.scope, frame.journey, frame.steps, part.selection, frame.asOf);
}

/** Whether the figures of a period are hidden because another choice of segment or channel would give a small group away. */
export function hidesVisits(frame: Frame, part: PeriodFrame): boolean {
  const { selection } = part;
  const bySegment = selection.segments && readVisitsBy(frame.store, "segment", { ...selection, segments: null });
  const byChannel = selection.channels && readVisitsBy(frame.store, "channel", { ...selection, channels: null });
  return (
    (bySegment !== null && !mayShow(bySegment, selection.segments ?? [])) ||
    (byChannel !== null && !mayShow(byChannel, selection.channels ?? []))
  );
}
