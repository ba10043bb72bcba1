/** The reach funnel: how far visits come, where they leave, and what a break costs. */
import { funnelChanges } from "#domain/change.ts";
import type { FunnelDocument } from "#domain/documents.ts";
import { funnelFrom } from "#domain/funnel.ts";
import { formatWindow } from "#domain/journey-file.ts";
import { isTooFew } from "#domain/privacy.ts";
import { hideInFunnel } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import type { SurvivalCounts } from "#domain/survival.ts";
import type { Frame, PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { countsOf, hidesSteps, ratedSoFar, visitFrameOf } from "./visit-frame.ts";

export const funnelReport: Report<"funnel"> = {
  name: "funnel",
  action: "report:funnel",
  async run(store, scope, journeyKey, { filter }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const now = sideOf(frame, frame.now);
    const before = frame.before && sideOf(frame, frame.before);
    const document: FunnelDocument =
      before === null || filter.compare === null
        ? now.document
        : { ...now.document, comparison: filter.compare, compare: before.document, change: funnelChanges(now.funnel, before.funnel) };
    if (scope.small === "shown") return ok(document);
    const hides = hidesSteps(frame);
    const few = { now: now.few, before: before?.few };
    return ok(hideInFunnel(document, (moment, side) => hides(moment, side) || few[side]?.has(moment) === true));
  },
};

function sideOf(frame: Frame, part: PeriodFrame) {
  const counts = countsOf(frame, part);
  const funnel = funnelFrom(frame.journey.mode, frame.steps, counts.funnel);
  const document: FunnelDocument = {
    period: part.period,
    window: formatWindow(frame.journey.windowMs),
    asOf: frame.asOf === null ? null : new Date(frame.asOf).toISOString(),
    mode: frame.journey.mode,
    ...funnel,
    unweighted: frame.figures.weighted,
  };
  return { document, funnel, few: fewRatings(frame, counts.survival) };
}

/** Steps with so few ratings, at them or up to them, that the count of broken visits would give one away. */
function fewRatings(frame: Frame, counts: SurvivalCounts): Set<string> {
  const soFar = ratedSoFar(counts);
  return new Set(frame.steps.flatMap((step, i) => (isTooFew(counts.rated[i] ?? 0) || isTooFew(soFar[i] ?? 0) ? [step.key] : [])));
}
