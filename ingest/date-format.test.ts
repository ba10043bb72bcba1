import { format as formatDate } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDateFormat, dateReader } from "./date-format.ts";

function read(text: string, formats: readonly string[] = [], zone = "UTC") {
  const when = dateReader(formats, zone)(text);
  return when === null ? null : [new Date(when.at).toISOString(), when.dateOnly];
}

describe("dates without a format: ISO 8601 only", () => {
  it("a bare day is that day in any zone; a local time is the zone's; an offset wins over the zone", () => {
    expect(read("2026-05-01", [], "Asia/Seoul")).toEqual(["2026-05-01T00:00:00.000Z", true]);
    expect(read("2026-05-01T10:00", [], "Asia/Seoul")).toEqual(["2026-05-01T01:00:00.000Z", false]);
    expect(read("2026-05-01 10:00:30.5", [], "UTC")).toEqual(["2026-05-01T10:00:30.500Z", false]);
    expect(read("2026-05-01T10:00Z", [], "Asia/Seoul")).toEqual(["2026-05-01T10:00:00.000Z", false]);
    expect(read("2026-05-01T10:00+09:00", [], "America/New_York")).toEqual(["2026-05-01T01:00:00.000Z", false]);
  });

  it("01/02/2026 is never guessed at", () => {
    expect(["01/02/2026", "2026.05.01", "20260501", "May 1, 2026", "1767225600"].map((text) => read(text))).toEqual(Array(5).fill(null));
  });

  it("02:30 twice in Berlin takes summer's offset, 00:30 UTC; 02:30 never takes winter's, 01:30 UTC", () => {
    expect(read("2026-10-25T02:30", [], "Europe/Berlin")?.[0]).toBe("2026-10-25T00:30:00.000Z");
    expect(read("2026-03-29T02:30", [], "Europe/Berlin")?.[0]).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("dates with a format", () => {
  const AIRPORT = "MM/dd/yyyy hh:mm:ss a";
  it("05/11/2016 12:00:00 AM is an instant, midnight of 11 May; 12 PM is noon", () => {
    expect(read("05/11/2016 12:00:00 AM", [AIRPORT])).toEqual(["2016-05-11T00:00:00.000Z", false]);
    expect(read("05/11/2016 12:00:00 PM", [AIRPORT])).toEqual(["2016-05-11T12:00:00.000Z", false]);
    expect(read("05/11/2016 01:30:00 pm", [AIRPORT])).toEqual(["2016-05-11T13:30:00.000Z", false]);
  });

  it.each([
    ["dd.MM.yyyy", "01.05.2026", "2026-05-01T00:00:00.000Z", true],
    ["d/M/yyyy", "1/5/2026", "2026-05-01T00:00:00.000Z", true],
    ["yyyyMMddHHmmss", "20260501103005", "2026-05-01T10:30:05.000Z", false],
    ["yyyyMMddHHmmssSSS", "20260501103005007", "2026-05-01T10:30:05.007Z", false],
    ["yyyy-MM-dd HH:mm:ss.S", "2026-05-01 10:30:05.7", "2026-05-01T10:30:05.700Z", false],
    ["yyyy-MM-dd'T'HH:mmXXX", "2026-05-01T10:30+09:00", "2026-05-01T01:30:00.000Z", false],
    ["d MMM yyyy", "1 May 2026", "2026-05-01T00:00:00.000Z", true],
    ["MMMM d, yyyy", "september 9, 2026", "2026-09-09T00:00:00.000Z", true],
    ["yyyy년 M월 d일 a h:mm", "2026년 5월 1일 오후 1:05", "2026-05-01T13:05:00.000Z", false],
    ["yyyy-MM-dd 'o''clock' HH", "2026-05-01 o'clock 10", "2026-05-01T10:00:00.000Z", false],
  ])("%s reads %s", (format, text, at, dateOnly) => {
    expect(read(text, [format])).toEqual([at, dateOnly]);
  });

  it.each([
    ["MM/dd/yyyy", "13/05/2026"],
    ["MM/dd/yyyy", "02/30/2026"],
    ["MM/dd/yyyy", "5/1/2026"],
    ["MM/dd/yyyy", "05/01/26"],
    ["MM/dd/yyyy", "2026-05-01"],
    ["MM/dd/yyyy", "05/01/2026 10:00"],
    ["hh:mm a dd.MM.yyyy", "13:00 PM 01.05.2026"],
    ["dd.MM.yyyy", "01x05x2026"],
  ])("%s refuses %s", (format, text) => {
    expect(read(text, [format])).toBeNull();
  });

  it("of several formats the first that fits", () => {
    const formats = ["yyyy-MM-dd", "dd.MM.yyyy HH:mm"];
    expect(read("2026-05-01", formats)).toEqual(["2026-05-01T00:00:00.000Z", true]);
    expect(read("02.05.2026 10:00", formats)).toEqual(["2026-05-02T10:00:00.000Z", false]);
  });

  it.each([
    ["YYYY-MM-dd", /"YYYY"/],
    ["yy-MM-dd", /"yy"/],
    ["yyyy-MM", /needs a year/],
    ["yyyy-MM-dd hh:mm", /half/],
    ["yyyy-MM-dd HH a", /half/],
    ["yyyy-MM-dd mm", /no hour/],
    ["yyyy-MM-dd MMM", /month twice/],
    ["yyyy-MM-dd 'T", /quote/],
    ["yyyy-MM-ddTHH:mm", /"T"/],
  ])("the format %s is refused", (format, sentence) => {
    expect(checkDateFormat(format)).toMatch(sentence);
  });

  it("reads what date-fns writes in the same format", () => {
    const format = fc.constantFrom(
      "MM/dd/yyyy hh:mm:ss a",
      "d.M.yyyy H:m:s",
      "yyyyMMddHHmmss",
      "MMMM d, yyyy h:mm:ss a",
      "dd MMM yyyy HH:mm:ss",
    );
    fc.assert(
      fc.property(format, fc.date({ min: new Date("1900-01-02"), max: new Date("2100-01-01"), noInvalidDate: true }), (pattern, date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        // date-fns writes the machine's local time: shown as UTC by moving the instant.
        const shifted = new Date(seconds + new Date(seconds).getTimezoneOffset() * 60_000);
        fc.pre(shifted.getTimezoneOffset() === new Date(seconds).getTimezoneOffset());
        expect(read(formatDate(shifted, pattern), [pattern])?.[0]).toBe(new Date(seconds).toISOString());
      }),
    );
  });

  it("a text read twice means the same, beyond what is remembered", () => {
    const reader = dateReader(["yyyy-MM-dd HH:mm:ss"], "UTC");
    const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString().slice(0, 19).replace("T", " ");
    for (const round of [1, 2]) {
      for (let i = 0; i < 9000; i += round) expect(reader(at(i))?.at).toBe(Date.UTC(2026, 0, 1) + i * 1000);
    }
  });
});
