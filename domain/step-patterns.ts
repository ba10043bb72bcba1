/** Visits grouped by what they rated and what broke: alike visits are drawn and counted at once. */
import { drawVisits } from "./draw.ts";
import type { BitColumn, VisitScan } from "./tally.ts";
import { hasAnyStep, type StepBits } from "./visit-walk.ts";

export interface Patterns {
  /** How many visits have the pattern. */
  readonly counts: Int32Array;
  /** Bytes a pattern: eight steps each, in journey order, so that one table look-up answers for eight. */
  readonly size: number;
  readonly rated: Uint8Array;
  readonly broken: Uint8Array;
}

/**
 * The patterns of the visits that rated any of the steps, and how many of those visits were used. Where visits are read one by one, at most
 * `mostVisits` are drawn; places that stand for several visits all take part.
 */
export function ratedPatterns(bits: StepBits, scan: VisitScan, mostVisits?: number): { patterns: Patterns; used: number; of: number } {
  const eligible = new Int32Array(scan.count);
  let count = 0;
  let of = 0;
  for (let i = 0; i < scan.count; i++) {
    if (!hasAnyStep(bits, scan.rated, i)) continue;
    eligible[count++] = i;
    of += scan.weight[i] ?? 0;
  }
  const places = eligible.subarray(0, count);
  const drawn = of === count ? drawVisits(scan.id, places, mostVisits) : places;
  return { patterns: findPatterns(bits, scan, drawn), used: of === count ? drawn.length : of, of };
}

function findPatterns(bits: StepBits, scan: VisitScan, visits: Int32Array): Patterns {
  const index = new Map<number, Map<number, number>>();
  const members: number[] = [];
  const counts: number[] = [];
  for (const visit of visits) {
    const lowKey = ((scan.rated.low[visit] ?? 0) & bits.low) * 2 ** 25 + ((scan.broken.low[visit] ?? 0) & bits.low);
    const highKey = ((scan.rated.high[visit] ?? 0) & bits.high) * 2 ** 25 + ((scan.broken.high[visit] ?? 0) & bits.high);
    const byLow = index.get(highKey) ?? new Map<number, number>();
    if (byLow.size === 0) index.set(highKey, byLow);
    const pattern = byLow.get(lowKey) ?? members.length;
    if (pattern === members.length) {
      byLow.set(lowKey, pattern);
      members.push(visit);
    }
    counts[pattern] = (counts[pattern] ?? 0) + (scan.weight[visit] ?? 0);
  }
  const size = Math.ceil(bits.count / 8);
  const rated = new Uint8Array(members.length * size);
  const broken = new Uint8Array(members.length * size);
  members.forEach((visit, pattern) => {
    packSteps(bits, scan.rated, visit, rated, pattern * size);
    packSteps(bits, scan.broken, visit, broken, pattern * size);
  });
  return { counts: Int32Array.from(counts), size, rated, broken };
}

/** Writes a visit's steps as bits in journey order. */
function packSteps(bits: StepBits, column: BitColumn, visit: number, into: Uint8Array, offset: number): void {
  for (const { half, shift, stepOf } of bits.bytes) {
    const value = (column[half][visit] ?? 0) >>> shift;
    stepOf.forEach((step, k) => {
      if (step >= 0 && ((value >>> k) & 1) === 1) into[offset + (step >> 3)] = (into[offset + (step >> 3)] ?? 0) | (1 << (step & 7));
    });
  }
}

/** The steps whose bits are set in a pattern's bytes, in journey order. */
export function stepsIn(values: Uint8Array, size: number, pattern: number): number[] {
  const steps: number[] = [];
  for (let k = 0; k < size; k++) {
    const byte = values[pattern * size + k] ?? 0;
    for (let bit = 0; bit < 8; bit++) if (((byte >>> bit) & 1) === 1) steps.push(k * 8 + bit);
  }
  return steps;
}
