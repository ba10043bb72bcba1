import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { changesBetween, type JourneyChange } from "./journey-changes.ts";
import { type JourneyFile, parseJourneyFile } from "./journey-file.ts";

const MOMENTS = ["a", "b", "c", "d", "e"].map((key) => ({ key, name: key, stage: "smot", scale: [1, 5] }));

function journey(given: object = {}, order = ["a", "b", "c", "d", "e"], moment: Readonly<Record<string, object>> = {}): JourneyFile {
  const moments = order.map((key) => ({
    ...(MOMENTS.find((one) => one.key === key) ?? { ...MOMENTS[0], key, name: key }),
    ...moment[key],
  }));
  const parsed = parseJourneyFile({ key: "j", name: "J", ...given, moments });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.journey;
}

const short = (changes: readonly JourneyChange[]) =>
  changes.map((change) => {
    const of = "moment" in change ? [change.kind, change.moment.key] : [change.kind];
    return "from" in change ? [...of, change.from, change.to] : of;
  });
const between = (after: JourneyFile, before = journey()) => short(changesBetween(before, after));

describe("what changes", () => {
  test("nothing between equals", () => {
    expect(between(journey())).toEqual([]);
  });

  test("of the journey: name, window of 7 to 2 days, mode", () => {
    expect(between(journey({ name: { en: "K", ko: "여정" }, window: "2d", mode: "questionnaire" }))).toEqual([
      ["journey-name", { en: "J", ko: "J" }, { en: "K", ko: "여정" }],
      ["window", 604_800_000, 172_800_000],
      ["mode", "touches", "questionnaire"],
    ]);
  });

  test("of a moment: each field by itself", () => {
    const fields = { role: "outcome", stage: "umot", standardFrom: 4, plusFrom: 5, seconds: 15, channels: ["app"], recommend: true };
    const b = { ...fields, name: { en: "B", ko: "나" } };
    expect(between(journey({}, undefined, { b }))).toEqual([
      ["role", "b", "touchpoint", "outcome"],
      ["standardFrom", "b", 3, 4],
      ["plusFrom", "b", 4, 5],
      ["name", "b", { en: "b", ko: "b" }, { en: "B", ko: "나" }],
      ["stage", "b", "smot", "umot"],
      ["channels", "b", [], ["app"]],
      ["seconds", "b", null, 15],
      ["recommend", "b", false, true],
    ]);
    const scale = { min: 1, max: 7, step: 1, best: "high" };
    expect(between(journey({}, undefined, { b: { scale: [1, 7], standardFrom: 3, plusFrom: 4 } }))).toEqual([
      ["scale", "b", { min: 1, max: 5, step: 1, best: "high" }, scale],
    ]);
  });

  test("one moment carried from the 5th to the 2nd place has moved, and no other", () => {
    expect(between(journey({}, ["a", "e", "b", "c", "d"]))).toEqual([["moved", "e", 5, 2]]);
  });

  test("a new one pushes others along without moving them; one that is left out is archived, one that comes back restored", () => {
    expect(between(journey({}, ["x", "a", "b", "c", "d"]))).toEqual([
      ["added", "x"],
      ["archived", "e"],
    ]);
    const archived = journey({}, undefined, { c: { archived: true } });
    expect(between(archived)).toEqual([["archived", "c"]]);
    expect(between(journey(), archived)).toEqual([["restored", "c"]]);
  });

  test("whatever the order: those that stayed are in their old order, and no more could have stayed", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(["a", "b", "c", "d", "e"], { minLength: 5 }), (order) => {
        const moved = changesBetween(journey(), journey({}, order)).flatMap((change) =>
          change.kind === "moved" ? [change.moment.key] : [],
        );
        const stayed = order.filter((key) => !moved.includes(key));
        expect(stayed).toEqual(stayed.toSorted());
        // All 32 choices of moments that could stay.
        const most = Math.max(
          ...Array.from({ length: 32 }, (_, mask) => order.filter((_key, i) => mask & (1 << i)))
            .filter((chosen) => chosen.join() === chosen.toSorted().join())
            .map((chosen) => chosen.length),
        );
        expect(stayed.length).toBe(most);
      }),
      { numRuns: runs(100) },
    );
  });
});
