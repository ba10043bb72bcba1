/** The reach funnel: how far visits come, where they leave, and what a break costs. */
import { funnelChanges } from "#domain/change.ts";
import type { FunnelDocument } from "#domain/documents.ts";
import { toFunnel } from "#domain/funnel.ts";
import { formatWindow } from "#domain/journey-file.ts";
import { isTooFew } from "#domain/privacy.ts";
import { hideInFunnel } from "#domain/privacy-documents.ts";
import { ok } from "#domain/problem.ts";
import { toSurvival } from "#domain/survival.ts";
import type { VisitScan } from "#domain/tally.ts";
import { type Frame, frameOf, type PeriodFrame } from "./frame.ts";
import type { Report } from "./report.ts";
import { checkVisitFrame, hidesVisits, scanOf } from "./visit-frame.ts";

export const funnelReport: Report<"funnel"> = {
  name: "funnel",
  action: "report:funnel",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const checked = checkVisitFrame(framed.value);
    if (!checked.ok) return checked;
    const frame = checked.value;
    const now = sideOf(frame, frame.now);
    const before = frame.before && sideOf(frame, frame.before);
    const document: FunnelDocument =
      before === null || filter.compare === null
        ? now.document
        : { ...now.document, comparison: filter.compare, compare: before.document, change: funnelChanges(now.funnel, before.funnel) };
    if (scope.small === "shown") return ok(document);
    const hidden = { now: hidesVisits(frame, frame.now), before: frame.before !== null && hidesVisits(frame, frame.before) };
    const few = { now: now.few, before: before?.few };
    return ok(hideInFunnel(document, (moment, side) => hidden[side] || few[side]?.has(moment) === true));
  },
};

function sideOf(frame: Frame, part: PeriodFrame) {
  const scan = scanOf(frame, part);
  const funnel = toFunnel(frame.journey.mode, frame.steps, scan);
  const document: FunnelDocument = {
    period: part.period,
    window: formatWindow(frame.journey.windowMs),
    asOf: frame.asOf === null ? null : new Date(frame.asOf).toISOString(),
    mode: frame.journey.mode,
    ...funnel,
    unweighted: frame.figures.weighted,
  };
  return { document, funnel, few: fewRatings(frame, scan) };
}

/** Steps with so few ratings that the count of broken visits would give one away. */
function fewRatings(frame: Frame, scan: VisitScan): Set<string> {
  if (frame.scope.small === "shown") return new Set();
  return new Set(toSurvival(frame.steps, scan).steps.flatMap((step) => (isTooFew(step.rated) ? [step.moment] : [])));
}
