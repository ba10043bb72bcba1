import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import type { MomentScore } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { type LedgerEntry, ledgerFrom } from "./ledger.ts";
import { toMomentScores } from "./scores.ts";

const MOMENT: Moment = {
  id: 1,
  key: "desk",
  name: { en: "Desk", ko: "창구" },
  stage: "smot",
  role: "touchpoint",
  position: 1,
  bit: 0,
  scale: { min: 1, max: 5, step: 1, best: "high" },
  standardFrom: 3,
  plusFrom: 4,
  recommend: false,
};

/** A moment with so many touches, of which some are rated bad, standard and plus. */
function entry(
  key: string,
  touched: number,
  [bad, standard, plus]: readonly [number, number, number],
  seconds: number | null,
): LedgerEntry {
  const tally = { momentId: 1, segmentId: 0, entryChannelId: 0, touched, answers: [bad, 0, standard, plus, 0] };
  const [score] = toMomentScores([{ ...MOMENT, key }], [tally], null);
  return { score: score as MomentScore, seconds };
}

describe("ledgerFrom", () => {
  it("Carlzon's own: 10 million visits in 365 days, 5 contacts each, 15 seconds: 50 million moments, 750 million seconds a year", () => {
    const entries = Array.from({ length: 5 }, (_, i) => entry(`m${i}`, 10_000_000, [0, 0, 0], null));
    const ledger = ledgerFrom({ entries, visits: 10_000_000, days: 365 });
    expect(ledger).toMatchObject({ touchesPerVisit: 5, secondsPerTouch: 15 });
    expect(ledger.year).toMatchObject({ visits: 10_000_000, touched: 50_000_000, seconds: 750_000_000, rated: 0 });
    expect(ledger.rated).toMatchObject({ value: 0, n: 50_000_000 });
    expect(ledger.broken).toMatchObject({ value: null, reason: "no-ratings" });
    expect(ledger.year.badIfAlike).toBe(null);
  });

  // 73 days are a fifth of a year. Touches 300 + 100 = 400, seconds 300 x 60 + 100 x 15 = 19,500, rated 100 + 50 = 150, bad 20 + 10 = 30.
  it("73 days, 200 visits, 300 touches of 60 s and 100 of unknown length: x 5 is 2,000 touches and 97,500 s a year, 30 of 150 bad", () => {
    const entries = [entry("call", 300, [20, 30, 50], 60), entry("desk", 100, [10, 20, 20], null)];
    const ledger = ledgerFrom({ entries, visits: 200, days: 73 });
    expect(ledger).toMatchObject({ days: 73, visits: 200, touched: 400, touchesPerVisit: 2, secondsPerTouch: 48.75 });
    expect(ledger.year).toMatchObject({ visits: 1000, touched: 2000, seconds: 97_500, rated: 750, badSeen: 150 });
    expect(ledger.rated).toMatchObject({ value: 0.375, n: 400 });
    expect(ledger.broken).toMatchObject({ value: 0.2, n: 150 });
    expect(ledger.year.badIfAlike?.value).toBeCloseTo(400, 9);
    // Wilson of 30 of 150: (30 + 1.9207 -+ 1.96 x sqrt(30 x 120 / 150 + 0.9604)) / 153.8415 = 0.1438 and 0.2711.
    expect((ledger.year.badIfAlike?.low ?? 0) / 2000).toBeCloseTo(0.1438, 4);
    expect((ledger.year.badIfAlike?.high ?? 0) / 2000).toBeCloseTo(0.2711, 4);
    expect(ledger.moments.map(({ seconds, assumed }) => [seconds, assumed])).toEqual([
      [60, false],
      [15, true],
    ]);
  });

  it("no day is no year; no visit is no touches a visit; a hidden count hides the sum of bad ones and nothing else", () => {
    const desk = entry("desk", 10, [1, 1, 1], 5);
    const none = ledgerFrom({ entries: [desk], visits: 0, days: 0 });
    expect(none.touchesPerVisit).toBe(null);
    expect(Object.values(none.year)).toEqual([null, null, null, null, null, null]);
    const hidden = { ...desk, score: { ...desk.score, minus: null } };
    const ledger = ledgerFrom({ entries: [hidden, entry("call", 20, [2, 2, 2], 5)], visits: 10, days: 365 });
    expect(ledger.year).toMatchObject({ touched: 30, rated: 9, badSeen: null, badIfAlike: null });
    expect(ledger.broken).toMatchObject({ value: null, reason: "too-few", n: 9 });
  });

  it("visits x touches a visit x seconds a touch is the seconds, and a moment split in two changes no sum", () => {
    const zones = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50));
    const part = fc.tuple(zones, fc.nat(500), fc.option(fc.nat(900)));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 800 }),
        (parts, visits, days) => {
          const entries = parts.map(([rated, more, seconds], i) => entry(`m${i}`, rated[0] + rated[1] + rated[2] + more, rated, seconds));
          const { year, touchesPerVisit, secondsPerTouch } = ledgerFrom({ entries, visits, days });
          const product = (year.visits ?? 0) * (touchesPerVisit ?? 0) * (secondsPerTouch ?? 0);
          expect(product / Math.max(1, year.seconds ?? 0)).toBeCloseTo(
            year.seconds === 0 ? 0 : (year.seconds ?? 0) / Math.max(1, year.seconds ?? 0),
            9,
          );
          const halves = parts.flatMap(([rated, more, seconds], i) => [
            entry(`a${i}`, more, [0, 0, 0], seconds),
            entry(`b${i}`, rated[0] + rated[1] + rated[2], rated, seconds),
          ]);
          expect(ledgerFrom({ entries: halves, visits, days }).year).toEqual(year);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
