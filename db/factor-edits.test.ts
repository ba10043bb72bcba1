import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChartEdit, ChartStep } from "#domain/chart.ts";
import type { Journey } from "#domain/journey.ts";
import { editChart, readEdits } from "./factor-edits.ts";
import { readMomentFactors } from "./factors.ts";
import { undoImport } from "./import-undo.ts";
import { exportJourney, putJourney } from "./journey-writer.ts";
import type { JourneyRow } from "./journeys.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";

let opened: TestStore;
let journey: JourneyRow & Journey;
beforeEach(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
});
afterEach(() => opened.close());

const momentId = () => journey.moments[0]?.id ?? 0;
const edit = (version: number, what: ChartEdit | { kind: ChartStep }, actor = "ann@example.org") =>
  editChart(opened.store, { journeyId: journey.id, momentId: momentId(), version, edit: what, actor, now: 1000 + version });
const chart = () =>
  readMomentFactors(opened.store, momentId()).map(({ key, place, ordinal, text, archived }) => [key, place, ordinal, text.ko, archived]);
const add = (en: string, place: "plus" | "minus" = "plus"): ChartEdit => ({ kind: "add", place, text: { en, ko: en }, key: null });

/** Imports one touch at the first moment that mentions factors. */
const mention = (visit: string, ...factors: string[]) => {
  const when = { at: 3_600_000, dateOnly: false };
  const touch = {
    momentId: momentId(),
    when,
    channel: null,
    team: null,
    answer: 1,
    comment: null,
    resolution: null,
    seconds: null,
    ratingId: null,
  };
  return importRows(opened.store, journey, [row({ visit, when, line: 2, touches: [{ ...touch, factors }] })], { shape: "long" });
};

describe("a chart", () => {
  test("every edit taken back leaves the empty chart (its lines archived), every one done again the last one", () => {
    const edits: ChartEdit[] = [
      add("a"),
      add("b"),
      add("c", "minus"),
      { kind: "move", factor: "a", place: "minus", at: 0 },
      { kind: "text", factor: "b", text: { en: "B", ko: "비" } },
      { kind: "archive", factor: "c" },
    ];
    const seen = [chart()];
    edits.forEach((one, version) => {
      expect(edit(version, one)).toEqual({ ok: true, value: { version: version + 1 } });
      seen.push(chart());
    });
    const live = (state: (typeof seen)[number]) => state.filter(([, , , , archived]) => !archived);
    for (let n = 0; n < 6; n += 1) {
      edit(6 + n, { kind: "undo" }, "bob@example.org");
      expect(live(chart())).toEqual(live(seen[5 - n] ?? []));
    }
    expect(edit(12, { kind: "undo" })).toMatchObject({ ok: false, problem: { parameter: "kind" } });
    for (let n = 0; n < 6; n += 1) edit(12 + n, { kind: "redo" });
    expect(chart()).toEqual(seen[6]);
    const history = readEdits(opened.store, momentId());
    expect(history.map(({ kind }) => kind)).toEqual([...edits.map(({ kind }) => kind), ...Array(6).fill("undo"), ...Array(6).fill("redo")]);
    expect(history[6]).toMatchObject({
      n: 7,
      at: 1006,
      actor: "bob@example.org",
      kind: "undo",
      before: [{ archived: true }],
      after: [{ archived: false }],
    });
  });

  test("an edit made on an older version is refused with the one that stands, and changes nothing", () => {
    edit(0, add("a"));
    expect(edit(0, add("b"))).toEqual({ ok: false, problem: { code: "stale", version: 1 } });
    expect(chart()).toEqual([["a", "plus", 0, "a", false]]);
  });

  test("an edit that changes nothing leaves no trace", () => {
    edit(0, add("a"));
    expect(edit(1, { kind: "move", factor: "a", place: "plus", at: 0 })).toEqual({ ok: true, value: { version: 1 } });
    expect(readEdits(opened.store, momentId())).toHaveLength(1);
  });
});

describe("factors that files bring", () => {
  test("an unknown one stands unplaced under its own text; a known one is found by key or by either text", async () => {
    edit(0, { kind: "add", place: "minus", text: { en: "Slow", ko: "느리다" }, key: "slow" });
    await mention("v", "slow", "느리다", "Slow", "rude");
    expect(chart()).toEqual([
      ["slow", "minus", 0, "느리다", false],
      ["rude", "unplaced", 0, "rude", false],
    ]);
    expect(opened.store.driver.prepare("select count(*) from mentions").pluck().get()).toBe(2);
  });

  test("it goes with its import, unless another one mentions it or a person has placed it; a neighbour's move places nothing", async () => {
    const first = await mention("v", "rude", "cold", "dirty");
    const second = await mention("w", "rude");
    edit(0, { kind: "move", factor: "dirty", place: "minus", at: 0 });
    edit(1, { kind: "move", factor: "cold", place: "unplaced", at: 0 });
    await undoImport(opened.store, first.importId, () => 0);
    expect(chart().map(([key]) => key)).toEqual(["dirty", "rude"]);
    await undoImport(opened.store, second.importId, () => 0);
    expect(chart().map(([key]) => key)).toEqual(["dirty"]);
  });

  test("placed and put into other words it keeps its key: the same code still means it", async () => {
    await mention("v", "7");
    edit(0, { kind: "move", factor: "7", place: "minus", at: 0 });
    edit(1, { kind: "text", factor: "7", text: { en: "Slow", ko: "느리다" } });
    await mention("w", "7");
    expect(chart()).toEqual([["7", "minus", 0, "느리다", false]]);
  });
});

describe("the journey file", () => {
  const put = (factors: object) => {
    const [first, ...others] = SMALL_JOURNEY.moments;
    return putJourney(opened.store, journeyFile({ ...SMALL_JOURNEY, moments: [{ ...first, factors }, ...others] }), {
      now: 5,
      sample: false,
    });
  };

  test("states the chart as one edit that can be taken back; the same file again is none", async () => {
    await put({ plus: ["a", { key: "k", en: "B", ko: "비" }], minus: ["c"] });
    expect(chart()).toEqual([
      ["c", "minus", 0, "c", false],
      ["a", "plus", 0, "a", false],
      ["k", "plus", 1, "비", false],
    ]);
    await put({ plus: ["a", { key: "k", en: "B", ko: "비" }], minus: ["c"] });
    expect(readEdits(opened.store, momentId()).map(({ kind, actor }) => [kind, actor])).toEqual([["file", "cli"]]);
    await put({ plus: [{ key: "k", en: "Bee", ko: "벌" }], standard: ["a"] });
    expect(chart()).toEqual([
      ["c", "minus", 0, "c", true],
      ["k", "plus", 0, "벌", false],
      ["a", "standard", 0, "a", false],
    ]);
    edit(2, { kind: "undo" });
    expect(chart()).toContainEqual(["c", "minus", 0, "c", false]);
    expect(chart()).toContainEqual(["k", "plus", 1, "비", false]);
  });

  test("what is exported reads back to the same chart in another store, keys and unplaced factors included", async () => {
    await put({ plus: ["a", { key: "k", en: "B", ko: "비" }], minus: ["c"] });
    edit(1, { kind: "text", factor: "a", text: { en: "A!", ko: "에이" } });
    await mention("v", "rude");
    const file = exportJourney(opened.store, "small");
    expect(file?.moments[0]?.factors).toEqual({
      plus: [
        { key: "a", en: "A!", ko: "에이" },
        { key: "k", en: "B", ko: "비" },
      ],
      standard: [],
      minus: [{ en: "c", ko: "c" }],
      unplaced: [{ en: "rude", ko: "rude" }],
    });
    const other = testStore();
    try {
      if (file) await putJourney(other.store, file, { now: 5, sample: false });
      expect(exportJourney(other.store, "small")).toEqual(file);
    } finally {
      other.close();
    }
  });

  test("two lines of one key are refused", () => {
    expect(() =>
      journeyFile({ ...SMALL_JOURNEY, moments: [{ ...SMALL_JOURNEY.moments[0], factors: { plus: ["a"], minus: ["a"] } }] }),
    ).toThrow('The factor \\"a\\" stands there more than once.');
  });
});
