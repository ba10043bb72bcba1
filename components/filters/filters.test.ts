import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayText } from "#domain/days.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { chipsOf, isRestricted, namesOf, presetsFor, withoutChip, withPeriod } from "./chips.ts";
import { readSearch, writeSearch, writeView } from "./search.ts";

const choices: ChoicesDocument = {
  journey: { key: "airline", name: { en: "Airline", ko: "항공" }, mode: "touches", sample: true },
  moments: [
    {
      key: "security",
      name: { en: "Security check", ko: "보안 검색" },
      stage: "smot",
      role: "touchpoint",
      position: 1,
      channels: [],
      factors: 0,
    },
  ],
  channels: [{ key: "app", name: { en: "App", ko: "앱" } }],
  segments: [{ key: "biz", name: { en: "Business flyers", ko: "출장 고객" }, priority: true }],
  teams: [],
  first: "2026-08-20",
  last: "2026-11-22",
  timeZone: "Asia/Seoul",
  weekStart: 1,
  dataVersion: 1,
};

const filters: fc.Arbitrary<Filter> = fc.record({
  from: fc.constant("2026-07-01"),
  to: fc.constant("2026-09-30"),
  moments: fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 3 }).map((keys) => keys.sort()),
  channels: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }).map((keys) => keys.sort()),
  segments: fc.subarray(["biz", "leisure"]),
  teams: fc.subarray(["a,b", "c/d", "e&f=g"]),
  compare: fc.constantFrom(null, "previous" as const, "year" as const),
  grain: fc.constantFrom(null, "week" as const),
  asOf: fc.constantFrom(null, "2026-10-01"),
});

describe("chips", () => {
  test("one for each restriction, by its name", () => {
    const filter: Filter = {
      ...NO_FILTER,
      moments: ["security"],
      segments: ["biz", "gone"],
      from: "2026-07-01",
      to: "2026-09-30",
      compare: "year",
    };
    expect(chipsOf(filter, namesOf(choices, "ko"))).toEqual([
      { field: "moments", key: "security", name: "보안 검색" },
      { field: "segments", key: "biz", name: "출장 고객" },
      { field: "segments", key: "gone", name: "gone" },
      { field: "compare", key: "year", name: null },
    ]);
  });
  test("before the choices are known a key stands for itself", () => {
    expect(namesOf(undefined, "en").channel("app")).toBe("app");
  });
  test("taking away every chip and the period leaves no filter", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const names = namesOf(choices, "en");
        const bare = chipsOf(filter, names).reduce(withoutChip, filter);
        expect(withPeriod(bare, null, null)).toEqual(NO_FILTER);
        expect(isRestricted(bare)).toBe(true);
        expect(isRestricted(withPeriod(bare, null, null))).toBe(false);
      }),
    );
  });
  test("all days have no comparison: it goes with the period", () => {
    const filter: Filter = { ...NO_FILTER, from: "2026-07-01", to: "2026-09-30", compare: "previous" };
    expect(withPeriod(filter, null, null).compare).toBeNull();
    expect(withPeriod(filter, "2026-08-01", "2026-08-31").compare).toBe("previous");
  });
});

describe("presets", () => {
  test("those that end before the first day with data are left out: data from 20 August, last quarter July–September stays", () => {
    const keys = presetsFor(choices).map((preset) => preset.key);
    expect(keys).toContain("last-quarter");
    expect(presetsFor({ ...choices, first: "2026-11-20" }).map((preset) => preset.key)).not.toContain("last-quarter");
  });
  test("nothing stored, nothing to choose", () => {
    expect(presetsFor({ ...choices, first: null, last: null })).toEqual([]);
    expect(presetsFor(undefined)).toEqual([]);
  });
});

describe("the address", () => {
  test("a filter comes back as it was written", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const read = readSearch(writeSearch(filter, ""));
        expect(read.problem).toBeNull();
        expect(read.filter).toEqual(filter);
      }),
    );
  });
  test("a bad value is a problem that names it, and stays in what the server is asked", () => {
    const read = readSearch("from=2026-02-30&channel=app");
    expect(read.problem).toMatchObject({ code: "bad-parameter", parameter: "from", value: "2026-02-30" });
    expect(read.search).toBe("from=2026-02-30&channel=app");
  });
  test("the parameters of a list of visits are none of the filter's; a changed filter starts the list anew", () => {
    const text = "at=security&outcome=left&offset=100&channel=app";
    expect(readSearch(text)).toMatchObject({ search: "channel=app", problem: null });
    expect(writeSearch({ ...NO_FILTER, channels: ["web"] }, text)).toBe("channel=web&at=security&outcome=left");
  });

  test("how a page shows the answer survives the address beside the filter, and the default leaves no trace", () => {
    const stages = fc.constantFrom(null, "zmot", "fmot", "smot", "umot");
    const baseline = fc.option(
      fc.tuple(fc.nat(30_000), fc.nat(900)).map(([first, days]) => ({ from: dayText(first), to: dayText(first + days) })),
    );
    const view = fc.record({ beside: fc.boolean(), stage: stages, measure: fc.constantFrom("broken", "satisfaction"), baseline });
    fc.assert(
      fc.property(view, (given) => {
        expect(readSearch(writeView(given, "channel=app&offset=100"))).toMatchObject({ view: given, search: "channel=app", problem: null });
      }),
    );
    const whole = { beside: false, stage: null, measure: "broken", baseline: null } as const;
    expect(writeView(whole, "channel=app&measure=satisfaction&baseline=2026-01-01..2026-03-31&stage=smot&beside=priority")).toBe(
      "channel=app",
    );
  });

  test.each([
    ["measure=mean", "measure"],
    ["baseline=2026-03-31..2026-01-01", "baseline"],
    ["baseline=", "baseline"],
    ["measure=broken&measure=satisfaction", "measure"],
  ])("%s is refused by %s", (text, parameter) => {
    expect(readSearch(text)).toMatchObject({ problem: { code: "bad-parameter", parameter }, view: { measure: "broken", baseline: null } });
  });
});
