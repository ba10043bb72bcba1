/** One visit, step by step, with why each step counts as it does. */
import { readDimension } from "#db/dimensions.ts";
import { factsContext } from "#db/journey-context.ts";
import { readVisit } from "#db/visit-reads.ts";
import { zoneStartOfDay } from "#domain/calendar.ts";
import type { When } from "#domain/checked-row.ts";
import { type Moment, ratingOf, stepsOf, zoneOf } from "#domain/journey.ts";
import { formatWindow } from "#domain/journey-file.ts";
import { maskHas } from "#domain/mask.ts";
import { fail, ok } from "#domain/problem.ts";
import type { VisitDocument } from "#domain/visit-documents.ts";
import { factsOf, type VisitFacts } from "#domain/visit-facts.ts";
import { stateOf } from "#domain/visit-outcomes.ts";
import type { TouchRecord } from "#domain/visit-record.ts";
import { type Frame, frameOf } from "./frame.ts";
import type { Report } from "./report.ts";
import { timeText } from "./time-text.ts";

type Step = VisitDocument["steps"][number];

export const visitReport: Report<"visit"> = {
  name: "visit",
  action: "visit:read",
  async run(store, scope, journeyKey, { filter, extra }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const id = /^\d{1,15}$/.test(extra.id ?? "") ? Number(extra.id) : null;
    const visit = id === null ? null : readVisit(store, scope, frame.journey, id);
    if (!visit) return fail({ code: "unknown-visit", id: extra.id ?? "" });

    const facts = factsOf(visit.record, factsContext(store, frame.journey.id));
    const steps = stepsOf(frame.journey);
    const furthest = steps.findLastIndex((step) => maskHas(facts.touched, step.bit));
    const firstBreak = steps.findIndex((step) => maskHas(facts.broken, step.bit));
    const document: VisitDocument = {
      id: visit.line.id,
      source: visit.line.source,
      externalId: visit.line.externalId,
      segment: frame.names.segments.get(visit.line.segmentId) ?? "none",
      channel: frame.names.channels.get(visit.line.entryChannelId) ?? "none",
      startedAt: timeText(facts.start.at, facts.start.dateOnly),
      state: stateOf(frame.journey.mode, steps.length, furthest, isYoung(frame, facts.last)),
      window: formatWindow(frame.journey.windowMs),
      asOf: frame.asOf === null ? null : new Date(frame.asOf).toISOString(),
      attributes: facts.claims.attributes ?? {},
      steps: stepLines(frame, visit.record.touches, facts, { furthest, firstBreak }),
    };
    return ok(document);
  },
};

function isYoung(frame: Frame, last: When | null): boolean {
  if (last === null || frame.asOf === null) return false;
  const at = last.dateOnly ? zoneStartOfDay(frame.settings.timeZone, last.at / 86_400_000) : last.at;
  return at > frame.asOf - frame.journey.windowMs;
}

function stepLines(frame: Frame, touches: readonly TouchRecord[], facts: VisitFacts, at: { furthest: number; firstBreak: number }): Step[] {
  const teams = new Map(readDimension(frame.store, "teams").map((row) => [row.id, row.key]));
  const byMoment = Map.groupBy(touches, (touch) => touch.live.momentId);
  return frame.journey.moments.map((moment, index) => {
    const mine = (byMoment.get(moment.id) ?? []).toSorted((a, b) => a.live.when.at - b.live.when.at);
    const isStep = moment.role === "touchpoint";
    return {
      moment: moment.key,
      counts: countsAs(moment, mine, facts, isStep && index < at.furthest),
      furthest: isStep && index === at.furthest,
      firstBreak: isStep && index === at.firstBreak,
      touches: mine.map(({ live, history }) => ({
        at: timeText(live.when.at, live.when.dateOnly),
        dateOnly: live.when.dateOnly,
        channel: frame.names.channels.get(live.channelId) ?? "none",
        team: teams.get(live.teamId) ?? "none",
        rating: live.answer === null ? null : ratingOf(moment.scale, live.answer),
        zone: live.answer === null ? null : zoneOf(moment, live.answer),
        comment: frame.scope.comments ? live.comment : null,
        resolution: live.resolution,
        seconds: live.seconds,
        corrections: history.length,
      })),
    };
  });
}

/** Why a moment counts as it does for this visit. */
function countsAs(moment: Moment, touches: readonly TouchRecord[], facts: VisitFacts, before: boolean): Step["counts"] {
  if (touches.length === 0) {
    if (maskHas(facts.claims.notMet, moment.bit)) return "not-met";
    if (facts.claims.knowledge !== "complete") return "unknown";
    return before ? "skipped" : "not-reached";
  }
  const rated = touches.filter(({ live }) => live.answer !== null);
  if (rated.length === 0) return "unrated";
  const broken = rated.filter(({ live }) => zoneOf(moment, live.answer ?? 0) === "minus");
  if (broken.length === 0) return "met";
  return broken.every(({ live }) => live.resolution === "on_the_spot") ? "recovered" : "broken";
}
