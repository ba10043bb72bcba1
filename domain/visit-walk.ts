/**
 * How the bits of visits' masks become steps of the journey: shared by funnel, survival, break cost and clustering. A mask is read a byte at
 * a time through tables, without a branch a bit: bits are as good as random, and a wrongly predicted branch costs more than the counting.
 */
import type { Moment } from "./journey.ts";
import type { BitColumn, VisitScan } from "./tally.ts";

const HALF = 25;
const VALUES = 256;

/** Eight neighbouring bits of one half of the masks, some of them steps. */
export interface StepByte {
  readonly half: "low" | "high";
  readonly shift: number;
  /** The bits of the byte that are chosen steps. */
  readonly mask: number;
  /** Index of the step that each of the eight bits belongs to; -1: not chosen. */
  readonly stepOf: readonly number[];
  /** Per value of the byte, its first and its last step; `count` of the steps and -1 where it has none. */
  readonly first: Int8Array;
  readonly last: Int8Array;
  /** Per step index (0..count), the bits of the byte that belong to it or to a step before it. */
  readonly upTo: Uint8Array;
}

/** The chosen steps, in order, as masks of both halves and as bytes. */
export interface StepBits {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Only bytes with a chosen step. */
  readonly bytes: readonly StepByte[];
}

export function stepBits(steps: readonly Pick<Moment, "bit">[]): StepBits {
  const indexOf = new Map(steps.map(({ bit }, index) => [bit, index]));
  const bytes = (["low", "high"] as const).flatMap((half) =>
    [0, 8, 16, 24].map((shift) => stepByte(half, shift, steps.length, (bit) => indexOf.get(bit) ?? -1)),
  );
  const maskOf = (half: "low" | "high") => bytes.reduce((mask, byte) => (byte.half === half ? mask | (byte.mask << byte.shift) : mask), 0);
  return { count: steps.length, low: maskOf("low"), high: maskOf("high"), bytes: bytes.filter((byte) => byte.mask !== 0) };
}

function stepByte(half: "low" | "high", shift: number, count: number, indexOf: (bit: number) => number): StepByte {
  const stepOf = Array.from({ length: 8 }, (_, k) => (shift + k < HALF ? indexOf(shift + k + (half === "low" ? 0 : HALF)) : -1));
  const mask = stepOf.reduce((bits, step, k) => (step >= 0 ? bits | (1 << k) : bits), 0);
  const stepsIn = (value: number) => stepOf.filter((step, k) => step >= 0 && ((value >>> k) & 1) === 1);
  return {
    half,
    shift,
    mask,
    stepOf,
    first: Int8Array.from({ length: VALUES }, (_, value) => Math.min(count, ...stepsIn(value))),
    last: Int8Array.from({ length: VALUES }, (_, value) => Math.max(-1, ...stepsIn(value))),
    upTo: Uint8Array.from({ length: count + 1 }, (_, index) =>
      stepOf.reduce((bits, step, k) => (step >= 0 && step <= index ? bits | (1 << k) : bits), 0),
    ),
  };
}

/** Where each visit stands among the chosen steps, as indices from 0. */
export interface VisitPositions {
  /** First touched step by position, whatever the time order; `count` of the steps where there is none. */
  readonly first: Int8Array;
  /** Furthest touched step by position; -1 where there is none. */
  readonly furthest: Int8Array;
  /** First step by position with a bad rating; `count` of the steps where there is none. */
  readonly firstBreak: Int8Array;
}

export function visitPositions(bits: StepBits, scan: VisitScan): VisitPositions {
  const first = new Int8Array(scan.count).fill(bits.count);
  const furthest = new Int8Array(scan.count).fill(-1);
  const firstBreak = new Int8Array(scan.count).fill(bits.count);
  for (const byte of bits.bytes) {
    const touched = scan.touched[byte.half];
    const broken = scan.broken[byte.half];
    for (let i = 0; i < scan.count; i++) {
      const touches = ((touched[i] ?? 0) >>> byte.shift) & 0xff;
      const breaks = ((broken[i] ?? 0) >>> byte.shift) & 0xff;
      first[i] = Math.min(first[i] ?? 0, byte.first[touches] ?? 0);
      furthest[i] = Math.max(furthest[i] ?? 0, byte.last[touches] ?? 0);
      firstBreak[i] = Math.min(firstBreak[i] ?? 0, byte.first[breaks] ?? 0);
    }
  }
  return { first, furthest, firstBreak };
}

export interface StepCounts {
  /** Per step: how many visits have its bit. */
  readonly all: Int32Array;
  /** Those of them whose `upTo` is at or behind the step. */
  readonly within: Int32Array;
}

/** Counts the visits at each step, in all and up to each visit's own index `upTo` (0..count). */
export function countSteps(bits: StepBits, column: BitColumn, upTo: Int8Array, weight: Int32Array): StepCounts {
  const all = new Int32Array(bits.count);
  const within = new Int32Array(bits.count);
  for (const byte of bits.bytes) {
    const half = column[byte.half];
    const values = new Int32Array(VALUES);
    const valuesWithin = new Int32Array(VALUES);
    for (let i = 0; i < upTo.length; i++) {
      const value = ((half[i] ?? 0) >>> byte.shift) & byte.mask;
      const cut = value & (byte.upTo[upTo[i] ?? 0] ?? 0);
      const n = weight[i] ?? 0;
      values[value] = (values[value] ?? 0) + n;
      valuesWithin[cut] = (valuesWithin[cut] ?? 0) + n;
    }
    addBySteps(byte, values, 0, all);
    addBySteps(byte, valuesWithin, 0, within);
  }
  return { all, within };
}

/** Adds, for each step of a byte, how often values with its bit occur: `values` holds a count per value of the byte, from `offset`. */
export function addBySteps(byte: StepByte, values: Int32Array, offset: number, into: Int32Array): void {
  byte.stepOf.forEach((step, k) => {
    if (step < 0) return;
    let sum = 0;
    for (let value = 1 << k; value < VALUES; value++) if (((value >>> k) & 1) === 1) sum += values[offset + value] ?? 0;
    into[step] = (into[step] ?? 0) + sum;
  });
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
