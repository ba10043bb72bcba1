/** Visits written out as lists of touches, for tests: what a scan says in bits, and random ones for properties. */
import fc from "fast-check";
import type { Moment } from "./journey.ts";
import { type BitColumn, emptyScan, type VisitScan } from "./tally.ts";

export interface PlainTouch {
  /** Position of the touched step, from 1. */
  readonly at: number;
  /** Scale 1..5, standard from 3; null: unrated. */
  readonly rating: number | null;
  readonly recent?: boolean;
}

export interface PlainVisit {
  readonly touches: readonly PlainTouch[];
  /** Positions of moments known not to have been met. */
  readonly notMet?: readonly number[];
  readonly segment?: number;
  readonly channel?: number;
  readonly young?: boolean;
  readonly outOfOrder?: boolean;
  readonly cannotTell?: boolean;
}

/** Touchpoints on a scale of 1..5, standard from 3, plus from 4. Their bits run against the positions and lie in both halves of a mask. */
export function plainSteps(count: number): Moment[] {
  return Array.from({ length: count }, (_, i) => ({
    id: 100 + i,
    key: `step ${i + 1}`,
    name: { en: `Step ${i + 1}`, ko: `단계 ${i + 1}` },
    stage: "smot",
    role: "touchpoint",
    position: i + 1,
    bit: (49 + i * 43) % 50,
    scale: { min: 1, max: 5, step: 1, best: "high" },
    standardFrom: 3,
    plusFrom: 4,
    recommend: false,
  }));
}

export function setBit(column: BitColumn, visit: number, bit: number): void {
  const half = bit < 25 ? column.low : column.high;
  half[visit] = (half[visit] ?? 0) | (1 << (bit % 25));
}

/** `steps` are all of the journey's, so that positions find their moments. */
export function scanOf(steps: readonly Moment[], visits: readonly PlainVisit[]): VisitScan {
  const scan = emptyScan(visits.length);
  visits.forEach((_, i) => {
    scan.id[i] = i + 1;
  });
  const bitAt = (position: number) => steps[position - 1]?.bit ?? 0;
  visits.forEach((visit, i) => {
    scan.segmentId[i] = visit.segment ?? 0;
    scan.entryChannelId[i] = visit.channel ?? 0;
    scan.young[i] = visit.young ? 1 : 0;
    scan.outOfOrder[i] = visit.outOfOrder ? 1 : 0;
    scan.cannotTell[i] = visit.cannotTell ? 1 : 0;
    for (const position of visit.notMet ?? []) setBit(scan.notMet, i, bitAt(position));
    for (const touch of visit.touches) {
      const bit = bitAt(touch.at);
      setBit(scan.touched, i, bit);
      if (touch.recent) setBit(scan.recent, i, bit);
      if (touch.rating === null) continue;
      setBit(scan.rated, i, bit);
      if (touch.rating < 3) setBit(scan.broken, i, bit);
    }
  });
  return scan;
}

const touch = (count: number): fc.Arbitrary<PlainTouch> =>
  fc.record({ at: fc.integer({ min: 1, max: count }), rating: fc.option(fc.integer({ min: 1, max: 5 })), recent: fc.boolean() });

/** Any visit of a journey of `count` steps: repeated touches, blanks, moments not met (never ones that it touched). */
export function anyVisit(count: number): fc.Arbitrary<PlainVisit> {
  return fc
    .record({
      touches: fc.array(touch(count), { maxLength: count + 2 }),
      notMet: fc.uniqueArray(fc.integer({ min: 1, max: count })),
      segment: fc.nat(2),
      channel: fc.nat(1),
      young: fc.boolean(),
      outOfOrder: fc.boolean(),
    })
    .map((visit) => ({ ...visit, notMet: visit.notMet.filter((position) => visit.touches.every(({ at }) => at !== position)) }));
}

/** A journey's steps, some of them chosen, and visits to it. */
export const anyJourney = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    steps: fc.constant(plainSteps(count)),
    chosen: fc.subarray(plainSteps(count)),
    visits: fc.array(anyVisit(count), { maxLength: 30 }),
  }),
);
