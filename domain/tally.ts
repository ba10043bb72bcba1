/** The integer shapes that the database hands over. SQL counts; everything else is computed from these. */

/** Touches of one moment in one stratum (visit's segment x visit's entry channel), counted by the touch's own day. */
export interface ScoreTally {
  readonly momentId: number;
  readonly segmentId: number;
  readonly entryChannelId: number;
  readonly touched: number;
  /** Count per answer index, from the scale's minimum. */
  readonly answers: readonly number[];
}

/** The same touches by day, for trends. `day` is the number of days since 1970-01-01. */
export interface DayTally {
  readonly momentId: number;
  readonly day: number;
  readonly touched: number;
  readonly answers: readonly number[];
}

/** Up to 50 bits a visit, a bit being a moment's own number in its journey: `low` holds bits 0..24, `high` bits 25..49. */
export interface BitColumn {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** One visit a place in each column: everything that funnel, survival and break cost need to know of it. */
export interface VisitScan {
  readonly count: number;
  readonly id: Float64Array;
  readonly segmentId: Int32Array;
  readonly entryChannelId: Int32Array;
  readonly touched: BitColumn;
  /** Known not to have met the moment (and never set where `touched` is). */
  readonly notMet: BitColumn;
  readonly rated: BitColumn;
  /** Has a rated touch there in the minus zone. */
  readonly broken: BitColumn;
  /** The visit's last touch at the moment is younger than the journey's window before as-of. */
  readonly recent: BitColumn;
  /** 1 where the visit's last touch, at any moment, is younger than the window before as-of. */
  readonly young: Uint8Array;
  /** 1 where the time order of the touches disagrees with the positions. */
  readonly outOfOrder: Uint8Array;
  /** 1 where the source cannot tell "not met" from "not answered". */
  readonly cannotTell: Uint8Array;
}

/** Whether visit `i` has a moment's bit. */
export function hasBit(column: BitColumn, i: number, bit: number): boolean {
  return bit < 25 ? (((column.low[i] ?? 0) >>> bit) & 1) === 1 : (((column.high[i] ?? 0) >>> (bit - 25)) & 1) === 1;
}
