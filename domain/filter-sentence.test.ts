import { describe, expect, it } from "vitest";
import { type Filter, NO_FILTER } from "./filter.ts";
import { describeFilter, describePeriod, type FilterNames, type FilterWords } from "./filter-sentence.ts";

const ENGLISH: FilterWords = {
  allDays: "all days",
  since: "since {day}",
  until: "until {day}",
  moments: { one: "{names}", many: "{names}" },
  channels: { one: "{names} channel", many: "{names} channels" },
  segments: { one: "{names}", many: "{names}" },
  teams: { one: "team {names}", many: "teams {names}" },
  compared: "compared with {period}",
  asOf: "as of {when}",
};
const KOREAN: FilterWords = {
  ...ENGLISH,
  allDays: "전체 기간",
  since: "{day}부터",
  channels: { one: "{names} 채널", many: "{names} 채널" },
  compared: "{period} 대비",
};
const NAMES: FilterNames = {
  moment: (key) => key,
  channel: (key) => key,
  segment: (key) => (key === "business" ? "business flyers" : key),
  team: (key) => key,
};

function english(filter: Partial<Filter>): string {
  return describeFilter({ ...NO_FILTER, ...filter }, NAMES, ENGLISH, "en");
}

describe("periods in words", () => {
  it.each([
    ["2026-07-01", "2026-07-31", "July 2026", "2026년 7월"],
    ["2026-07-01", "2026-09-30", "July–September 2026", "2026년 7–9월"],
    ["2025-10-01", "2026-03-31", "October 2025 – March 2026", "2025년 10월 – 2026년 3월"],
    ["2026-01-01", "2026-12-31", "2026", "2026년"],
    ["2025-01-01", "2026-12-31", "2025–2026", "2025–2026년"],
    ["2024-02-01", "2024-02-29", "February 2024", "2024년 2월"],
    ["2026-07-03", "2026-09-09", "3 Jul – 9 Sep 2026", "2026년 7월 3일 – 9월 9일"],
    ["2026-07-03", "2026-07-09", "3–9 Jul 2026", "2026년 7월 3–9일"],
    ["2026-07-03", "2026-07-03", "3 Jul 2026", "2026년 7월 3일"],
    ["2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026", "2025년 12월 30일 – 2026년 1월 2일"],
    ["2024-02-01", "2024-02-28", "1–28 Feb 2024", "2024년 2월 1–28일"],
  ])("%s to %s", (from, to, en, ko) => {
    expect(describePeriod(from, to, "en")).toBe(en);
    expect(describePeriod(from, to, "ko")).toBe(ko);
  });
});

describe("filters in words", () => {
  it("period, channel, segment", () => {
    expect(english({ from: "2026-07-01", to: "2026-09-30", channels: ["app"], segments: ["business"] })).toBe(
      "July–September 2026, app channel, business flyers",
    );
    const filter = { ...NO_FILTER, from: "2026-07-01", channels: ["앱", "웹"] };
    expect(describeFilter(filter, NAMES, KOREAN, "ko")).toBe("2026년 7월 1일부터, 앱 및 웹 채널");
  });

  it("nothing asked: all days; open ends; several; the other period's own days", () => {
    expect(english({})).toBe("all days");
    expect(english({ to: "2026-07-03" })).toBe("until 3 Jul 2026");
    expect(english({ teams: ["A", "B"], asOf: "2026-07-03" })).toBe("all days, teams A and B, as of 2026-07-03");
    expect(english({ from: "2026-07-01", to: "2026-09-30", compare: "previous" })).toBe(
      "July–September 2026, compared with April–June 2026",
    );
    expect(english({ from: "2024-02-29", to: "2024-02-29", compare: "year" })).toBe("29 Feb 2024, compared with 28 Feb 2023");
  });

  it("a name with a dollar sign stays as it is", () => {
    expect(english({ channels: ["$& deals"] })).toBe("all days, $& deals channel");
  });
});
