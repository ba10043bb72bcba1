import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { FACTOR_PLACES } from "#domain/factor.ts";
import { runs } from "#scripts/property-runs.ts";
import { nextPlace, placeOfFactor, withEdit } from "./pending.ts";
import { factor } from "./test-chart.ts";

const LINES = [
  factor("a", "plus", [0, 0, 0]),
  factor("b", "plus", [0, 0, 0]),
  factor("lanes", "standard", [40, 5, 5]),
  factor("d", "minus", [0, 0, 0]),
  factor("gone", "plus", [0, 0, 0], { archived: true }),
];
const order = (factors: typeof LINES | readonly (typeof LINES)[number][]) => factors.map(({ factor: key, column }) => `${key} ${column}`);

describe("a chart with an edit under way", () => {
  it("has the line where it will stand: d between a and b, the archived one last", () => {
    const moved = withEdit(LINES, { kind: "move", factor: "d", place: "plus", at: 1 });
    expect(order(moved)).toEqual(["a plus", "d plus", "b plus", "lanes standard", "gone plus"]);
  });

  it("no longer disagrees once it stands where it behaves: 40 of 50 who mention lanes rate minus, of the rest 60 of 950", () => {
    expect(LINES[2]?.disagrees).toBe(true);
    const moved = withEdit(LINES, { kind: "move", factor: "lanes", place: "minus", at: 0 });
    expect(moved.find(({ factor: key }) => key === "lanes")?.disagrees).toBe(false);
    expect(withEdit(moved, { kind: "move", factor: "lanes", place: "unplaced", at: 0 }).some((one) => one.disagrees)).toBe(false);
  });

  it("puts a line back at its column's end, takes one off, renames one; an unknown line and a new one change nothing", () => {
    expect(order(withEdit(LINES, { kind: "restore", factor: "gone" })).slice(0, 3)).toEqual(["a plus", "b plus", "gone plus"]);
    expect(withEdit(LINES, { kind: "archive", factor: "lanes" }).at(-2)).toMatchObject({
      factor: "lanes",
      archived: true,
      disagrees: false,
    });
    const words = { en: "Other", ko: "다른" };
    expect(withEdit(LINES, { kind: "text", factor: "a", text: words })[0]?.text).toEqual(words);
    expect(withEdit(LINES, { kind: "archive", factor: "x" })).toBe(LINES);
    expect(withEdit(LINES, { kind: "add", place: "plus", text: words, key: null })).toBe(LINES);
  });
});

describe("the arrow keys", () => {
  it("stop at the edges; a shorter column takes the line at its end", () => {
    expect(nextPlace(LINES, "a", { place: "plus", at: 0 }, "up")).toEqual({ place: "plus", at: 0 });
    expect(nextPlace(LINES, "a", { place: "plus", at: 0 }, "down")).toEqual({ place: "plus", at: 1 });
    expect(nextPlace(LINES, "a", { place: "plus", at: 1 }, "down")).toEqual({ place: "plus", at: 1 });
    expect(nextPlace(LINES, "a", { place: "plus", at: 0 }, "left")).toEqual({ place: "plus", at: 0 });
    expect(nextPlace(LINES, "b", { place: "plus", at: 1 }, "right")).toEqual({ place: "standard", at: 1 });
    expect(nextPlace(LINES, "b", { place: "minus", at: 1 }, "right")).toEqual({ place: "unplaced", at: 0 });
    expect(nextPlace(LINES, "b", { place: "unplaced", at: 0 }, "right")).toEqual({ place: "unplaced", at: 0 });
  });

  test("property: wherever they carry a line, it can be put down there and then stands exactly there", () => {
    const directions = fc.array(fc.constantFrom("up", "down", "left", "right"), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom("a", "b", "lanes", "d"), directions, (key, steps) => {
        let place = placeOfFactor(LINES, key) ?? { place: FACTOR_PLACES[0], at: -1 };
        for (const step of steps) place = nextPlace(LINES, key, place, step);
        expect(placeOfFactor(withEdit(LINES, { kind: "move", factor: key, ...place }), key)).toEqual(place);
      }),
      { numRuns: runs(200) },
    );
  });
});
