import { describe, expect, it } from "vitest";
import { InputError } from "./input-error.ts";
import { mappedColumns, parseMapping } from "./mapping.ts";

const LONG = { shape: "long", source: "shop", visit: "user_id", visitGap: null, moment: "page", at: "date", rating: null, segment: "sex" };
const WIDE = {
  shape: "wide",
  source: "sfo-2016",
  visit: "*RESPNUM",
  startedAt: { value: "2016-05-15" },
  segment: { column: "Q2PURP1", values: { "1": "business", "*": "other" } },
  channel: { value: "survey" },
  blank: ["0"],
  notMet: ["6"],
  weight: "WEIGHT",
  attributes: { area: "BAREA" },
  ratings: {
    Q7ROADS: "Q7ROADS",
    Overall: { column: "satisfaction", values: { satisfied: "5" }, blank: ["x"], notMet: [" n/a "], from: [0, 100] },
  },
};

function fault(json: unknown): InputError {
  try {
    parseMapping(json, "mapping.json");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("mapping files", () => {
  it("reads a wide mapping", () => {
    const mapping = parseMapping(WIDE, "mapping.json");
    expect(mapping).toMatchObject({
      shape: "wide",
      source: "sfo-2016",
      blank: ["0"],
      notMet: ["6"],
      team: null,
      dateFormats: [],
      timeZone: null,
    });
    expect(mapping.startedAt).toEqual({ kind: "fixed", value: "2016-05-15" });
    expect(mapping.shape === "wide" && mapping.ratings[1]).toEqual([
      "Overall",
      { kind: "column", column: "satisfaction", values: new Map([["satisfied", "5"]]), blank: ["x"], notMet: ["n/a"], from: [0, 100] },
    ]);
    expect(mappedColumns(mapping).map(({ place, column }) => `${place}=${column}`)).toEqual([
      "visit=*RESPNUM",
      "segment=Q2PURP1",
      "weight=WEIGHT",
      "attributes.area=BAREA",
      "ratings.Q7ROADS=Q7ROADS",
      "ratings.Overall=satisfaction",
    ]);
  });

  it("reads a long mapping; 30m is 1,800,000 ms, 12h and 2d likewise; one date format or several", () => {
    const gap = (visitGap: string) => parseMapping({ ...LONG, visitGap }, "m").visitGapMs;
    expect(["30m", "12h", "2d"].map(gap)).toEqual([1_800_000, 43_200_000, 172_800_000]);
    expect(parseMapping(LONG, "m")).toMatchObject({ shape: "long", visitGapMs: null, rating: null, dateFormats: [] });
    expect(parseMapping({ ...LONG, dateFormat: "dd.MM.yyyy", delimiter: "tab" }, "m")).toMatchObject({
      dateFormats: ["dd.MM.yyyy"],
      delimiter: "\t",
    });
    expect(parseMapping({ ...LONG, dateFormat: ["dd.MM.yyyy", "yyyy-MM-dd"] }, "m").dateFormats).toHaveLength(2);
  });

  it("a text called constructor is a text like any other", () => {
    const json: unknown = JSON.parse('{"column": "c", "values": {"constructor": "5"}}');
    const mapping = parseMapping({ ...LONG, segment: json }, "m");
    expect(mapping.segment).toMatchObject({ values: new Map([["constructor", "5"]]) });
  });

  it.each([
    ["no shape", { ...LONG, shape: "tall" }, "shape", /"wide" or "long"/],
    ["an unknown field", { ...LONG, ratings: {} }, "", /no such field: ratings/],
    ["an unknown field of a source", { ...LONG, segment: { column: "sex", map: {} } }, "segment", /no such field: map/],
    ["a source that is a number", { ...LONG, segment: 5 }, "segment", /A source is/],
    ["a wide file without a start", { ...WIDE, startedAt: undefined }, "startedAt", /missing/],
    ["a long file without a time", { ...LONG, at: undefined }, "at", /missing/],
    ["not-met codes in a long file", { ...LONG, notMet: ["6"] }, "", /notMet/],
    ["a binned segment", { ...LONG, segment: { column: "age", from: [0, 100] } }, "segment", /no such field: from/],
    ["a fixed visit", { ...LONG, visit: { value: "1" } }, "visit", /from a column/],
    ["an empty source", { ...LONG, source: " " }, "source", /empty/],
    ["an unknown zone", { ...LONG, timeZone: "Europe/Atlantis" }, "timeZone", /no time zone/],
    ["an unknown encoding", { ...LONG, encoding: "klingon" }, "encoding", /no encoding/],
    ["a bad date format", { ...LONG, dateFormat: ["yyyy-MM-dd", "YYYY"] }, "dateFormat[1]", /YYYY/],
    ["a pause in seconds", { ...LONG, visitGap: "30s" }, "visitGap", /minutes, hours or days/],
    ["a delimiter of two characters", { ...LONG, delimiter: "||" }, "delimiter", /one character/],
    ["a rating's key of 101 characters", { ...WIDE, ratings: { ["k".repeat(101)]: "c" } }, `ratings.${"k".repeat(101)}`, /./],
    ["a range upside down", { ...WIDE, ratings: { Q: { column: "c", from: [100, 0] } } }, "ratings.Q.from", /below/],
    ["no object", "long", "", /./],
  ])("%s is refused with its place", (_name, json, place, sentence) => {
    const found = fault(json);
    expect(found.column).toBe(place);
    expect(found.sentence).toMatch(sentence);
    expect(found.message.startsWith("mapping.json")).toBe(true);
  });
});
