/**
 * Checked rows as columns: the form in which they pass from the thread that reads a file to the one that writes. What most rows have is in
 * typed arrays, which change hands without a copy; what few rows have besides is in `rest`. Nothing is lost: `rowAt` gives the row back.
 */
import type { CheckedRow, CheckedTouch, Knowledge, Reject, Resolution, RowBatch, When } from "./checked-row.ts";

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
}

/** The buffers to hand over with columns that go to another thread. */
export function buffersOf(columns: RowColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
}

export function packBatch(batch: RowBatch): ColumnBatch {
  const packer = new RowPacker(batch.accepted.length);
  for (const row of batch.accepted) packer.add(row);
  return { rows: batch.rows, columns: packer.take(), rejected: batch.rejected };
}

/** Gathers rows as columns. */
export class RowPacker {
  readonly #line: Float64Array;
  readonly #visit: Int32Array;
  readonly #segment: Int32Array;
  readonly #channel: Int32Array;
  readonly #at: Float64Array;
  readonly #flags: Uint8Array;
  readonly #touchStart: Int32Array;
  #touches: TouchColumns;
  readonly #visitCodes = new Map<string, number>();
  #lastVisit = "";
  #lastVisitCode = -1;
  readonly #keyCodes = new Map<string, number>();
  readonly #rest = new Map<number, RowRest>();
  #rows = 0;

  /** `most`: how many rows there will be at most. */
  constructor(most: number) {
    this.#line = new Float64Array(most);
    this.#visit = new Int32Array(most);
    this.#segment = new Int32Array(most);
    this.#channel = new Int32Array(most);
    this.#at = new Float64Array(most);
    this.#flags = new Uint8Array(most);
    this.#touchStart = new Int32Array(most + 1);
    this.#touches = new TouchColumns(most);
  }

  add(row: CheckedRow): void {
    const i = this.#rows;
    this.#line[i] = row.line;
    this.#visit[i] = this.#visitCode(row.visit);
    this.#segment[i] = this.#keyCode(row.segment);
    this.#channel[i] = this.#keyCode(row.channel);
    this.#at[i] = row.when.at;
    const { startedAt } = row;
    const starts = startedAt !== null && startedAt.at === row.when.at && startedAt.dateOnly === row.when.dateOnly;
    const rest = restOf(row, starts);
    if (rest) this.#rest.set(i, rest);
    this.#flags[i] =
      (row.when.dateOnly ? ROW_DATE_ONLY : 0) +
      (starts ? ROW_STARTS : 0) +
      (rest ? ROW_HAS_REST : 0) +
      (KNOWLEDGE.indexOf(row.knowledge) << ROW_KNOWLEDGE_SHIFT);
    for (const touch of row.touches) this.#addTouch(touch);
    this.#rows += 1;
    this.#touchStart[this.#rows] = this.#touches.count;
  }

  #addTouch(touch: CheckedTouch): void {
    this.#touches = this.#touches.withRoom();
    const to = this.#touches;
    const i = to.count;
    to.moment[i] = touch.momentId;
    to.at[i] = touch.when.at;
    to.dateOnly[i] = touch.when.dateOnly ? 1 : 0;
    to.channel[i] = this.#keyCode(touch.channel);
    to.team[i] = this.#keyCode(touch.team);
    to.answer[i] = touch.answer ?? -1;
    to.count += 1;
  }

  #visitCode(id: string): number {
    if (id === this.#lastVisit && this.#lastVisitCode >= 0) return this.#lastVisitCode;
    let code = this.#visitCodes.get(id);
    if (code === undefined) {
      code = this.#visitCodes.size;
      this.#visitCodes.set(id, code);
    }
    this.#lastVisit = id;
    this.#lastVisitCode = code;
    return code;
  }

  #keyCode(key: string | null): number {
    if (key === null) return 0;
    let code = this.#keyCodes.get(key);
    if (code === undefined) {
      code = this.#keyCodes.size + 1;
      this.#keyCodes.set(key, code);
    }
    return code;
  }

  /** The columns of all rows added. The packer is used up. */
  take(): RowColumns {
    const rows = this.#rows;
    const touches = this.#touches;
    const visits = [...this.#visitCodes.keys()];
    let end = 0;
    return {
      rows,
      line: this.#line,
      visit: this.#visit,
      visitText: visits.join(""),
      visitEnds: Int32Array.from(visits, (id) => {
        end += id.length;
        return end;
      }),
      keys: [...this.#keyCodes.keys()],
      segment: this.#segment,
      channel: this.#channel,
      at: this.#at,
      flags: this.#flags,
      touchStart: this.#touchStart,
      touchMoment: touches.moment,
      touchAt: touches.at,
      touchDateOnly: touches.dateOnly,
      touchChannel: touches.channel,
      touchTeam: touches.team,
      touchAnswer: touches.answer,
      rest: this.#rest,
    };
  }
}

class TouchColumns {
  readonly moment: Int32Array;
  readonly at: Float64Array;
  readonly dateOnly: Uint8Array;
  readonly channel: Int32Array;
  readonly team: Int32Array;
  readonly answer: Int8Array;
  count = 0;

  constructor(room: number) {
    this.moment = new Int32Array(room);
    this.at = new Float64Array(room);
    this.dateOnly = new Uint8Array(room);
    this.channel = new Int32Array(room);
    this.team = new Int32Array(room);
    this.answer = new Int8Array(room);
  }

  /** These columns, or larger ones with the same content where they are full. */
  withRoom(): TouchColumns {
    if (this.count < this.moment.length) return this;
    const larger = new TouchColumns(2 * this.count + 8);
    larger.moment.set(this.moment);
    larger.at.set(this.at);
    larger.dateOnly.set(this.dateOnly);
    larger.channel.set(this.channel);
    larger.team.set(this.team);
    larger.answer.set(this.answer);
    larger.count = this.count;
    return larger;
  }
}

function restOf(row: CheckedRow, starts: boolean): RowRest | null {
  const touches = row.touches.some(hasRest) ? row.touches.map(touchRest) : null;
  const startedAt = starts ? null : row.startedAt;
  const { customer, weight, attributes, notMet, comment, mentions } = row;
  const isPlain =
    startedAt === null && customer === null && weight === null && attributes === null && notMet.length === 0 && comment === null;
  if (isPlain && touches === null && mentions === undefined) return null;
  return { startedAt, customer, weight, attributes, notMet, comment, touches, ...(mentions && { mentions }) };
}

function touchRest({ comment, resolution, seconds, ratingId, factors }: CheckedTouch): TouchRest {
  return { comment, resolution, seconds, ratingId, ...(factors && { factors }) };
}

function hasRest(touch: CheckedTouch): boolean {
  const { comment, resolution, seconds, ratingId, factors } = touch;
  return comment !== null || resolution !== null || seconds !== null || ratingId !== null || factors !== undefined;
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
