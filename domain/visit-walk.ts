/** How bits of a visit's masks become steps of the journey: shared by funnel, survival, break cost and clustering. */
import type { Moment } from "./journey.ts";
import type { BitColumn, VisitScan } from "./tally.ts";

const HALF = 25;

/** The chosen steps, in order, as masks and as a table from bit to index among them. */
export interface StepBits {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Index of the step that a bit (0..49) belongs to; -1: not chosen. */
  readonly stepOf: Int8Array;
}

export function stepBits(steps: readonly Pick<Moment, "bit">[]): StepBits {
  const stepOf = new Int8Array(2 * HALF).fill(-1);
  let low = 0;
  let high = 0;
  steps.forEach(({ bit }, index) => {
    stepOf[bit] = index;
    if (bit < HALF) low |= 1 << bit;
    else high |= 1 << (bit - HALF);
  });
  return { count: steps.length, low, high, stepOf };
}

/** Where each visit stands among the chosen steps, as indices from 0; -1: nowhere. */
export interface VisitPositions {
  /** First touched step by position, whatever the time order. */
  readonly first: Int8Array;
  /** Furthest touched step by position. */
  readonly furthest: Int8Array;
  /** First step by position with a bad rating; `count` of the steps where there is none. */
  readonly firstBreak: Int8Array;
}

export function visitPositions(bits: StepBits, scan: VisitScan): VisitPositions {
  const first = new Int8Array(scan.count);
  const furthest = new Int8Array(scan.count);
  const firstBreak = new Int8Array(scan.count);
  const { low, high, stepOf } = bits;
  const { touched, broken } = scan;
  for (let i = 0; i < scan.count; i++) {
    let smallest = bits.count;
    let largest = -1;
    for (let rest = (touched.low[i] ?? 0) & low; rest !== 0; rest &= rest - 1) {
      const step = stepOf[31 - Math.clz32(rest & -rest)] ?? 0;
      if (step < smallest) smallest = step;
      if (step > largest) largest = step;
    }
    for (let rest = (touched.high[i] ?? 0) & high; rest !== 0; rest &= rest - 1) {
      const step = stepOf[HALF + 31 - Math.clz32(rest & -rest)] ?? 0;
      if (step < smallest) smallest = step;
      if (step > largest) largest = step;
    }
    first[i] = largest < 0 ? -1 : smallest;
    furthest[i] = largest;
    let broke = bits.count;
    for (let rest = (broken.low[i] ?? 0) & low; rest !== 0; rest &= rest - 1) {
      broke = Math.min(broke, stepOf[31 - Math.clz32(rest & -rest)] ?? 0);
    }
    for (let rest = (broken.high[i] ?? 0) & high; rest !== 0; rest &= rest - 1) {
      broke = Math.min(broke, stepOf[HALF + 31 - Math.clz32(rest & -rest)] ?? 0);
    }
    firstBreak[i] = broke;
  }
  return { first, furthest, firstBreak };
}

/** Per step: how many visits have its bit. With `upTo`, a second count of those whose `upTo` is at or behind the step. */
export interface StepCounts {
  readonly all: Int32Array;
  readonly within: Int32Array;
}

export function countSteps(bits: StepBits, column: BitColumn, count: number, upTo: Int8Array): StepCounts {
  const all = new Int32Array(bits.count);
  const within = new Int32Array(bits.count);
  const { low, high, stepOf } = bits;
  for (let i = 0; i < count; i++) {
    const limit = upTo[i] ?? 0;
    for (let rest = (column.low[i] ?? 0) & low; rest !== 0; rest &= rest - 1) {
      const step = stepOf[31 - Math.clz32(rest & -rest)] ?? 0;
      all[step] = (all[step] ?? 0) + 1;
      if (step <= limit) within[step] = (within[step] ?? 0) + 1;
    }
    for (let rest = (column.high[i] ?? 0) & high; rest !== 0; rest &= rest - 1) {
      const step = stepOf[HALF + 31 - Math.clz32(rest & -rest)] ?? 0;
      all[step] = (all[step] ?? 0) + 1;
      if (step <= limit) within[step] = (within[step] ?? 0) + 1;
    }
  }
  return { all, within };
}

/** Whether visit `i` has any chosen step's bit in the column. */
export function hasAnyStep(bits: StepBits, column: BitColumn, i: number): boolean {
  return (((column.low[i] ?? 0) & bits.low) | ((column.high[i] ?? 0) & bits.high)) !== 0;
}

/** Whether visit `i` has every chosen step's bit in the column. */
export function hasEveryStep(bits: StepBits, column: BitColumn, i: number): boolean {
  return ((column.low[i] ?? 0) & bits.low) === bits.low && ((column.high[i] ?? 0) & bits.high) === bits.high;
}

/** How many of the chosen steps visit `i` has in the column. */
export function stepCount(bits: StepBits, column: BitColumn, i: number): number {
  return bitCount((column.low[i] ?? 0) & bits.low) + bitCount((column.high[i] ?? 0) & bits.high);
}

/** Bits set in a 32-bit word (H. S. Warren, "Hacker's Delight", 5-1). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
