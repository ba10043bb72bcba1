import fc from "fast-check";
import { expect, test } from "vitest";
import { formatBaseline, parseBaseline } from "./baseline.ts";
import { dayText } from "./days.ts";

test("two days in order survive the address; the same day twice is a day", () => {
  fc.assert(
    fc.property(fc.nat(40_000), fc.nat(1_000), (first, length) => {
      const days = { from: dayText(first), to: dayText(first + length) };
      expect(parseBaseline(formatBaseline(days))).toEqual(days);
    }),
  );
});

test.each(["", "2026-01-01", "2026-01-01..", "2026-02-30..2026-03-01", "2026-03-01..2026-02-01", "2026-01-01..2026-01-02..2026-01-03"])(
  "%j is no baseline",
  (text) => {
    expect(parseBaseline(text)).toBeNull();
  },
);
