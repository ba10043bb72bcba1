/** What reports over visits share: no team filter, at least one step, the scan of a period, and the privacy rule over visits. */

import type { Store } from "#db/open.ts";
import { type ReachCounts, readReachCounts, readVisitsBy } from "#db/reach-reads.ts";
import type { Scope } from "#db/scope.ts";
import { readVisitScan } from "#db/visit-scan.ts";
import type { Filter } from "#domain/filter.ts";
import { countFunnel, type FunnelCounts, reachedBy } from "#domain/funnel.ts";
import { mayShow } from "#domain/privacy.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { countSurvival, type SurvivalCounts } from "#domain/survival.ts";
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

export interface VisitCounts {
  readonly funnel: FunnelCounts;
  readonly survival: SurvivalCounts;
}

/** What funnel and survival are computed from, off the rollups where they can serve. */
export function countsOf(frame: Frame, part: PeriodFrame): VisitCounts {
  const counts = rolledUp(frame, part);
  if (counts) return counts;
  const scan = scanOf(frame, part);
  return { funnel: countFunnel(frame.steps, scan), survival: countSurvival(frame.steps, scan) };
}

/**
 * The privacy rule: steps whose figures are hidden because another choice of segment or channel would give a small group away. A group is
 * small where its visits, those that rated anything, or at the step those that reached it, rated it or were at risk there, are few.
 */
export function hidesSteps(frame: Frame): (momentKey: string, side: "now" | "before") => boolean {
  const keysOf = (part: PeriodFrame | null) => (part === null ? new Set<string>() : hiddenSteps(frame, part));
  const hidden = { now: keysOf(frame.now), before: keysOf(frame.before) };
  return (momentKey, side) => hidden[side].has(momentKey);
}

function hiddenSteps(frame: Frame, part: PeriodFrame): Set<string> {
  const hidden = new Set<string>();
  for (const dimension of ["segments", "channels"] as const) {
    const chosen = part.selection[dimension];
    if (chosen === null) continue;
    const all = readVisitsBy(frame.store, dimension, { ...part.selection, [dimension]: null });
    const byValue = [...all.keys()].map(
      (value) => [value, groupSizes(countsOf(frame, { ...part, selection: { ...part.selection, [dimension]: [value] } }))] as const,
    );
    const tells = (size: (of: GroupSizes) => number) => mayShow(new Map(byValue.map(([value, of]) => [value, size(of)])), chosen);
    const whole = mayShow(all, chosen) && tells((of) => of.ratedVisits);
    frame.steps.forEach((step, i) => {
      const here = (column: "reached" | "rated" | "ratedSoFar" | "atRisk") => tells((of) => of[column][i] ?? 0);
      if (!whole || !here("reached") || !here("rated") || !here("ratedSoFar") || !here("atRisk")) hidden.add(step.key);
    });
  }
  return hidden;
}

interface GroupSizes {
  readonly ratedVisits: number;
  readonly reached: Int32Array;
  readonly rated: Int32Array;
  readonly ratedSoFar: Int32Array;
  readonly atRisk: Int32Array;
}

function groupSizes({ funnel, survival }: VisitCounts): GroupSizes {
  const { ratedVisits, rated, atRisk } = survival;
  return { ratedVisits, reached: reachedBy(funnel), rated, ratedSoFar: ratedSoFar(survival), atRisk };
}

/** Per step, the most ratings at any step up to it: at least so many visits stand behind the breaks so far. */
export function ratedSoFar({ rated }: SurvivalCounts): Int32Array {
  let most = 0;
  return rated.map((n) => {
    most = Math.max(most, n);
    return most;
  });
}
