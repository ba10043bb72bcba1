import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber } from "./days.ts";
import { parseIso, parseOffset } from "./iso-time.ts";

describe("ISO 8601", () => {
  const day = dayNumber("2026-05-01");
  it.each([
    ["2026-05-01", null, null],
    ["2026-05-01T10:00", 36_000_000, null],
    ["2026-05-01 10:00:30", 36_030_000, null],
    ["2026-05-01T10:00:30.5", 36_030_500, null],
    ["2026-05-01T10:00:30.123999999Z", 36_030_123, 0],
    ["2026-05-01T10:00+09:00", 36_000_000, 32_400_000],
    ["2026-05-01T10:00:00-0330", 36_000_000, -12_600_000],
    ["2026-05-01T10:00:00+05", 36_000_000, 18_000_000],
  ])("%s", (text, timeMs, offsetMs) => {
    expect(parseIso(text)).toEqual({ day, timeMs, offsetMs });
  });

  it.each([
    "",
    "2026-5-1",
    "2026/05/01",
    "01-05-2026",
    "20260501",
    "2026-02-29",
    "2026-05-01T",
    "2026-05-01T10",
    "2026-05-01T24:00",
    "2026-05-01T10:60",
    "2026-05-01T10:00:60",
    "2026-05-01T10:00:30.",
    "2026-05-01T10:00:30.1234567890",
    "2026-05-01T10:00 UTC",
    "2026-05-01T10:00z",
    "2026-05-01T10:00+9",
    "2026-05-01T10:00+09:0",
    "2026-05-01Z",
    " 2026-05-01",
    "2026-05-01 ",
  ])("%s is not guessed at", (text) => {
    expect(parseIso(text)).toBeNull();
  });

  it("instants as the platform writes them read back", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
        (date) => {
          const time = parseIso(date.toISOString());
          expect((time?.day ?? Number.NaN) * 86_400_000 + (time?.timeMs ?? Number.NaN)).toBe(date.getTime());
          expect(time?.offsetMs).toBe(0);
        },
      ),
    );
  });

  it("offsets beyond 18 hours are none", () => {
    expect(["+18:00", "+19:00", "+09:60", "+0900x", "09:00", "+", ""].map(parseOffset)).toEqual([
      64_800_000,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
