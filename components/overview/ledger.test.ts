import { describe, expect, it } from "vitest";
import { CHOICES, momentScore, PERIOD } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import type { LedgerDocument } from "#domain/documents.ts";
import { ledgerFrom } from "#domain/ledger.ts";
import { prepareLedger } from "./ledger.ts";

const en = testWords("overview", "en", CHOICES);
const ko = testWords("overview", "ko", CHOICES);

/** 1,600 + 1,000 touches of 180 and 15 s by 1,300 visits in 73 days, half of them rated, 60 of 1,300 badly; a third moment that nobody rates. */
const ENTRIES = [
  { score: momentScore("call", 1, [40, 160, 600]), seconds: 180 },
  { score: momentScore("booking", 2, [20, 130, 350]), seconds: null },
  { score: momentScore("security", 3, [0, 0, 0], { touched: 0 }), seconds: null },
];

function ledger(more: { visits?: number | null; entries?: typeof ENTRIES; days?: number } = {}): LedgerDocument {
  return { period: PERIOD, unweighted: false, ...ledgerFrom({ entries: ENTRIES, visits: 1300, days: 73, ...more }) };
}

describe("prepareLedger", () => {
  // 2,600 x 5 = 13,000 a year; (1,600 x 180 + 1,000 x 15) x 5 / 3,600 = 420.8 hours; 303,000 / 2,600 = 116.5 s.
  it("13,000 moments a year = 6,500 visits x 2 contacts x 117 seconds, 421 hours", () => {
    const view = prepareLedger(ledger(), en);
    expect(view.title).toBe("About 13,000 moments of truth a year, 421 hours with customers");
    expect(view.figures.map(({ sign, value }) => `${sign}${value}`)).toEqual(["13,000", "=6,500", "×2.0", "×117"]);
    expect(prepareLedger(ledger(), ko).title).toBe("1년에 진실의 순간 약 13,000번, 고객과 함께한 421시간");
  });

  // 60 of 1,300 = 4.6 %, 600 of 13,000 a year if all are alike; 300 are seen. Wilson: 3.60 % and 5.90 %, so 468 and 767.
  it("how many are rated and bad: 2 of 3 moments measured, about 600 bad ones a year of which 300 are seen", () => {
    expect(prepareLedger(ledger(), en).quality).toEqual([
      "50% of them are rated; 2 of 3 moments are measured at all.",
      "5% of the ratings miss the standard (3–6%, n = 1,300).",
      "That is about 600 bad moments a year (468 to 767) if those who did not rate are like those who did; 300 of them are seen.",
    ]);
  });

  it("says on what it rests: the days, and the 15 seconds of moments that have no length and are met", () => {
    expect(prepareLedger(ledger(), en).assumptions).toEqual([
      "A year at the pace of 73 days: count × 365 / days, whatever the season.",
      "No length is set for Booking: 15 seconds each, Carlzon’s figure.",
    ]);
    const all = ENTRIES.map((entry) => ({ ...entry, seconds: null }));
    expect(prepareLedger(ledger({ entries: all as typeof ENTRIES }), en).assumptions[1]).toBe(
      "No moment has a length of its own: 15 seconds each, Carlzon’s figure.",
    );
    expect(prepareLedger(ledger(), en).table.rows.map((row) => row.cells[4])).toEqual(["180", "15 (assumed)", "15 (assumed)"]);
  });

  it("under a choice of channels it leaves the visits out and says why; hidden counts leave out what is bad", () => {
    const view = prepareLedger(ledger({ visits: null }), en);
    expect(view.figures.map(({ key }) => key)).toEqual(["touched", "secondsPerTouch"]);
    expect(view.assumptions.at(-1)).toContain("visits are left out");
    const hidden = ENTRIES.map((entry) => ({ ...entry, score: { ...entry.score, minus: null } }));
    expect(prepareLedger(ledger({ entries: hidden }), en).quality).toHaveLength(1);
  });

  it("without a day there is nothing to say", () => {
    expect(prepareLedger(ledger({ days: 0 }), en).state).toBe("empty");
    expect(prepareLedger(ledger({ entries: [] }), en).state).toBe("empty");
  });
});
