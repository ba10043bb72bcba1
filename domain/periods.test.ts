import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, civilFromDay, dayFromCivil, dayNumber, daysInMonth, dayText, parseDay, weekday } from "./days.ts";
import { buckets, type DayRange, defaultGrain, monthsWithin, periodPresets, previousPeriod, wholeMonths, yearBefore } from "./periods.ts";

const anyDay = fc.integer({ min: -719_162, max: 2_932_896 });
const recentDay = fc.integer({ min: 0, max: 40_000 });

function texts(range: DayRange): [string, string] {
  return [dayText(range.fromDay), dayText(range.toDay)];
}

function previous(from: string, to: string): [string, string] {
  return texts(previousPeriod(dayNumber(from), dayNumber(to)));
}

function lastYear(from: string, to: string): [string, string] {
  return texts(yearBefore(dayNumber(from), dayNumber(to)));
}

describe("day numbers", () => {
  it("agree with the platform's dates, years 0001 to 9999", () => {
    expect([dayNumber("0001-01-01"), dayNumber("1970-01-01"), dayNumber("9999-12-31")]).toEqual([-719_162, 0, 2_932_896]);
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * 86_400_000);
        expect(dayText(day)).toBe(date.toISOString().slice(0, 10));
        expect(parseDay(dayText(day))).toBe(day);
        const civil = civilFromDay(day);
        expect(dayFromCivil(civil.year, civil.month, civil.day)).toBe(day);
        expect(weekday(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
    );
  });

  it("2026-02-30, 2026-13-01, 0000-01-01, 2026-1-1 and a day with a time are no days; 2024-02-29 is, 1900-02-29 is not", () => {
    for (const text of ["2026-02-30", "2026-13-01", "2026-00-01", "0000-01-01", "2026-1-1", "2026-01-01T00:00", "", "1900-02-29"]) {
      expect(parseDay(text)).toBeNull();
      expect(() => dayNumber(text)).toThrow(RangeError);
    }
    expect(parseDay("2024-02-29")).toBe(19_782);
    expect([daysInMonth(2000, 2), daysInMonth(1900, 2), daysInMonth(2026, 4), daysInMonth(2026, 12)]).toEqual([29, 28, 30, 31]);
  });

  it("31 January and a month is 28 February, minus eleven months 28 February", () => {
    expect(dayText(addMonths(dayNumber("2026-01-31"), 1))).toBe("2026-02-28");
    expect(dayText(addMonths(dayNumber("2027-01-31"), -11))).toBe("2026-02-28");
  });
});

describe("buckets", () => {
  it("weeks from Monday cut by a period of Thursday to Tuesday: Thu–Sun cut, whole weeks, Mon–Tue cut", () => {
    // 2026-10-01 is a Thursday.
    const list = buckets("week", dayNumber("2026-10-01"), dayNumber("2026-10-13"), 1, dayNumber("2026-12-31"));
    expect(list.map((b) => [...texts(b), b.complete])).toEqual([
      ["2026-10-01", "2026-10-04", false],
      ["2026-10-05", "2026-10-11", true],
      ["2026-10-12", "2026-10-13", false],
    ]);
  });

  it("weeks from Sunday begin a day earlier", () => {
    const list = buckets("week", dayNumber("2026-10-04"), dayNumber("2026-10-17"), 7, dayNumber("2026-12-31"));
    expect(list.map((b) => [...texts(b), b.complete])).toEqual([
      ["2026-10-04", "2026-10-10", true],
      ["2026-10-11", "2026-10-17", true],
    ]);
  });

  it("a whole month whose last day is not over is not complete", () => {
    const of = (lastFinished: string) =>
      buckets("month", dayNumber("2026-09-01"), dayNumber("2026-10-31"), 1, dayNumber(lastFinished)).map((b) => b.complete);
    expect(of("2026-10-30")).toEqual([true, false]);
    expect(of("2026-10-31")).toEqual([true, true]);
  });

  it("tile the period: no gap, no overlap, and only the ends are ever cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("day" as const, "week" as const, "month" as const),
        recentDay,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 7 }),
        (grain, from, length, weekStart) => {
          const to = from + length;
          const list = buckets(grain, from, to, weekStart, to);
          expect(list[0]?.fromDay).toBe(from);
          expect(list.at(-1)?.toDay).toBe(to);
          list.forEach((bucket, i) => {
            const next = list[i + 1];
            if (next !== undefined) expect(next.fromDay).toBe(bucket.toDay + 1);
            const days = bucket.toDay - bucket.fromDay + 1;
            if (grain === "week" && bucket.complete) expect([days, weekday(bucket.fromDay)]).toEqual([7, weekStart]);
            if (grain === "month" && bucket.complete) expect(wholeMonths(bucket.fromDay, bucket.toDay)).toBe(1);
            if (i > 0 && i < list.length - 1) expect(bucket.complete).toBe(true);
          });
        },
      ),
    );
  });

  it("default grain: 62 days by day, 63 by week, 400 by week, 401 by month", () => {
    expect([1, 62, 63, 400, 401].map(defaultGrain)).toEqual(["day", "day", "week", "week", "month"]);
  });
});

describe("the other period", () => {
  it("before July–September: April–June; before February 2026: January, 31 days for 28", () => {
    expect(previous("2026-07-01", "2026-09-30")).toEqual(["2026-04-01", "2026-06-30"]);
    expect(previous("2026-02-01", "2026-02-28")).toEqual(["2026-01-01", "2026-01-31"]);
    expect(previous("2026-01-01", "2026-12-31")).toEqual(["2025-01-01", "2025-12-31"]);
  });

  it("before 3–9 July (7 days): 26 June – 2 July; before 1–30 July: 30 days, 1–30 June", () => {
    expect(previous("2026-07-03", "2026-07-09")).toEqual(["2026-06-26", "2026-07-02"]);
    expect(previous("2026-07-01", "2026-07-30")).toEqual(["2026-06-01", "2026-06-30"]);
    expect(previous("2024-02-01", "2024-02-28")).toEqual(["2024-01-04", "2024-01-31"]);
  });

  it("a year before: the same dates; 29 February becomes 28 February", () => {
    expect(lastYear("2026-07-03", "2026-09-09")).toEqual(["2025-07-03", "2025-09-09"]);
    expect(lastYear("2024-02-29", "2024-02-29")).toEqual(["2023-02-28", "2023-02-28"]);
  });

  it("ends the day before, and outside whole months has as many days", () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: 0, max: 800 }), (from, length) => {
        const to = from + length;
        const before = previousPeriod(from, to);
        expect(before.toDay).toBe(from - 1);
        const months = wholeMonths(from, to);
        if (months === null) expect(before.toDay - before.fromDay).toBe(length);
        else expect(wholeMonths(before.fromDay, before.toDay)).toBe(months);
      }),
    );
  });
});

describe("months within", () => {
  it("15 May – 3 September 2026: 15–31 May, June to August, 1–3 September", () => {
    const split = monthsWithin(dayNumber("2026-05-15"), dayNumber("2026-09-03"));
    expect(split.months).toEqual([2026 * 12 + 5, 2026 * 12 + 6, 2026 * 12 + 7]);
    expect(split.days.map((range) => range.map(dayText))).toEqual([
      ["2026-05-15", "2026-05-31"],
      ["2026-09-01", "2026-09-03"],
    ]);
  });

  it("covers every day once", () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: -1, max: 500 }), (from, length) => {
        const { months, days } = monthsWithin(from, from + length);
        const covered = days.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
        for (const month of months) {
          const year = Math.floor(month / 12);
          const first = dayFromCivil(year, (month % 12) + 1, 1);
          for (let i = 0; i < daysInMonth(year, (month % 12) + 1); i += 1) covered.push(first + i);
        }
        covered.sort((a, b) => a - b);
        expect(covered).toEqual(Array.from({ length: length + 1 }, (_, i) => from + i));
      }),
    );
  });
});

describe("presets", () => {
  it("seen from Wednesday 2026-09-16", () => {
    const list = periodPresets("2026-09-16", 1).map((p) => [p.key, p.from, p.to]);
    expect(list).toEqual([
      ["last-7-days", "2026-09-10", "2026-09-16"],
      ["last-28-days", "2026-08-20", "2026-09-16"],
      ["last-90-days", "2026-06-19", "2026-09-16"],
      ["last-week", "2026-09-07", "2026-09-13"],
      ["this-month", "2026-09-01", "2026-09-16"],
      ["last-month", "2026-08-01", "2026-08-31"],
      ["last-quarter", "2026-04-01", "2026-06-30"],
      ["this-year", "2026-01-01", "2026-09-16"],
      ["last-12-months", "2025-09-17", "2026-09-16"],
      ["all", null, null],
    ]);
    expect(periodPresets("2026-09-16", 7)[3]).toEqual({ key: "last-week", from: "2026-09-06", to: "2026-09-12" });
  });
});
