import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VisitFacts } from "#domain/visit-facts.ts";
import { mergePatterns, newPatterns, PATTERN } from "#domain/visit-patterns.ts";
import { runs } from "../scripts/property-runs.ts";
import { PatternWriter, readPatternParts } from "./pattern-parts.ts";
import { type TestStore, testStore } from "./test-store.ts";

let opened: TestStore;
beforeEach(() => {
  opened = testStore();
});
afterEach(() => opened.close());

/** A visit of a day that touched the moments of a mask, and nothing else. */
function factsOf(startDay: number, touched: number): VisitFacts {
  const when = { at: startDay * 86_400_000, dateOnly: false };
  return {
    claims: {
      segmentId: 1,
      channelId: 0,
      when,
      startedAt: null,
      customer: null,
      weight: null,
      attributes: null,
      comment: null,
      knowledge: "complete",
      notMet: 0,
    },
    start: when,
    startDay,
    entryChannelId: 0,
    last: when,
    touched,
    rated: 0,
    broken: 0,
    repeated: 0,
    outOfOrder: false,
    startsLate: false,
  } as VisitFacts;
}

const selection = (journeyId: number, day: number) => ({
  journeyId,
  fromDay: day,
  toDay: day,
  channels: null,
  segments: null,
  teams: null,
});

function stored(journeyId: number, day: number): { parts: number[]; counts: Map<number, number> } {
  const patterns = newPatterns();
  const parts: number[] = [];
  for (const bytes of readPatternParts(opened.store, selection(journeyId, day))) {
    parts.push(bytes.length);
    mergePatterns(patterns, bytes);
  }
  const counts = new Map<number, number>();
  for (let i = 0; i < patterns.size; i++)
    if (patterns.counts[i] !== 0) counts.set(patterns.keys[i * patterns.length + PATTERN.touched] ?? 0, patterns.counts[i] ?? 0);
  return { parts, counts };
}

describe("the parts of a start day", () => {
  test("after any writes they add up to the visits that are left, and each is at least twice as long as the next", () => {
    const change = fc.record({ day: fc.constantFrom(7, 8), touched: fc.integer({ min: 1, max: 300 }), goes: fc.boolean() });
    let journeyId = 0;
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 60 }), { maxLength: 12 }), (writes) => {
        journeyId += 1;
        const writer = new PatternWriter(opened.store.driver, journeyId);
        const left = new Map([7, 8].map((day) => [day, new Map<number, number>()]));
        for (const changes of writes) {
          for (const { day, touched, goes } of changes) {
            const counts = left.get(day);
            const known = counts?.get(touched) ?? 0;
            if (goes && known === 0) continue;
            writer.add(factsOf(day, touched), goes ? -1 : 1);
            counts?.set(touched, known + (goes ? -1 : 1));
          }
          writer.flush();
          for (const [day, counts] of left) {
            const found = stored(journeyId, day);
            expect(found.counts).toEqual(
              new Map(
                [...counts]
                  .filter(([, n]) => n > 0)
                  .sort(([a], [b]) => a - b)
                  .map(([k, n]) => [k, n]),
              ),
            );
            for (const [i, size] of found.parts.slice(1).entries()) expect(found.parts[i]).toBeGreaterThanOrEqual(2 * size);
          }
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test("ten visits written one by one lie in few parts, and when all have gone in none", () => {
    const writer = new PatternWriter(opened.store.driver, 1);
    const write = (touched: number, sign: 1 | -1) => {
      writer.add(factsOf(7, touched), sign);
      writer.flush();
    };
    for (let i = 1; i <= 10; i++) write(i, 1);
    expect(stored(1, 7).parts.length).toBeLessThanOrEqual(4);
    for (let i = 1; i <= 10; i++) write(i, -1);
    expect(stored(1, 7).counts.size).toBe(0);
  });
});
