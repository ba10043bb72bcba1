/** Gathers rows as columns. */
import type { CheckedRow, CheckedTouch, RowBatch } from "./checked-row.ts";
import {
  type ColumnBatch,
  KNOWLEDGE,
  ROW_DATE_ONLY,
  ROW_HAS_REST,
  ROW_KNOWLEDGE_SHIFT,
  ROW_STARTS,
  type RowColumns,
  type RowRest,
  type TouchRest,
  visitIdAt,
} from "./row-columns.ts";

export function packBatch(batch: RowBatch): ColumnBatch {
  const packer = new RowPacker(batch.accepted.length);
  for (const row of batch.accepted) packer.add(row);
  return { rows: batch.rows, columns: packer.take(), rejected: batch.rejected };
}

/** Takes rows up to a number. */
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

  /** A function that adds rows of other columns, by their place there. */
  copierOf(from: RowColumns): (row: number) => void {
    const visits = new Int32Array(from.visitEnds.length).fill(-1);
    const keys = new Int32Array(from.keys.length + 1).fill(-1);
    const keyCode = (code: number): number => {
      if ((keys[code] ?? -1) < 0) keys[code] = this.#keyCode(from.keys[code - 1] ?? null);
      return keys[code] ?? 0;
    };
    return (row) => {
      const i = this.#rows;
      const visit = from.visit[row] ?? 0;
      if ((visits[visit] ?? -1) < 0) visits[visit] = this.#visitCode(visitIdAt(from, visit));
      this.#line[i] = from.line[row] ?? 0;
      this.#visit[i] = visits[visit] ?? 0;
      this.#segment[i] = keyCode(from.segment[row] ?? 0);
      this.#channel[i] = keyCode(from.channel[row] ?? 0);
      this.#at[i] = from.at[row] ?? 0;
      this.#flags[i] = from.flags[row] ?? 0;
      const rest = from.rest.get(row);
      if (rest) this.#rest.set(i, rest);
      const end = from.touchStart[row + 1] ?? 0;
      for (let touch = from.touchStart[row] ?? 0; touch < end; touch += 1) {
        this.#touches = this.#touches.withRoom();
        const to = this.#touches;
        const j = to.count;
        to.moment[j] = from.touchMoment[touch] ?? 0;
        to.at[j] = from.touchAt[touch] ?? 0;
        to.dateOnly[j] = from.touchDateOnly[touch] ?? 0;
        to.channel[j] = keyCode(from.touchChannel[touch] ?? 0);
        to.team[j] = keyCode(from.touchTeam[touch] ?? 0);
        to.answer[j] = from.touchAnswer[touch] ?? -1;
        to.count += 1;
      }
      this.#rows += 1;
      this.#touchStart[this.#rows] = this.#touches.count;
    };
  }

  get rows(): number {
    return this.#rows;
  }

  /** The columns of all rows added. The packer is used up. */
  take(): RowColumns {
    const rows = this.#rows;
    const touches = this.#touches;
    const visits = [...this.#visitCodes.keys()];
    let end = 0;
    return {
      rows,
      line: this.#line.subarray(0, rows),
      visit: this.#visit.subarray(0, rows),
      visitText: visits.join(""),
      visitEnds: Int32Array.from(visits, (id) => {
        end += id.length;
        return end;
      }),
      keys: [...this.#keyCodes.keys()],
      segment: this.#segment.subarray(0, rows),
      channel: this.#channel.subarray(0, rows),
      at: this.#at.subarray(0, rows),
      flags: this.#flags.subarray(0, rows),
      touchStart: this.#touchStart.subarray(0, rows + 1),
      touchMoment: touches.moment.subarray(0, touches.count),
      touchAt: touches.at.subarray(0, touches.count),
      touchDateOnly: touches.dateOnly.subarray(0, touches.count),
      touchChannel: touches.channel.subarray(0, touches.count),
      touchTeam: touches.team.subarray(0, touches.count),
      touchAnswer: touches.answer.subarray(0, touches.count),
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
