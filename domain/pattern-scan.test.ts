/** Funnel, survival and clustering from counted patterns are those of the visits one by one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { toClustering } from "./clustering.ts";
import { countFunnel } from "./funnel.ts";
import { scanPatterns } from "./pattern-scan.ts";
import { anyJourney, type PlainVisit, scanOf } from "./plain-visits.fixture.ts";
import { RatingPatterns } from "./rating-patterns.ts";
import { countSurvival } from "./survival.ts";
import type { VisitScan } from "./tally.ts";
import { addPattern, encodePatterns, newPatterns } from "./visit-patterns.ts";

/** The visits of a scan, in so many parts. */
function partsOf(scan: VisitScan, parts: number): Uint8Array[] {
  return Array.from({ length: parts }, (_, part) => {
    const patterns = newPatterns();
    for (let i = part; i < scan.count; i += parts) {
      const mask = (column: VisitScan["touched"]) => (column.high[i] ?? 0) * 2 ** 25 + (column.low[i] ?? 0);
      const columns = {
        segmentId: scan.segmentId[i] ?? 0,
        entryChannelId: scan.entryChannelId[i] ?? 0,
        knowledge: scan.cannotTell[i] === 1 ? 0 : 1,
        outOfOrder: scan.outOfOrder[i] ?? 0,
        touched: mask(scan.touched),
        rated: mask(scan.rated),
        broken: mask(scan.broken),
        notMet: mask(scan.notMet),
      };
      addPattern(patterns, columns, 1);
    }
    return encodePatterns(patterns) ?? new Uint8Array();
  });
}

/** Patterns do not know what depends on as-of. */
const over = ({ touches, ...visit }: PlainVisit): PlainVisit => ({
  ...visit,
  young: false,
  touches: touches.map((touch) => ({ ...touch, recent: false })),
});

describe("a scan of patterns", () => {
  test("funnel and survival over any choice of steps", () => {
    fc.assert(
      fc.property(anyJourney, fc.integer({ min: 1, max: 4 }), ({ steps, chosen, visits }, parts) => {
        const scan = scanOf(steps, visits.map(over));
        const alike = scanPatterns(partsOf(scan, parts), chosen, null);
        expect(countSurvival(chosen, alike)).toEqual(countSurvival(chosen, scan));
        const [a, b] = [countFunnel(chosen, alike), countFunnel(chosen, scan)];
        const sorted = (counts: typeof a) => ({ ...counts, leavers: [...counts.leavers].sort(([x], [y]) => x - y) });
        expect(sorted(a)).toEqual(sorted(b));
        const wanted = scanPatterns(partsOf(scan, parts), chosen, (segmentId) => segmentId === 1);
        expect(countSurvival(chosen, wanted).visits).toBe(visits.filter((visit) => (visit.segment ?? 0) === 1).length);
      }),
      { numRuns: runs(150) },
    );
  });

  test("clustering from patterns: the same shares and n, and the same interval however the visits are divided", () => {
    fc.assert(
      fc.property(anyJourney, ({ steps, chosen, visits }) => {
        const scan = scanOf(steps, visits);
        const fromParts = (parts: number) => {
          const patterns = new RatingPatterns(chosen);
          for (const bytes of partsOf(scan, parts)) patterns.addBytes(bytes, null);
          return toClustering(chosen, patterns.toScan(), { seed: 1, replicates: 5 });
        };
        const single = toClustering(chosen, scan, { seed: 1, replicates: 5 });
        const patterns = fromParts(1);
        expect(patterns.observed).toBe(single.observed);
        expect(patterns.difference.n).toBe(single.difference.n);
        if (single.expected !== null) expect(patterns.expected).toBeCloseTo(single.expected, 12);
        expect(fromParts(3)).toEqual(patterns);
        const scanned = new RatingPatterns(chosen);
        scanned.addScan(scan);
        expect(toClustering(chosen, scanned.toScan(), { seed: 1, replicates: 5 })).toEqual(patterns);
      }),
      { numRuns: runs(100) },
    );
  });
});
