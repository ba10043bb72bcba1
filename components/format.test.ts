import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missing, type Share } from "#domain/share.ts";
import {
  evidenceOf,
  formatCount,
  formatCountShort,
  formatDay,
  formatDayShort,
  formatDifference,
  formatDuration,
  formatInstant,
  formatInterval,
  formatMean,
  formatMonth,
  formatNps,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatShare,
  toLocale,
} from "./format.ts";

const share = (value: number, low: number, high: number, n: number): Share => ({ value, low, high, n });

describe("per cents", () => {
  test("0.5625 is 56%, 0.565 is 57%; one decimal when asked: 56.3%", () => {
    expect(formatPercent(0.5625, "en")).toBe("56%");
    expect(formatPercent(0.565, "ko")).toBe("57%");
    expect(formatPercent(0.5625, "en", 1)).toBe("56.3%");
  });
  test("only an exact 0 or 1 is 0% or 100%: 1 of 1,000 is <1%, 999 of 1,000 is >99%", () => {
    expect(formatPercent(0, "en")).toBe("0%");
    expect(formatPercent(1, "en")).toBe("100%");
    expect(formatPercent(0.001, "en")).toBe("<1%");
    expect(formatPercent(0.999, "en")).toBe(">99%");
    expect(formatPercent(0.0004, "en", 1)).toBe("<0.1%");
    expect(formatPercent(0.9996, "en", 1)).toBe(">99.9%");
  });
  test("missing is an em dash", () => {
    expect(formatPercent(null, "en")).toBe("—");
  });
  test("no true proportion between 0 and 1 is ever written as 0% or 100%", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        fc.constantFrom(0 as const, 1 as const),
        (p, digits) => {
          expect(["0%", "0.0%", "100%", "100.0%"]).not.toContain(formatPercent(p, "en", digits));
        },
      ),
    );
  });
});

describe("intervals", () => {
  test("limits are rounded outwards: 0.6449..0.7001 is 64–71%", () => {
    expect(formatInterval(0.6449, 0.7001, "en")).toBe("64–71%");
  });
  test("a limit that is a whole per cent in decimals stays: 0.07..0.29 is 7–29%, though 0.07 * 100 = 7.000000000000001", () => {
    expect(formatInterval(0.07, 0.29, "en")).toBe("7–29%");
  });
  test("a difference: −0.0123..0.0345 is −1.3 to +3.5 pts", () => {
    expect(formatInterval(-0.0123, 0.0345, "en", "difference")).toBe("\u22121.3 to +3.5 pts");
    expect(formatInterval(-0.0123, 0.0345, "ko", "difference")).toBe("\u22121.3~+3.5%p");
  });
  test("what is written contains what was computed", () => {
    const proportion = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(proportion, proportion, fc.constantFrom(0 as const, 1 as const), (a, b, digits) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [from, to] = formatInterval(low, high, "en", "share", digits).replace("%", "").split("–").map(Number);
        expect(from).toBeLessThanOrEqual(low * 100 + 1e-6);
        expect(to).toBeGreaterThanOrEqual(high * 100 - 1e-6);
      }),
    );
  });
});

describe("a share in words", () => {
  test("n = 400, half-width 4.5 points: no decimal", () => {
    expect(formatShare(share(0.7025, 0.656, 0.746, 400), "en")).toEqual({
      value: "70%",
      interval: "65–75%",
      n: "400",
      evidence: "full",
      reason: null,
    });
  });
  test("n = 40,000, half-width 0.45 points: one decimal", () => {
    expect(formatShare(share(0.7025, 0.698, 0.7065, 40_000), "en")).toMatchObject({ value: "70.3%", interval: "69.8–70.7%", n: "40,000" });
  });
  test("n = 4 is hidden, 5 and 29 are weak, 30 is full", () => {
    expect(formatShare(share(0.75, 0.3, 0.95, 4), "en")).toEqual({
      value: "—",
      interval: null,
      n: "4",
      evidence: "hidden",
      reason: "too-few",
    });
    expect([0, 1, 4, 5, 29, 30].map(evidenceOf)).toEqual(["none", "hidden", "hidden", "weak", "weak", "full"]);
  });
  test("missing keeps n and the reason; the two guarded ends are written as bounds", () => {
    expect(formatShare(missing("no-ratings"), "ko")).toEqual({
      value: "—",
      interval: null,
      n: "0",
      evidence: "none",
      reason: "no-ratings",
    });
    expect(formatShare(missing("too-few", 3), "en")).toMatchObject({ value: "—", n: "3", evidence: "hidden" });
    expect(formatShare(missing("below-10-percent", 8), "en")).toMatchObject({ value: "<10%", n: "8", evidence: "weak" });
    expect(formatShare(missing("above-90-percent", 8), "en")).toMatchObject({ value: ">90%", n: "8", evidence: "weak" });
  });
});

describe("other numbers", () => {
  test("differences in points, with a true minus; what rounds to nothing has no sign", () => {
    expect(formatDifference(0.0318, "en")).toBe("+3.2 pts");
    expect(formatDifference(-0.004, "ko")).toBe("\u22120.4%p");
    expect(formatDifference(0.0004, "en")).toBe("0.0 pts");
    expect(formatDifference(-0.0318, "en", "size")).toBe("3.2 pts");
    expect(formatDifference(null, "en")).toBe("—");
  });
  test("counts, means, NPS", () => {
    expect(formatCount(1_234_567, "en")).toBe("1,234,567");
    expect(formatCount(null, "en")).toBe("—");
    expect(formatCountShort(12_300, "en")).toBe("12.3K");
    expect(formatCountShort(50_000_000, "ko")).toBe("5000만");
    expect(formatNumber(2.3456, "en")).toBe("2.35");
    expect(formatMean(3.915, 0.0421, "en")).toBe("3.92 ± 0.04");
    expect(formatMean(3.915, null, "en")).toBe("3.92");
    expect(formatNps(-12.4, "en")).toBe("\u221212");
    expect(formatNps(32.5, "ko")).toBe("+33");
  });
  test("lengths of time", () => {
    expect(formatDuration("7d", "en")).toBe("7 days");
    expect(formatDuration("36h", "ko")).toBe("36시간");
    expect(formatDuration(15, "en")).toBe("15 seconds");
    expect(formatDuration("soon", "en")).toBe("soon");
  });
});

describe("days", () => {
  test("a day is that day whatever zone the machine is in", () => {
    expect(formatDay("2026-07-01", "en")).toBe("1 Jul 2026");
    expect(formatDay("2026-07-01", "ko")).toBe("2026년 7월 1일");
    expect(formatDay(null, "ko")).toBe("—");
    expect(formatDayShort("2026-09-05", "en")).toBe("5 Sep");
    expect(formatDayShort("2026-09-05", "ko")).toBe("9월 5일");
    expect(formatMonth("2026-07-01", "en")).toBe("Jul 2026");
    expect(formatMonth("2026-07-01", "ko")).toBe("2026년 7월");
  });
  test("a period of whole months goes by their names", () => {
    expect(formatPeriod({ from: "2026-07-01", to: "2026-09-30" }, "en")).toBe("July–September 2026");
    expect(formatPeriod({ from: "2026-07-03", to: "2026-09-09" }, "ko")).toBe("2026년 7월 3일 – 9월 9일");
    expect(formatPeriod({ from: null, to: null }, "en")).toBe("—");
  });
  test("20:30 in UTC is 05:30 the next day in Seoul; midnight is 00:05", () => {
    expect(formatInstant("2026-06-30T20:30:00Z", "Asia/Seoul", "ko")).toBe("2026년 7월 1일 05:30");
    expect(formatInstant("2026-06-30T20:30:00Z", "Asia/Seoul", "en")).toBe("1 Jul 2026, 05:30");
    expect(formatInstant("2026-06-30T15:05:00Z", "Asia/Seoul", "en")).toBe("1 Jul 2026, 00:05");
    expect(formatInstant(null, "UTC", "en")).toBe("—");
  });
});

test("an unknown locale falls back to English", () => {
  expect(toLocale("ko")).toBe("ko");
  expect(toLocale("fr")).toBe("en");
});
