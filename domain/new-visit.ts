/**
 * The record of a visit that is new, straight from columns. It makes what adding the rows one by one makes (`addRow`), for the visits of
 * which that is simple: nearly all of a large file. Whatever is not simple is left to `addRow`.
 */
import { KNOWLEDGE, ROW_DATE_ONLY, ROW_HAS_REST, ROW_KNOWLEDGE_SHIFT, ROW_STARTS, type RowColumns, whenAt } from "./row-columns.ts";
import type { Claim, TouchRecord, VisitRecord } from "./visit-record.ts";

/** A code of the columns' keys to the id in the store; 0 to 0. */
export type CodeId = (code: number) => number;

export interface ColumnContext {
  readonly importId: number;
  readonly shape: "wide" | "long";
  readonly channelId: CodeId;
  readonly segmentId: CodeId;
  readonly teamId: CodeId;
}

/** Beyond this, looking for a touch that occurs twice one by one takes too long. */
const MOST_TOUCHES = 64;

/**
 * The record that the rows `order[from]` up to, without, `order[to]` of one new visit make; null where they have to be added one by one: a
 * touch occurs twice, a row has a `rest`, a further row has no touch, or several rows are wide, name two segments at one time, or say when
 * the visit started or which channel it came by.
 */
export function newVisitRecord(
  columns: RowColumns,
  order: Int32Array,
  from: number,
  to: number,
  context: ColumnContext,
): VisitRecord | null {
  const first = order[from] ?? 0;
  const flags = columns.flags[first] ?? 0;
  if (to - from > 1 && (context.shape === "wide" || flags & ROW_STARTS || columns.channel[first] !== 0)) return null;
  const touches: TouchRecord[] = [];
  for (let at = from; at < to; at += 1) {
    const row = order[at] ?? 0;
    const own = columns.flags[row] ?? 0;
    if (own & ROW_HAS_REST || (own | ROW_DATE_ONLY) !== (flags | ROW_DATE_ONLY)) return null;
    const start = columns.touchStart[row] ?? 0;
    const end = columns.touchStart[row + 1] ?? 0;
    if (at > from && (columns.channel[row] !== 0 || start === end)) return null;
    for (let i = start; i < end; i += 1) {
      if (touches.length === MOST_TOUCHES || occurs(touches, columns, i, context.shape)) return null;
      touches.push(touchOf(columns, i, context));
    }
  }
  const claim = claimOf(columns, order, from, to, context);
  return claim && { touches, claims: [claim] };
}

function occurs(touches: readonly TouchRecord[], columns: RowColumns, i: number, shape: "wide" | "long"): boolean {
  const momentId = columns.touchMoment[i];
  const at = columns.touchAt[i];
  const dateOnly = columns.touchDateOnly[i] === 1;
  for (const { live } of touches) {
    if (live.momentId === momentId && (shape === "wide" || (live.when.at === at && live.when.dateOnly === dateOnly))) return true;
  }
  return false;
}

function touchOf(columns: RowColumns, i: number, context: ColumnContext): TouchRecord {
  const answer = columns.touchAnswer[i] ?? -1;
  return {
    visitId: null,
    live: {
      importId: context.importId,
      momentId: columns.touchMoment[i] ?? 0,
      when: { at: columns.touchAt[i] ?? 0, dateOnly: columns.touchDateOnly[i] === 1 },
      channelId: context.channelId(columns.touchChannel[i] ?? 0),
      teamId: context.teamId(columns.touchTeam[i] ?? 0),
      answer: answer < 0 ? null : answer,
      resolution: null,
      seconds: null,
      ratingRef: null,
      comment: null,
    },
    history: [],
  };
}

/** The rows' claims folded: the latest row's time, and the segment stated latest; null where two rows contradict each other. */
function claimOf(columns: RowColumns, order: Int32Array, from: number, to: number, context: ColumnContext): Claim | null {
  const first = order[from] ?? 0;
  let last = first;
  let lastAt = columns.at[first] ?? 0;
  let segmentId = context.segmentId(columns.segment[first] ?? 0);
  let segmentAt = segmentId === 0 && to - from > 1 ? Number.NEGATIVE_INFINITY : lastAt;
  for (let i = from + 1; i < to; i += 1) {
    const row = order[i] ?? 0;
    const at = columns.at[row] ?? 0;
    const stated = context.segmentId(columns.segment[row] ?? 0);
    if (stated !== 0 && segmentId !== 0 && stated !== segmentId && at === segmentAt) return null;
    if (stated !== 0 && at >= segmentAt) {
      segmentId = stated;
      segmentAt = at;
    }
    if (at >= lastAt) {
      last = row;
      lastAt = at;
    }
  }
  const flags = columns.flags[first] ?? 0;
  const when = whenAt(columns, last);
  return {
    importId: context.importId,
    when,
    segmentId,
    segmentAt,
    channelId: context.channelId(columns.channel[first] ?? 0),
    startedAt: flags & ROW_STARTS ? when : null,
    customer: null,
    weight: null,
    attributes: null,
    comment: null,
    knowledge: KNOWLEDGE[flags >> ROW_KNOWLEDGE_SHIFT] ?? "ratings-only",
    notMet: 0,
  };
}
