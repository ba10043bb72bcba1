/**
 * Checked rows as columns: the form in which they pass from the thread that reads a file to the one that writes. What most rows have is in
 * typed arrays, which change hands without a copy; what few rows have besides is in `rest`. Nothing is lost: `rowAt` gives the row back.
 */
import type { CheckedRow, CheckedTouch, Knowledge, Reject, Resolution, When } from "./checked-row.ts";

export interface RowColumns {
  readonly rows: number;
  readonly line: Float64Array;
  /** Place in the batch's visit ids. */
  readonly visit: Int32Array;
  /** The different visit ids in order of first appearance, end to end in one text, each up to its end. */
  readonly visitText: string;
  readonly visitEnds: Int32Array;
  /** Keys of segments, channels and teams. A code is a key's place + 1; 0: none given. */
  readonly keys: readonly string[];
  readonly segment: Int32Array;
  readonly channel: Int32Array;
  /** The row's `when`. */
  readonly at: Float64Array;
  /** A sum of the row flags below. */
  readonly flags: Uint8Array;
  /** The touches of row i are those from `touchStart[i]` up to, without, `touchStart[i + 1]`. */
  readonly touchStart: Int32Array;
  readonly touchMoment: Int32Array;
  readonly touchAt: Float64Array;
  readonly touchDateOnly: Uint8Array;
  readonly touchChannel: Int32Array;
  readonly touchTeam: Int32Array;
  /** -1: unrated. */
  readonly touchAnswer: Int8Array;
  /** By row. */
  readonly rest: ReadonlyMap<number, RowRest>;
}

/** The row's `when` is a calendar day. */
export const ROW_DATE_ONLY = 1;
/** The row says that the visit started at its `when`. */
export const ROW_STARTS = 2;
/** The row has a `rest`. */
export const ROW_HAS_REST = 4;
/** The place of the row's knowledge in `KNOWLEDGE`, from this bit on. */
export const ROW_KNOWLEDGE_SHIFT = 4;
export const KNOWLEDGE: readonly Knowledge[] = ["ratings-only", "not-met-coded", "complete"];

export interface RowRest {
  readonly startedAt: When | null;
  readonly customer: string | null;
  readonly weight: number | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly notMet: readonly number[];
  readonly comment: string | null;
  readonly mentions?: NonNullable<CheckedRow["mentions"]>;
  /** One for each touch of the row; null where no touch has any of it. */
  readonly touches: readonly TouchRest[] | null;
}

export interface TouchRest {
  readonly comment: string | null;
  readonly resolution: Resolution | null;
  readonly seconds: number | null;
  readonly ratingId: string | null;
  readonly factors?: readonly string[];
}

/** A `RowBatch` whose accepted rows are columns. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: RowColumns;
  readonly rejected: readonly Reject[];
  /** Where rows come by their visits instead of in file order: how far the file is through behind this batch. */
  readonly place?: GatheredPlace;
}

/**
 * How far a file is through whose rows come by their visits: the rejected rows up to a line, and of the others those of all visits before
 * one (by code units), and of that visit those up to a line.
 */
export interface GatheredPlace {
  readonly rejectedLine: number;
  readonly visit: string;
  readonly visitLine: number;
}

/** The buffers to hand over with columns that go to another thread. */
export function buffersOf(columns: RowColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
}

const NO_REST: RowRest = {
  startedAt: null,
  customer: null,
  weight: null,
  attributes: null,
  notMet: [],
  comment: null,
  touches: null,
};
const NO_TOUCH_REST: TouchRest = { comment: null, resolution: null, seconds: null, ratingId: null };

/** The source's visit id at a place of the batch's visits. */
export function visitIdAt(columns: RowColumns, visit: number): string {
  return columns.visitText.slice(visit === 0 ? 0 : columns.visitEnds[visit - 1], columns.visitEnds[visit]);
}

export function whenAt(columns: RowColumns, row: number): When {
  return { at: columns.at[row] ?? 0, dateOnly: ((columns.flags[row] ?? 0) & ROW_DATE_ONLY) !== 0 };
}

/** The row as it was added. */
export function rowAt(columns: RowColumns, row: number): CheckedRow {
  const flags = columns.flags[row] ?? 0;
  const { startedAt, touches: touchRests, ...rest } = columns.rest.get(row) ?? NO_REST;
  const when = whenAt(columns, row);
  const touches: CheckedTouch[] = [];
  const first = columns.touchStart[row] ?? 0;
  for (let i = first; i < (columns.touchStart[row + 1] ?? 0); i += 1)
    touches.push(touchAt(columns, i, touchRests?.[i - first] ?? NO_TOUCH_REST));
  return {
    line: columns.line[row] ?? 0,
    visit: visitIdAt(columns, columns.visit[row] ?? 0),
    when,
    startedAt: flags & ROW_STARTS ? when : startedAt,
    segment: keyAt(columns, columns.segment[row] ?? 0),
    channel: keyAt(columns, columns.channel[row] ?? 0),
    ...rest,
    knowledge: KNOWLEDGE[flags >> ROW_KNOWLEDGE_SHIFT] ?? "ratings-only",
    touches,
  };
}

function touchAt(columns: RowColumns, i: number, rest: TouchRest): CheckedTouch {
  const answer = columns.touchAnswer[i] ?? -1;
  return {
    momentId: columns.touchMoment[i] ?? 0,
    when: { at: columns.touchAt[i] ?? 0, dateOnly: columns.touchDateOnly[i] === 1 },
    channel: keyAt(columns, columns.touchChannel[i] ?? 0),
    team: keyAt(columns, columns.touchTeam[i] ?? 0),
    answer: answer < 0 ? null : answer,
    ...rest,
  };
}

function keyAt(columns: RowColumns, code: number): string | null {
  return columns.keys[code - 1] ?? null;
}
