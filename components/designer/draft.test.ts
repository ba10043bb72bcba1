import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatJourneyFile, type JourneyFile, parseJourneyFile } from "#domain/journey-file.ts";
import { runs } from "#scripts/property-runs.ts";
import airline from "../../templates/airline.json" with { type: "json" };
import repair from "../../templates/repair-centre.json" with { type: "json" };
import { answersOf, blankJourney, draftOf, fileOf, type JourneyDraft, sameFile, suggestKey, withCut, zonesOf } from "./draft.ts";
import { editDraft } from "./draft-edits.ts";
import { faultAt, placeFaults } from "./faults.ts";
import { rebased } from "./rebase.ts";

function parsed(json: unknown): JourneyFile {
  const result = parseJourneyFile(json);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.journey;
}

const faults = (draft: JourneyDraft) => {
  const result = parseJourneyFile(fileOf(draft));
  return result.ok ? [] : result.errors.map(({ path, fault }) => `${path} ${fault}`);
};

describe("form and file", () => {
  test.each([airline, repair])("a template goes through the form as it is, its chart with it", (json) => {
    const journey = parsed(json);
    expect(parsed(fileOf(draftOf(journey, null, "kept")))).toEqual(journey);
  });

  test("a stored journey leaves its charts out: saving does not touch them", () => {
    const moments = parsed(fileOf(draftOf(parsed(repair), []))).moments;
    expect(moments.flatMap(({ factors }) => [...factors.plus, ...factors.standard, ...factors.minus])).toEqual([]);
  });

  test("36 hours stay hours, 48 are 2 days", () => {
    const window = (text: string) => draftOf(parsed({ ...airline, window: text }), []).window;
    expect([window("36h"), window("48h")]).toEqual([
      { count: "36", unit: "h" },
      { count: "2", unit: "d" },
    ]);
  });

  test("what is typed and is no number is told as a fault, not dropped", () => {
    let draft = draftOf(parsed(airline), null);
    draft = editDraft(draft, { kind: "moment", id: "moment booking", fields: { seconds: "four" } });
    draft = editDraft(draft, { kind: "journey", fields: { window: { count: "0", unit: "d" }, name: { en: "Flying", ko: " " } } });
    expect(faults(draft)).toEqual(["name.ko name", "window window", "moments[1].seconds seconds"]);
  });

  test("a blank journey lacks names and keys, and nothing else", () => {
    expect(new Set(faults(blankJourney()).map((fault) => fault.split(" ")[1]))).toEqual(new Set(["key", "name"]));
  });
});

describe("keys", () => {
  test.each([
    [{ en: "Road signs", ko: "도로 표지" }, [], "road-signs"],
    [{ en: "Road signs", ko: "" }, ["road-signs", "road-signs-2"], "road-signs-3"],
    [{ en: " ", ko: "도로 표지" }, [], "도로-표지"],
    [{ en: "Q&A: (fast!)", ko: "" }, [], "q-a-fast"],
    [{ en: "", ko: "" }, [], ""],
    [{ en: "x".repeat(60), ko: "" }, [], "x".repeat(40)],
  ])("%j beside %j is %s", (name, taken, key) => {
    expect(suggestKey(name, taken)).toBe(key);
  });

  test("a new moment's key follows its name until another is typed; a stored one's never moves", () => {
    let draft = editDraft(draftOf(parsed(airline), ["booking"]), { kind: "add", id: "new 1" });
    const name = (id: string, en: string) => {
      draft = editDraft(draft, { kind: "moment", id, fields: { name: { en, ko: "" } } });
      return draft.moments.find((moment) => moment.id === id)?.key;
    };
    expect(name("new 1", "Gate")).toBe("gate");
    expect(name("new 1", "Booking")).toBe("booking-2");
    draft = editDraft(draft, { kind: "moment", id: "new 1", fields: { key: "own" } });
    expect(name("new 1", "Lounge")).toBe("own");
    expect(name("moment booking", "Reserving")).toBe("booking");
  });
});

describe("scales and zones", () => {
  const scale = (min: number, max: number, step = 1) => ({ min, max, step, best: "high" as const });

  test("answers: half stars without tails, none of a scale that is too long or has no range", () => {
    expect(answersOf(scale(0, 1, 0.1))).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect([answersOf(scale(0, 100)), answersOf(scale(5, 1)), answersOf(scale(1, 5, 0)), answersOf(scale(Number.NaN, 5))]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test("3 and 4 on 1–5 are two minus, one standard, two plus; equal cut points have no standard", () => {
    expect(zonesOf({ scale: scale(1, 5), standardFrom: 3, plusFrom: 4 })).toEqual(["minus", "minus", "standard", "plus", "plus"]);
    expect(zonesOf({ scale: scale(0, 1), standardFrom: 1, plusFrom: 1 })).toEqual(["minus", "plus"]);
  });

  test("another scale brings its usual cut points, the same answers keep theirs", () => {
    const draft = draftOf(parsed(airline), null);
    const cuts = (to: ReturnType<typeof scale>) => {
      const moment = editDraft(draft, { kind: "scale", id: "moment booking", scale: to }).moments[1];
      return [moment?.standardFrom, moment?.plusFrom];
    };
    expect(cuts(scale(0, 10))).toEqual([5, 8]);
    expect(cuts(scale(1, 7))).toEqual([4, 6]);
    expect(cuts({ ...scale(1, 5), best: "low" as never })).toEqual([3, 4]);
  });

  test("a cut point pushes the other before it: none ever cross", () => {
    const answer = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(answer, answer, fc.constantFrom("standardFrom" as const, "plusFrom" as const), answer, (a, b, which, to) => {
        const cuts = withCut({ standardFrom: Math.min(a, b), plusFrom: Math.max(a, b) }, which, to);
        expect(cuts[which]).toBe(to);
        expect(cuts.standardFrom).toBeLessThanOrEqual(cuts.plusFrom);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe("a draft on what somebody else has stored since", () => {
  const of = (...moments: readonly object[]) =>
    draftOf(
      parsed({ key: "j", name: "J", moments: moments.map((moment) => ({ name: "m", stage: "smot", scale: [1, 5], ...moment })) }),
      moments.map((moment) => String((moment as { key: string }).key)),
    );
  const before = of({ key: "a" }, { key: "b" }, { key: "c" });
  const told = (draft: JourneyDraft) =>
    draft.moments.map(({ key, standardFrom, seconds, isNew }) => `${key}${isNew ? "*" : ""} ${standardFrom} ${seconds || "-"}`).join(", ");

  test("keeps what its author changed, follows in all else, and takes new moments along", () => {
    const mine = editDraft(before, { kind: "moment", id: "moment a", fields: { seconds: "90" } });
    const now = of({ key: "b", seconds: 5 }, { key: "a", standardFrom: 4 }, { key: "c" }, { key: "d" });
    expect(told(rebased(mine, before, now))).toBe("b 3 5, a 4 90, c 3 -, d 3 -");
  });

  test("where both changed a field or the order, the author's own stands", () => {
    let mine = editDraft(before, { kind: "moment", id: "moment a", fields: { standardFrom: 2 } });
    mine = editDraft(mine, { kind: "move", id: "moment c", to: 0 });
    mine = editDraft(mine, { kind: "add", id: "new" });
    mine = editDraft(mine, { kind: "moment", id: "new", fields: { key: "n" } });
    const now = of({ key: "b" }, { key: "a", standardFrom: 4 }, { key: "c" }, { key: "d" });
    expect(told(rebased(mine, before, now))).toBe("c 3 -, a 2 -, b 3 -, n* 3 -, d 3 -");
  });

  test("of an untouched draft is what is stored; on what it was made on it is itself", () => {
    const now = of({ key: "c" }, { key: "a", seconds: 1 }, { key: "b" });
    expect(sameFile(rebased(before, before, now), now)).toBe(true);
    const mine = editDraft(before, { kind: "move", id: "moment c", to: 0 });
    expect(sameFile(rebased(mine, before, before), mine)).toBe(true);
  });
});

test("faults stand at their fields: the journey's, a moment's by the form's own name of it, a step's at the scale", () => {
  const draft = draftOf(parsed({ key: "j", name: "J", moments: [{ key: "a", name: "a", stage: "smot", scale: [1, 5] }] }), null);
  const at = (path: string) => ({ path, fault: "shape", sentence: "" }) as const;
  const placed = placeFaults(
    [at("name.ko"), at("moments"), at("moments[0].name.en"), at("moments[0].step"), at("moments[0].scale")],
    draft,
  );
  expect(placed.journey.map(({ field }) => field)).toEqual(["name", "moments"]);
  expect(placed.moments.get("moment a")?.map(({ field }) => field)).toEqual(["name", "scale"]);
  expect(placed.count).toBe(4);
  expect(faultAt(placed.moments.get("moment a"), "scale")).toBe("shape");
  expect(faultAt(placed.moments.get("moment b"), "scale")).toBeNull();
});

describe("the list", () => {
  const keys = (draft: JourneyDraft) => draft.moments.map(({ key, archived }) => (archived ? `(${key})` : key)).join(" ");
  const journey = parsed({
    key: "j",
    name: "J",
    moments: ["a", "b", "c", "d"].map((key) => ({ key, name: key, stage: "smot", scale: [1, 5], archived: key === "b" })),
  });
  const draft = draftOf(journey, ["a", "b", "c", "d"]);

  test("d to the first place of a (b) c d: d (b) a c", () => {
    expect(keys(editDraft(draft, { kind: "move", id: "moment d", to: 0 }))).toBe("d (b) a c");
    expect(keys(editDraft(draft, { kind: "move", id: "moment b", to: 0 }))).toBe("a (b) c d");
  });

  test("moving there and back is as before, and moves lose and double nothing", () => {
    const place = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(fc.constantFrom("a", "c", "d"), place, (key, to) => {
        const living = draft.moments.filter(({ archived }) => !archived).map((moment) => moment.key);
        const there = editDraft(draft, { kind: "move", id: `moment ${key}`, to });
        expect(there.moments.filter(({ archived }) => !archived)[to]?.key).toBe(key);
        expect(there.moments[1]?.key).toBe("b");
        expect(sameFile(editDraft(there, { kind: "move", id: `moment ${key}`, to: living.indexOf(key) }), draft)).toBe(true);
      }),
      { numRuns: runs(50) },
    );
  });

  test("what is stored is archived, never removed; what is new can go", () => {
    expect(keys(editDraft(draft, { kind: "remove", id: "moment c" }))).toBe("a (b) c d");
    const added = editDraft(draft, { kind: "add", id: "new 1" });
    expect(added.moments).toHaveLength(5);
    expect(sameFile(editDraft(added, { kind: "remove", id: "new 1" }), draft)).toBe(true);
    expect(
      formatJourneyFile(parsed(fileOf(editDraft(draft, { kind: "moment", id: "moment c", fields: { archived: true } })))),
    ).toMatchObject({
      moments: [{}, { archived: true }, { archived: true }, {}],
    });
  });
});
