/** The integer shapes that the database hands over. SQL counts; everything else is computed from these. */

/** Touches of one moment, counted by the touch's own day. */
export interface MomentTally {
  readonly momentId: number;
  readonly touched: number;
  /** Count per answer index, from the scale's minimum; those that are missing at the end are 0. */
  readonly answers: readonly number[];
}

/** The same in one stratum (visit's segment x visit's entry channel). */
export interface ScoreTally extends MomentTally {
  readonly segmentId: number;
  readonly entryChannelId: number;
}

/** The same touches by day, for trends. `day` is the number of days since 1970-01-01. */
export interface DayTally extends MomentTally {
  readonly day: number;
}

/** Up to 50 bits a visit, a bit being a moment's own number in its journey: `low` holds bits 0..24, `high` bits 25..49. */
export interface BitColumn {
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** One visit, or some that are alike, a place in each column: everything that funnel, survival and break cost need to know of it. */
export interface VisitScan {
  /** Places. */
  readonly count: number;
  /** How many visits a place stands for: 1 where visits were read one by one. */
  readonly weight: Int32Array;
  /** 0 where a place stands for visits that are alike. */
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

export function emptyScan(count: number): VisitScan {
  const bits = (): BitColumn => ({ low: new Int32Array(count), high: new Int32Array(count) });
  return {
    count,
    weight: new Int32Array(count).fill(1),
    id: new Float64Array(count),
    segmentId: new Int32Array(count),
    entryChannelId: new Int32Array(count),
    touched: bits(),
    notMet: bits(),
    rated: bits(),
    broken: bits(),
    recent: bits(),
    young: new Uint8Array(count),
    outOfOrder: new Uint8Array(count),
    cannotTell: new Uint8Array(count),
  };
}

/** The given places of a scan, as one of its own. */
export function pickVisits(scan: VisitScan, places: readonly number[]): VisitScan {
  const pick = <T extends Int32Array | Uint8Array | Float64Array>(column: T, into: T): T => {
    places.forEach((place, i) => {
      into[i] = column[place] ?? 0;
    });
    return into;
  };
  const pickBits = (column: BitColumn, into: BitColumn): BitColumn => ({
    low: pick(column.low, into.low),
    high: pick(column.high, into.high),
  });
  const empty = emptyScan(places.length);
  return {
    count: places.length,
    weight: pick(scan.weight, empty.weight),
    id: pick(scan.id, empty.id),
    segmentId: pick(scan.segmentId, empty.segmentId),
    entryChannelId: pick(scan.entryChannelId, empty.entryChannelId),
    touched: pickBits(scan.touched, empty.touched),
    notMet: pickBits(scan.notMet, empty.notMet),
    rated: pickBits(scan.rated, empty.rated),
    broken: pickBits(scan.broken, empty.broken),
    recent: pickBits(scan.recent, empty.recent),
    young: pick(scan.young, empty.young),
    outOfOrder: pick(scan.outOfOrder, empty.outOfOrder),
    cannotTell: pick(scan.cannotTell, empty.cannotTell),
  };
}

/** Whether visit `i` has a moment's bit. */
export function hasBit(column: BitColumn, i: number, bit: number): boolean {
  return bit < 25 ? (((column.low[i] ?? 0) >>> bit) & 1) === 1 : (((column.high[i] ?? 0) >>> (bit - 25)) & 1) === 1;
}
