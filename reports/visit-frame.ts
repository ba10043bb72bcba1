/** What reports over visits share: no team filter, at least one step, the counts of a period, and the privacy rule over visits. */

import type { Store } from "#db/open.ts";
import type { ReachCounts } from "#db/reach-reads.ts";
import type { Scope } from "#db/scope.ts";
import { CountedVisits, type VisitQuestion } from "#db/visit-counts.ts";
import type { Filter } from "#domain/filter.ts";
import { reachedBy } from "#domain/funnel.ts";
import { mayShow } from "#domain/privacy.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import type { SurvivalCounts } from "#domain/survival.ts";
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

/** What is asked of the visits of a period. */
export function visitQuestionOf(frame: Frame, part: PeriodFrame): VisitQuestion {
  const { journey, steps, asOf, cutoff } = frame;
  return { journey, steps, isWhole: frame.filter.moments.length === 0, selection: part.selection, asOf, cutoff };
}

export function countsOf(frame: Frame, part: PeriodFrame): ReachCounts {
  return new CountedVisits(frame.store, frame.scope, visitQuestionOf(frame, part)).total();
}

/** Days of the period from the journey's first to its last with data, and not after as-of. */
export function coveredDays({ figures, cutoff }: Frame, { selection }: PeriodFrame): number {
  if (figures.span === null) return 0;
  const first = Math.max(selection.fromDay, figures.span.first);
  const last = Math.min(selection.toDay, figures.span.last, cutoff?.day ?? Number.POSITIVE_INFINITY);
  return Math.max(0, last - first + 1);
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
    // Read once for all values of the dimension, however many there are.
    const all = { ...part, selection: { ...part.selection, [dimension]: null } };
    const groups = new CountedVisits(frame.store, frame.scope, visitQuestionOf(frame, all)).by(dimension);
    const byValue = [...groups].map(([value, counts]) => [value, groupSizes(counts)] as const);
    const tells = (size: (of: GroupSizes) => number) => mayShow(new Map(byValue.map(([value, of]) => [value, size(of)])), chosen);
    const whole = tells((of) => of.visits) && tells((of) => of.ratedVisits);
    frame.steps.forEach((step, i) => {
      const here = (column: "reached" | "rated" | "ratedSoFar" | "atRisk") => tells((of) => of[column][i] ?? 0);
      if (!whole || !here("reached") || !here("rated") || !here("ratedSoFar") || !here("atRisk")) hidden.add(step.key);
    });
  }
  return hidden;
}

interface GroupSizes {
  readonly visits: number;
  readonly ratedVisits: number;
  readonly reached: Int32Array;
  readonly rated: Int32Array;
  readonly ratedSoFar: Int32Array;
  readonly atRisk: Int32Array;
}

function groupSizes({ funnel, survival }: ReachCounts): GroupSizes {
  const { visits, ratedVisits, rated, atRisk } = survival;
  return { visits, ratedVisits, reached: reachedBy(funnel), rated, ratedSoFar: ratedSoFar(survival), atRisk };
}

/** Per step, the most ratings at any step up to it: at least so many visits stand behind the breaks so far. */
export function ratedSoFar({ rated }: SurvivalCounts): Int32Array {
  let most = 0;
  return rated.map((n) => {
    most = Math.max(most, n);
    return most;
  });
}
