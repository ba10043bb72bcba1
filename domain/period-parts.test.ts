import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { dayNumber, monthOf, monthStart } from "./days.ts";
import { bucketOf, type PeriodPart, periodParts, weekOf, weekStartDay } from "./period-parts.ts";

/** How often each day is counted by the parts, day by day. */
function daysOf(parts: readonly PeriodPart[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { grain, from, to, sign } of parts) {
    const start = { day: (n: number) => n, week: (n: number) => n * 7 - 3, month: monthStart }[grain];
    for (let day = start(from); day < start(to + 1); day++) counts.set(day, (counts.get(day) ?? 0) + sign);
  }
  return new Map([...counts].filter(([, n]) => n !== 0));
}

const cellsOf = (parts: readonly PeriodPart[]) => parts.reduce((sum, part) => sum + part.to - part.from + 1, 0);
const partsOf = (from: string, to: string) => periodParts(dayNumber(from), dayNumber(to));

describe("the cells of a period", () => {
  test("every day of the period counts once and no other, for random periods of up to 900 days", () => {
    fc.assert(
      fc.property(fc.integer({ min: -800, max: 40_000 }), fc.integer({ min: 0, max: 900 }), (from, length) => {
        const counts = daysOf(periodParts(from, from + length - 1));
        expect(counts.size).toBe(length);
        for (let day = from; day < from + length; day++) expect(counts.get(day)).toBe(1);
      }),
      { numRuns: runs(300) },
    );
  });

  test("a month without its last two days is the month less two days", () => {
    expect(partsOf("2026-05-01", "2026-05-29")).toEqual(
      [
        { grain: "month", from: 2026 * 12 + 4, to: 2026 * 12 + 4, sign: 1 },
        { grain: "day", from: dayNumber("2026-05-30"), to: dayNumber("2026-05-31"), sign: -1 },
      ].toSorted((a, b) => a.from - b.from),
    );
  });

  test("Tuesday to Sunday is the week less its Monday; a year is twelve months", () => {
    const week = weekOf(dayNumber("2026-05-12"));
    expect(cellsOf(partsOf("2026-05-12", "2026-05-17"))).toBe(2);
    expect(partsOf("2026-05-12", "2026-05-17")).toContainEqual({ grain: "week", from: week, to: week, sign: 1 });
    expect(partsOf("2025-01-01", "2025-12-31")).toEqual([{ grain: "month", from: 2025 * 12, to: 2025 * 12 + 11, sign: 1 }]);
  });

  test("no edge of a period takes more than nine cells, so 400 days take at most 12 + 2 x 9", () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_000, max: 25_000 }), fc.integer({ min: 1, max: 400 }), (from, length) => {
        const parts = periodParts(from, from + length - 1);
        const months = parts.filter((part) => part.grain === "month" && part.sign === 1);
        expect(cellsOf(parts) - cellsOf(months)).toBeLessThanOrEqual(18);
        expect(cellsOf(months)).toBeLessThanOrEqual(15);
      }),
      { numRuns: runs(300) },
    );
  });

  test("an empty period has none; weeks begin on Monday, also before 1970", () => {
    expect(periodParts(5, 4)).toEqual([]);
    expect(weekStartDay(weekOf(dayNumber("2026-05-17")))).toBe(dayNumber("2026-05-11"));
    expect(weekStartDay(weekOf(dayNumber("1969-12-28")))).toBe(dayNumber("1969-12-22"));
    for (const grain of ["day", "week", "month"] as const) {
      const day = dayNumber("2026-05-17");
      expect(bucketOf(grain, day)).toBe({ day, week: weekOf(day), month: monthOf(day) }[grain]);
    }
  });
});
