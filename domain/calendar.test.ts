import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { DAY_MS, dayEdges, dayNumber, instantFromLocal, isZone, localDay, zoneOffset, zoneStartOfDay } from "./calendar.ts";

const HOUR = 3_600_000;
const ZONES = [
  "UTC",
  "Asia/Seoul",
  "Asia/Kolkata",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Africa/Casablanca",
  "Pacific/Apia",
  "America/Sao_Paulo",
];

function hoursOf(zone: string, day: string): number {
  const edges = dayEdges(zone, dayNumber(day), dayNumber(day));
  return (edges.to - edges.from) / HOUR;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock by the platform's own formatter, as if it were UTC. */
function wallClock(zone: string, ms: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  const part = new Map(format.formatToParts(ms).map((p) => [p.type, Number(p.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? Number.NaN;
  return Date.UTC(field("year"), field("month") - 1, field("day"), field("hour"), field("minute"), field("second"));
}

describe("days of a zone", () => {
  it("Berlin: 23 hours on 2026-03-29, 25 on 2026-10-25, 24 between", () => {
    expect(hoursOf("Europe/Berlin", "2026-03-29")).toBe(23);
    expect(hoursOf("Europe/Berlin", "2026-10-25")).toBe(25);
    expect(hoursOf("Europe/Berlin", "2026-06-01")).toBe(24);
  });

  it("New York: 23 hours on 2026-03-08, 25 on 2026-11-01", () => {
    expect(hoursOf("America/New_York", "2026-03-08")).toBe(23);
    expect(hoursOf("America/New_York", "2026-11-01")).toBe(25);
  });

  it("Lord Howe moves by half an hour: 23.5 hours on 2026-10-04, 24.5 on 2026-04-05", () => {
    expect(hoursOf("Australia/Lord_Howe", "2026-10-04")).toBe(23.5);
    expect(hoursOf("Australia/Lord_Howe", "2026-04-05")).toBe(24.5);
  });

  it("Kolkata's day begins at 18:30 UTC, Seoul's at 15:00 UTC of the day before", () => {
    expect(zoneStartOfDay("Asia/Kolkata", dayNumber("2026-05-01"))).toBe(Date.UTC(2026, 3, 30, 18, 30));
    expect(zoneStartOfDay("Asia/Seoul", dayNumber("2026-05-01"))).toBe(Date.UTC(2026, 3, 30, 15));
    expect(localDay("Asia/Seoul", Date.UTC(2026, 3, 30, 15) - 1)).toBe(dayNumber("2026-04-30"));
  });

  it("São Paulo, 2018-11-04, has no midnight: the day begins at 01:00 local, 03:00 UTC, and has 23 hours", () => {
    expect(zoneStartOfDay("America/Sao_Paulo", dayNumber("2018-11-04"))).toBe(Date.UTC(2018, 10, 4, 3));
    expect(hoursOf("America/Sao_Paulo", "2018-11-04")).toBe(23);
  });

  it("Apia skipped 2011-12-30: that day is empty, and no instant falls on it", () => {
    expect(hoursOf("Pacific/Apia", "2011-12-30")).toBe(0);
    const change = zoneStartOfDay("Pacific/Apia", dayNumber("2011-12-31"));
    expect(change).toBe(Date.UTC(2011, 11, 30, 10));
    expect(localDay("Pacific/Apia", change - 1)).toBe(dayNumber("2011-12-29"));
    expect(localDay("Pacific/Apia", change)).toBe(dayNumber("2011-12-31"));
  });

  it("St John's put clocks back at 00:01 in 2010: the repeated 59 minutes stay on the day that had begun", () => {
    const day = dayNumber("2010-11-07");
    const midnight = zoneStartOfDay("America/St_Johns", day);
    expect(midnight).toBe(Date.UTC(2010, 10, 7, 2, 30));
    for (let minute = 0; minute < 25 * 60; minute += 1) expect(localDay("America/St_Johns", midnight + minute * 60_000)).toBe(day);
    expect(hoursOf("America/St_Johns", "2010-11-07")).toBe(25);
  });

  it("every instant lies between its own day's edges", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: Date.UTC(2060, 0) }), (zone, ms) => {
        const day = localDay(zone, ms);
        const edges = dayEdges(zone, day, day);
        expect(edges.from).toBeLessThanOrEqual(ms);
        expect(edges.to).toBeGreaterThan(ms);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("a day's first instant is on that day and the one before it is not, wherever the day exists", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 32_000 }), (zone, day) => {
        const start = zoneStartOfDay(zone, day);
        fc.pre(zoneStartOfDay(zone, day + 1) > start);
        expect(localDay(zone, start)).toBe(day);
        expect(localDay(zone, start - 1)).toBeLessThan(day);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("offsets are the platform formatter's, whatever the order of the questions", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: Date.UTC(2060, 0) / 1000 }), (zone, seconds) => {
        expect(zoneOffset(zone, seconds * 1000)).toBe(wallClock(zone, seconds * 1000) - seconds * 1000);
      }),
      { numRuns: runs(3000) },
    );
  });
});

describe("local times", () => {
  it("02:30 twice in Berlin on 2026-10-25: the first, 00:30 UTC", () => {
    expect(instantFromLocal("Europe/Berlin", 2026, 10, 25, 2, 30, 0, 0)).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it("02:30 never in Berlin on 2026-03-29: winter's offset, 01:30 UTC, which clocks call 03:30", () => {
    expect(instantFromLocal("Europe/Berlin", 2026, 3, 29, 2, 30, 0, 0)).toBe(Date.UTC(2026, 2, 29, 1, 30));
  });

  it("New York, 2026-11-01 01:15 is 05:15 UTC (summer's offset); Lord Howe, 2026-04-05 01:45 is 14:45 UTC the day before", () => {
    expect(instantFromLocal("America/New_York", 2026, 11, 1, 1, 15, 0, 0)).toBe(Date.UTC(2026, 10, 1, 5, 15));
    expect(instantFromLocal("Australia/Lord_Howe", 2026, 4, 5, 1, 45, 0, 0)).toBe(Date.UTC(2026, 3, 4, 14, 45));
  });

  it("an instant's wall clock leads back to it, or to the earlier of the two instants that show it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: Date.UTC(2060, 0) / 1000 }), (zone, seconds) => {
        const ms = seconds * 1000;
        const wall = new Date(wallClock(zone, ms));
        const back = instantFromLocal(
          zone,
          wall.getUTCFullYear(),
          wall.getUTCMonth() + 1,
          wall.getUTCDate(),
          wall.getUTCHours(),
          wall.getUTCMinutes(),
          wall.getUTCSeconds(),
          0,
        );
        expect(back).toBeLessThanOrEqual(ms);
        expect(wallClock(zone, back)).toBe(wallClock(zone, ms));
        expect(ms - back).toBeLessThanOrEqual(DAY_MS);
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe("zone names", () => {
  it("knows IANA names and UTC, and neither inventions nor bare offsets", () => {
    expect(["UTC", "Asia/Seoul", "Europe/Berlin"].map(isZone)).toEqual([true, true, true]);
    expect(["", "Mars/Base", "+09:00", "2026-01-01"].map(isZone)).toEqual([false, false, false, false]);
  });
});
