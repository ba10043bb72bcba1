/** The visits behind one bar of the funnel. */
import { readVisitLines, readVisitOrder } from "#db/visit-reads.ts";
import type { VisitsDocument } from "#domain/documents.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { VISIT_OUTCOMES, visitsWith } from "#domain/visit-outcomes.ts";
import { offsetOf } from "./offset.ts";
import type { Report } from "./report.ts";
import { timeText } from "./time-text.ts";
import { scanOf, visitFrameOf } from "./visit-frame.ts";

const PAGE = 100;

export const visitsReport: Report<"visits"> = {
  name: "visits",
  action: "visit:read",
  async run(store, scope, journeyKey, { filter, extra }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const at = frame.steps.find((step) => step.key === extra.at);
    if (!at) return badParameter("at", extra.at ?? "", "name one of the funnel's steps.");
    const outcome = VISIT_OUTCOMES.find((name) => name === (extra.outcome ?? "reached"));
    if (!outcome) return badParameter("outcome", extra.outcome ?? "", `is one of ${VISIT_OUTCOMES.join(", ")}.`);
    const offset = offsetOf(extra.offset);
    if (!offset.ok) return offset;

    const behind = new Map(visitsWith(frame.journey.mode, frame.steps, scanOf(frame, frame.now), at, outcome).map((row) => [row.id, row]));
    const page = readVisitOrder(store, frame.now.selection)
      .filter((id) => behind.has(id))
      .slice(offset.value, offset.value + PAGE);
    const document: VisitsDocument = {
      period: frame.now.period,
      moment: at.key,
      outcome,
      total: behind.size,
      offset: offset.value,
      visits: readVisitLines(store, scope, page).map((line) => ({
        id: line.id,
        source: line.source,
        externalId: line.externalId,
        segment: frame.names.segments.get(line.segmentId) ?? "none",
        channel: frame.names.channels.get(line.entryChannelId) ?? "none",
        startedAt: timeText(line.startedAt, line.startedDateOnly),
        furthest: behind.get(line.id)?.furthest ?? null,
        firstBreak: behind.get(line.id)?.firstBreak ?? null,
        state: behind.get(line.id)?.state ?? "none",
      })),
    };
    return ok(document);
  },
};
