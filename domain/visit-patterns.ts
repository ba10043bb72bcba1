/**
 * Visits counted by their pattern: segment, entry channel, and the sets of moments that they touched, rated, broke at and are known not to
 * have met. That is all that funnel and survival over any choice of steps need to know of a visit, and it adds up. Patterns are kept as
 * bytes (about four a pattern in a journey of 14 moments), because a choice of steps goes through all of a year's.
 */
import { maskHalves } from "./mask.ts";
import { KNOWLEDGE } from "./row-columns.ts";
import { TupleCounts } from "./tuple-counts.ts";
import type { VisitFacts } from "./visit-facts.ts";

/** The places of a pattern's tuple; masks as in mask.ts, the half of bits 0..24 first. */
export const PATTERN = {
  segment: 0,
  channel: 1,
  /** The place in KNOWLEDGE, plus `OUT_OF_ORDER` where the time order disagrees with the positions. */
  flags: 2,
  touched: 3,
  rated: 4,
  broken: 5,
  /** Empty where everything that was not touched is known not to have been met. */
  notMet: 6,
  touchedHigh: 7,
  ratedHigh: 8,
  brokenHigh: 9,
  notMetHigh: 10,
} as const;
export const PATTERN_LENGTH = 11;
/** Tuples without the high halves: for journeys that have no bit there. */
export const SHORT_PATTERN_LENGTH = 7;
export const OUT_OF_ORDER = 4;
export const COMPLETE = KNOWLEDGE.indexOf("complete");

/** Adds (n = 1) or takes away (n = -1) a visit. */
export function addVisitPattern(patterns: TupleCounts, facts: VisitFacts, n: 1 | -1): void {
  addPattern(
    patterns,
    {
      segmentId: facts.claims.segmentId,
      entryChannelId: facts.entryChannelId,
      knowledge: KNOWLEDGE.indexOf(facts.claims.knowledge),
      outOfOrder: facts.outOfOrder ? 1 : 0,
      touched: facts.touched,
      rated: facts.rated,
      broken: facts.broken,
      notMet: facts.claims.notMet,
    },
    n,
  );
}

/** A visit's columns that its pattern is made of. */
export interface PatternColumns {
  readonly segmentId: number;
  readonly entryChannelId: number;
  readonly knowledge: number;
  readonly outOfOrder: number;
  readonly touched: number;
  readonly rated: number;
  readonly broken: number;
  readonly notMet: number;
}

export function addPattern(patterns: TupleCounts, visit: PatternColumns, n: number): void {
  const { key } = patterns;
  const touched = maskHalves(visit.touched);
  const rated = maskHalves(visit.rated);
  const broken = maskHalves(visit.broken);
  const notMet = maskHalves(visit.knowledge === COMPLETE ? 0 : visit.notMet);
  key[PATTERN.segment] = visit.segmentId;
  key[PATTERN.channel] = visit.entryChannelId;
  key[PATTERN.flags] = visit.knowledge + visit.outOfOrder * OUT_OF_ORDER;
  key[PATTERN.touched] = touched.low;
  key[PATTERN.rated] = rated.low;
  key[PATTERN.broken] = broken.low;
  key[PATTERN.notMet] = notMet.low & ~touched.low;
  key[PATTERN.touchedHigh] = touched.high;
  key[PATTERN.ratedHigh] = rated.high;
  key[PATTERN.brokenHigh] = broken.high;
  key[PATTERN.notMetHigh] = notMet.high & ~touched.high;
  patterns.add(n);
}

/** Bits of a pattern's first byte, above the flags of the tuple. */
const ALL_RATED = 8;
const UNBROKEN = 16;
const HAS_NOT_MET = 32;
const HAS_COUNT = 64;
const HAS_HIGH = 128;
/** A first byte, four masks of twice four bytes, and a count. */
const MOST_BYTES = 1 + 8 * 4 + 5;
/** Two ids, a number of patterns and a number of bytes. */
const MOST_HEAD_BYTES = 20;

/**
 * The bytes of counted patterns, without those that came to nothing; null where none is left. A section for each segment and entry channel:
 * both ids, the number of its patterns and of its bytes; then each pattern. Numbers are unsigned LEB128, counts zigzag.
 */
export function encodePatterns(patterns: TupleCounts): Uint8Array | null {
  const { keys, counts } = patterns;
  const sections = new Map<string, number[]>();
  for (let i = 0; i < patterns.size; i++) {
    if (counts[i] === 0) continue;
    const at = i * PATTERN_LENGTH;
    const name = `${keys[at + PATTERN.segment]},${keys[at + PATTERN.channel]}`;
    const section = sections.get(name);
    if (section) section.push(i);
    else sections.set(name, [i]);
  }
  if (sections.size === 0) return null;
  const chunks: Uint8Array[] = [];
  for (const members of sections.values()) {
    const body = new Writer(members.length * MOST_BYTES);
    for (const i of members) encodePattern(body, keys, i * PATTERN_LENGTH, counts[i] ?? 0);
    const head = new Writer(MOST_HEAD_BYTES);
    const first = (members[0] ?? 0) * PATTERN_LENGTH;
    head.number(keys[first + PATTERN.segment] ?? 0);
    head.number(keys[first + PATTERN.channel] ?? 0);
    head.number(members.length);
    head.number(body.at);
    chunks.push(head.bytes.subarray(0, head.at), body.bytes.subarray(0, body.at));
  }
  return Buffer.concat(chunks);
}

class Writer {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(most: number) {
    this.bytes = new Uint8Array(most);
  }

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  number(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }
}

function encodePattern(into: Writer, keys: Int32Array, at: number, count: number): void {
  const of = (place: number) => keys[at + place] ?? 0;
  const hasHigh = of(PATTERN.touchedHigh) !== 0 || of(PATTERN.notMetHigh) !== 0;
  const isAllRated = of(PATTERN.rated) === of(PATTERN.touched) && of(PATTERN.ratedHigh) === of(PATTERN.touchedHigh);
  const isUnbroken = of(PATTERN.broken) === 0 && of(PATTERN.brokenHigh) === 0;
  const hasNotMet = of(PATTERN.notMet) !== 0 || of(PATTERN.notMetHigh) !== 0;
  into.byte(
    of(PATTERN.flags) +
      (isAllRated ? ALL_RATED : 0) +
      (isUnbroken ? UNBROKEN : 0) +
      (hasNotMet ? HAS_NOT_MET : 0) +
      (count === 1 ? 0 : HAS_COUNT) +
      (hasHigh ? HAS_HIGH : 0),
  );
  const mask = (low: number, high: number) => {
    into.number(low);
    if (hasHigh) into.number(high);
  };
  mask(of(PATTERN.touched), of(PATTERN.touchedHigh));
  if (!isAllRated) mask(of(PATTERN.rated), of(PATTERN.ratedHigh));
  if (!isUnbroken) mask(of(PATTERN.broken), of(PATTERN.brokenHigh));
  if (hasNotMet) mask(of(PATTERN.notMet), of(PATTERN.notMetHigh));
  if (count !== 1) into.number(count < 0 ? -2 * count - 1 : 2 * count);
}

/** Which strata are read: all, or those that say yes. */
export type StratumChoice = (segmentId: number, entryChannelId: number) => boolean;

/** Goes through the patterns of some bytes; the fields are those of the pattern that `next` came to. */
export class PatternReader {
  segmentId = 0;
  entryChannelId = 0;
  flags = 0;
  touched = 0;
  touchedHigh = 0;
  rated = 0;
  ratedHigh = 0;
  broken = 0;
  brokenHigh = 0;
  notMet = 0;
  notMetHigh = 0;
  count = 0;
  readonly #bytes: Uint8Array;
  readonly #isWanted: StratumChoice | null;
  #at = 0;
  #left = 0;

  constructor(bytes: Uint8Array, isWanted: StratumChoice | null = null) {
    this.#bytes = bytes;
    this.#isWanted = isWanted;
  }

  next(): boolean {
    while (this.#left === 0) {
      if (this.#at >= this.#bytes.length) return false;
      this.#section();
    }
    this.#left -= 1;
    const head = this.#bytes[this.#at++] ?? 0;
    const hasHigh = head >= HAS_HIGH;
    this.flags = head & 7;
    this.touched = this.#number();
    this.touchedHigh = hasHigh ? this.#number() : 0;
    if ((head & ALL_RATED) !== 0) {
      this.rated = this.touched;
      this.ratedHigh = this.touchedHigh;
    } else {
      this.rated = this.#number();
      this.ratedHigh = hasHigh ? this.#number() : 0;
    }
    const isUnbroken = (head & UNBROKEN) !== 0;
    this.broken = isUnbroken ? 0 : this.#number();
    this.brokenHigh = !isUnbroken && hasHigh ? this.#number() : 0;
    const hasNotMet = (head & HAS_NOT_MET) !== 0;
    this.notMet = hasNotMet ? this.#number() : 0;
    this.notMetHigh = hasNotMet && hasHigh ? this.#number() : 0;
    const coded = (head & HAS_COUNT) === 0 ? 2 : this.#number();
    this.count = (coded & 1) === 1 ? -(coded + 1) / 2 : coded / 2;
    return true;
  }

  #section(): void {
    this.segmentId = this.#number();
    this.entryChannelId = this.#number();
    this.#left = this.#number();
    const size = this.#number();
    if (this.#isWanted === null || this.#isWanted(this.segmentId, this.entryChannelId)) return;
    this.#left = 0;
    this.#at += size;
  }

  #number(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[this.#at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value;
  }
}

/** Adds the patterns of some bytes to others. */
export function mergePatterns(into: TupleCounts, bytes: Uint8Array): void {
  const { key } = into;
  const reader = new PatternReader(bytes);
  while (reader.next()) {
    key[PATTERN.segment] = reader.segmentId;
    key[PATTERN.channel] = reader.entryChannelId;
    key[PATTERN.flags] = reader.flags;
    key[PATTERN.touched] = reader.touched;
    key[PATTERN.rated] = reader.rated;
    key[PATTERN.broken] = reader.broken;
    key[PATTERN.notMet] = reader.notMet;
    key[PATTERN.touchedHigh] = reader.touchedHigh;
    key[PATTERN.ratedHigh] = reader.ratedHigh;
    key[PATTERN.brokenHigh] = reader.brokenHigh;
    key[PATTERN.notMetHigh] = reader.notMetHigh;
    into.add(reader.count);
  }
}

export function newPatterns(): TupleCounts {
  return new TupleCounts(PATTERN_LENGTH);
}
