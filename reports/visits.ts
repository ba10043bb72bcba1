/** The visits behind one bar of the funnel. */
import { readPatternParts, strataWanted } from "#db/pattern-parts.ts";
import { splitAtCutoff } from "#db/settled-days.ts";
import { readDaysBack, readVisitLines, readVisitOrder } from "#db/visit-reads.ts";
import { readVisitScan } from "#db/visit-scan.ts";
import { readYoungDays } from "#db/young-visits.ts";
import { funnelFrom } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { scanPatterns } from "#domain/pattern-scan.ts";
import { badParameter, ok } from "#domain/problem.ts";
import type { VisitsDocument } from "#domain/visit-documents.ts";
import { countVisitsWith, type OutcomeRow, VISIT_OUTCOMES, type VisitOutcome, visitsWith } from "#domain/visit-outcomes.ts";
import type { Frame } from "./frame.ts";
import { offsetOf } from "./offset.ts";
import type { Report } from "./report.ts";
import { timeText } from "./time-text.ts";
import { countsOf, visitFrameOf } from "./visit-frame.ts";

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

    const total = totalOf(frame, at, outcome);
    const page = readPage(frame, at, outcome, { offset: offset.value, total });
    const document: VisitsDocument = {
      period: frame.now.period,
      moment: at.key,
      outcome,
      total,
      offset: offset.value,
      visits: readVisitLines(store, scope, [...page.keys()]).map((line) => ({
        id: line.id,
        source: line.source,
        externalId: line.externalId,
        segment: frame.names.segments.get(line.segmentId) ?? "none",
        channel: frame.names.channels.get(line.entryChannelId) ?? "none",
        startedAt: timeText(line.startedAt, line.startedDateOnly),
        furthest: page.get(line.id)?.furthest ?? null,
        firstBreak: page.get(line.id)?.firstBreak ?? null,
        state: page.get(line.id)?.state ?? "none",
      })),
    };
    return ok(document);
  },
};

/** How many visits stand behind the bar: what funnel and survival count there. */
function totalOf(frame: Frame, at: Moment, outcome: VisitOutcome): number {
  const { funnel, survival } = countsOf(frame, frame.now);
  const i = frame.steps.findIndex((step) => step.id === at.id);
  const step = funnelFrom(frame.journey.mode, frame.steps, funnel).steps[i];
  switch (outcome) {
    case "reached":
    case "touched":
    case "skipped":
    case "left":
    case "open":
      return step?.[outcome] ?? 0;
    case "broke":
      return survival.broke[i] ?? 0;
    case "broken-so-far":
      return step?.brokenSoFar ?? 0;
    case "flawless-so-far":
      return step?.flawlessSoFar ?? 0;
  }
}

/**
 * The visits of a page, newest first, by id. Days are gone through one by one from the last; of a day only the patterns of its visits are
 * read where they say that it has none of them, or that all of them lie before the page.
 */
function readPage(
  frame: Frame,
  at: Moment,
  outcome: VisitOutcome,
  { offset, total }: { readonly offset: number; readonly total: number },
): Map<number, OutcomeRow> {
  const { store, scope, journey, steps, asOf, cutoff } = frame;
  const page = new Map<number, OutcomeRow>();
  let toPass = offset;
  const most = Math.min(PAGE, total - offset);
  const countOn = patternCounter(frame, at, outcome);
  for (const day of readDaysBack(store, { ...frame.now.selection, ...upToCutoff(frame) })) {
    if (page.size >= most) break;
    const found = countOn(day);
    if (found !== null && found <= toPass) {
      toPass -= found;
      continue;
    }
    const selection = { ...frame.now.selection, fromDay: day, toDay: day };
    const rows = visitsWith(journey.mode, steps, readVisitScan(store, scope, journey, selection, asOf, cutoff), at, outcome);
    const behind = new Map(rows.map((row) => [row.id, row]));
    for (const id of readVisitOrder(store, selection)) {
      const row = behind.get(id);
      if (!row || page.size >= most) continue;
      if (toPass > 0) toPass -= 1;
      else page.set(id, row);
    }
  }
  return page;
}

function upToCutoff({ now, cutoff }: Frame): { readonly toDay: number } {
  return { toDay: cutoff === null ? now.selection.toDay : Math.min(now.selection.toDay, cutoff.day) };
}

/** How many visits of a start day have the outcome; null where its patterns cannot tell, because not all of its visits are over. */
function patternCounter(frame: Frame, at: Moment, outcome: VisitOutcome): (day: number) => number | null {
  const { store, journey, steps, cutoff } = frame;
  const { settled } = splitAtCutoff(store, frame.now.selection, cutoff);
  const dependsOnAge = outcome === "left" || outcome === "open";
  const young = new Set(dependsOnAge && frame.asOf !== null ? readYoungDays(store, journey, frame.asOf) : []);
  return (day) => {
    if (day > settled.toDay || young.has(day)) return null;
    const selection = { ...frame.now.selection, fromDay: day, toDay: day };
    const scan = scanPatterns(readPatternParts(store, selection), steps, strataWanted(selection));
    return countVisitsWith(journey.mode, steps, scan, at, outcome);
  };
}
