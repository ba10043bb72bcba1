import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import type { TupleCounts } from "./tuple-counts.ts";
import {
  addPattern,
  encodePatterns,
  mergePatterns,
  newPatterns,
  PATTERN_LENGTH,
  type PatternColumns,
  PatternReader,
} from "./visit-patterns.ts";

const EVERY = 2 ** 50 - 1;
/** A mask of bits among the first ones, or among all fifty. */
const mask = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 14 - 1 }),
  fc.maxSafeInteger().map((n) => Math.abs(n) % (EVERY + 1)),
);
const within = (a: number, b: number) => Number(BigInt(a) & BigInt(b));
/** What is rated was touched, and what broke was rated. */
const visit: fc.Arbitrary<PatternColumns> = fc
  .record({
    segmentId: fc.constantFrom(0, 1, 300, 2 ** 25),
    entryChannelId: fc.constantFrom(0, 2, 128),
    knowledge: fc.constantFrom(0, 1, 2),
    outOfOrder: fc.constantFrom(0, 1),
    touched: mask,
    rated: fc.oneof(fc.constant(EVERY), mask),
    broken: fc.oneof(fc.constant(0), mask),
    notMet: fc.oneof(fc.constant(0), mask),
  })
  .map((of) => {
    const rated = within(of.touched, of.rated);
    return { ...of, rated, broken: within(rated, of.broken) };
  });

/** What is left of a visit in its pattern, as text: nothing is known not to be met that was touched, or where all else is. */
function nameOf(of: PatternColumns): string {
  const bits = (n: number) => BigInt(n);
  const notMet = of.knowledge === 2 ? 0n : bits(of.notMet) & ~bits(of.touched);
  return [of.segmentId, of.entryChannelId, of.knowledge + 4 * of.outOfOrder, of.touched, of.rated, of.broken, notMet].join(" ");
}

function contents(patterns: TupleCounts): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i < patterns.size; i++) {
    const [segment, channel, flags, t = 0, r = 0, b = 0, n = 0, tHigh = 0, rHigh = 0, bHigh = 0, nHigh = 0] = patterns.keys.subarray(
      i * PATTERN_LENGTH,
      (i + 1) * PATTERN_LENGTH,
    );
    const whole = (low: number, high: number) => high * 2 ** 25 + low;
    const name = [segment, channel, flags, whole(t, tHigh), whole(r, rHigh), whole(b, bHigh), whole(n, nHigh)].join(" ");
    if (patterns.counts[i] !== 0) found.set(name, patterns.counts[i] ?? 0);
  }
  return found;
}

function patternsOf(visits: readonly (readonly [PatternColumns, number])[]): TupleCounts {
  const patterns = newPatterns();
  for (const [columns, n] of visits) addPattern(patterns, columns, n);
  return patterns;
}

describe("patterns as bytes", () => {
  test("what goes into any number of parts is what a list of visits adds up to, what went again not among it", () => {
    const change = fc.tuple(visit, fc.constantFrom(1, 1, -1, 5, -300));
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 40 }), { maxLength: 5 }), (parts) => {
        const expected = new Map<string, number>();
        for (const [columns, n] of parts.flat()) expected.set(nameOf(columns), (expected.get(nameOf(columns)) ?? 0) + n);
        const merged = newPatterns();
        for (const part of parts) {
          const bytes = encodePatterns(patternsOf(part));
          if (bytes !== null) mergePatterns(merged, bytes);
        }
        expect(contents(merged)).toEqual(new Map([...expected].filter(([, n]) => n !== 0)));
      }),
      { numRuns: runs(200) },
    );
  });

  test("three touched moments, all rated, the second one broken: a section of 4 bytes and a pattern of 3", () => {
    const one = { segmentId: 1, entryChannelId: 2, knowledge: 2, outOfOrder: 0, touched: 0b111, rated: 0b111, broken: 0b010, notMet: 9 };
    // 10 = complete (2) + all rated (8)
    expect([...(encodePatterns(patternsOf([[one, 1]])) ?? [])]).toEqual([1, 2, 1, 3, 10, 0b111, 0b010]);
    // 10 + a count (64), which is -2 as zigzag 3
    expect([...(encodePatterns(patternsOf([[one, -2]])) ?? [])]).toEqual([1, 2, 1, 4, 74, 0b111, 0b010, 3]);
    expect(
      encodePatterns(
        patternsOf([
          [one, 1],
          [one, -1],
        ]),
      ),
    ).toBeNull();
  });

  test("strata that nobody wants are passed over", () => {
    const of = (segmentId: number) => ({
      segmentId,
      entryChannelId: 0,
      knowledge: 0,
      outOfOrder: 1,
      touched: 5,
      rated: 1,
      broken: 1,
      notMet: 2,
    });
    const bytes =
      encodePatterns(
        patternsOf([
          [of(1), 1],
          [of(2), 7],
          [of(3), 1],
          [of(2), 1],
        ]),
      ) ?? new Uint8Array();
    const reader = new PatternReader(bytes, (segmentId) => segmentId === 2);
    expect(reader.next()).toBe(true);
    expect(reader).toMatchObject({ segmentId: 2, flags: 4, touched: 5, rated: 1, broken: 1, notMet: 2, count: 8 });
    expect(reader.next()).toBe(false);
  });
});
