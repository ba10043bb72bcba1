import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { type ChartEdit, changeChart, type EditKind, lineOf, parseChartEdit, walkSteps } from "./chart.ts";
import { FACTOR_PLACES, type Factor, type FactorPlace, factorKeyOf, findFactor } from "./factor.ts";

function factor(id: number, place: FactorPlace, ordinal: number, more: Partial<Factor> = {}): Factor {
  return { id, momentId: 1, key: `f${id}`, place, ordinal, text: { en: `Text ${id}`, ko: `글 ${id}` }, archived: false, ...more };
}

const CHART = [
  factor(1, "plus", 0),
  factor(2, "plus", 1),
  factor(3, "plus", 2),
  factor(4, "minus", 0),
  factor(5, "minus", 1, { archived: true }),
];

/** The chart after an edit. */
function edited(factors: readonly Factor[], edit: ChartEdit): Factor[] {
  const change = changeChart(factors, edit, 99);
  if (!change.ok) throw new Error(JSON.stringify(change.problem));
  const states = new Map(change.value.after.map((state) => [state.id, state]));
  const kept = factors.map((one) => ({ ...one, ...states.get(one.id) }));
  const { key } = change.value;
  return key === null ? kept : [...kept, ...change.value.after.map((state) => ({ momentId: 1, key, ...state }))];
}

const keysOf = (factors: readonly Factor[]) =>
  Object.fromEntries(FACTOR_PLACES.map((place) => [place, lineOf(factors, place).map(({ key }) => key)]));

describe("edits of a chart", () => {
  test("moved to another column between two lines, to the front of its own, and far beyond the end", () => {
    const moved = (key: string, place: FactorPlace, at: number) => keysOf(edited(CHART, { kind: "move", factor: key, place, at }));
    expect(moved("f4", "plus", 1)).toMatchObject({ plus: ["f1", "f4", "f2", "f3"], minus: [] });
    expect(moved("f3", "plus", 0)).toMatchObject({ plus: ["f3", "f1", "f2"], minus: ["f4"] });
    expect(moved("f1", "minus", 99)).toMatchObject({ plus: ["f2", "f3"], minus: ["f4", "f1"] });
  });

  test("only what changes is told: to the place where it stands already, nothing; to the front, three lines", () => {
    const count = (edit: ChartEdit) => {
      const change = changeChart(CHART, edit, 99);
      return change.ok ? [change.value.before.length, change.value.after.length] : [];
    };
    expect(count({ kind: "move", factor: "f2", place: "plus", at: 1 })).toEqual([0, 0]);
    expect(count({ kind: "move", factor: "f3", place: "plus", at: 0 })).toEqual([3, 3]);
    expect(count({ kind: "text", factor: "f1", text: { en: "Text 1", ko: "글 1" } })).toEqual([0, 0]);
  });

  test("a new line comes last; its key is made of its English text, with a number where that is taken", () => {
    const added = edited(CHART, { kind: "add", place: "plus", text: { en: "Kind", ko: "친절하다" }, key: null });
    const twice = edited(
      added.map((one) => (one.id === 99 ? { ...one, id: 98 } : one)),
      { kind: "add", place: "minus", text: { en: "Kind", ko: "친절" }, key: null },
    );
    expect(keysOf(twice)).toMatchObject({ plus: ["f1", "f2", "f3", "Kind"], minus: ["f4", "Kind 2"] });
  });

  test("archived, it leaves its column; restored, it stands last in it; meanwhile it cannot be moved", () => {
    const archived = edited(CHART, { kind: "archive", factor: "f1" });
    expect(keysOf(archived).plus).toEqual(["f2", "f3"]);
    expect(keysOf(edited(archived, { kind: "restore", factor: "f1" })).plus?.slice(-1)).toEqual(["f1"]);
    expect(changeChart(archived, { kind: "move", factor: "f1", place: "plus", at: 0 }, 99)).toMatchObject({ ok: false });
  });

  test.each([
    [{ kind: "archive", factor: "f9" }, "factor"],
    [{ kind: "add", place: "plus", text: { en: "x", ko: "x" }, key: "f1" }, "key"],
  ] as const)("%j names what is wrong", (edit, parameter) => {
    expect(changeChart(CHART, edit, 99)).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter } });
  });
});

describe("reading an edit", () => {
  test("one language will do for both; the other's emptiness is no text", () => {
    expect(parseChartEdit({ kind: "add", place: "plus", en: " Kind ", ko: "" })).toEqual({
      ok: true,
      value: { kind: "add", place: "plus", text: { en: "Kind", ko: "Kind" }, key: null },
    });
  });

  test.each([
    [{}, "kind"],
    [{ kind: "file" }, "kind"],
    [{ kind: "add", place: "middle", en: "x" }, "place"],
    [{ kind: "add", place: "plus", en: "  " }, "en"],
    [{ kind: "add", place: "plus", ko: "가".repeat(301) }, "ko"],
    [{ kind: "add", place: "plus", en: 5 }, "en"],
    [{ kind: "add", place: "plus", en: "x", key: "" }, "key"],
    [{ kind: "text", en: "x" }, "factor"],
    [{ kind: "move", factor: "f1", place: "plus", at: -1 }, "at"],
    [{ kind: "move", factor: "f1", place: "plus", at: "0" }, "at"],
    [{ kind: "archive" }, "factor"],
  ])("%j is refused for its %s", (body, parameter) => {
    expect(parseChartEdit(body)).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter } });
  });
});

describe("undo and redo", () => {
  test("add text undo undo redo: undo takes the add back (0), redo does the text again (1); a new edit ends that", () => {
    const kinds: EditKind[] = ["add", "text", "undo", "undo", "redo"];
    expect(walkSteps(kinds)).toMatchObject({ undo: 0, redo: 1 });
    expect(walkSteps([...kinds, "move"])).toMatchObject({ undo: 5, redo: null });
    expect(walkSteps([])).toEqual({ targets: [], undo: null, redo: null });
  });

  test("property: the history says what two stacks of an editor would hold", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<EditKind>("text", "undo", "redo"), { maxLength: 30 }), (wanted) => {
        const done: number[] = [];
        const undone: number[] = [];
        const kinds: EditKind[] = [];
        for (const kind of wanted) {
          const possible = walkSteps(kinds);
          expect(possible).toMatchObject({ undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null });
          if ((kind === "undo" && possible.undo === null) || (kind === "redo" && possible.redo === null)) continue;
          if (kind === "undo") undone.push(done.pop() ?? -1);
          else if (kind === "redo") done.push(undone.pop() ?? -1);
          else {
            done.push(kinds.length);
            undone.length = 0;
          }
          kinds.push(kind);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

describe("keys", () => {
  test("up to 100 characters the text itself, Korean ones counted as one; longer ones differ although they begin alike", () => {
    expect(factorKeyOf("가".repeat(100))).toBe("가".repeat(100));
    const [a, b] = [factorKeyOf(`${"가".repeat(150)}a`), factorKeyOf(`${"가".repeat(150)}b`)];
    expect([[...a].length, [...b].length]).toEqual([100, 100]);
    expect(a).not.toBe(b);
  });

  test("the checksum is FNV-1a: of 101 times the letter a as arithmetic on large numbers gives it", () => {
    let reference = 0x811c9dc5n;
    for (let i = 0; i < 101; i += 1) reference = ((reference ^ 97n) * 0x01000193n) & 0xffffffffn;
    expect(factorKeyOf("a".repeat(101))).toBe(`${"a".repeat(91)}~${reference.toString(16).padStart(8, "0")}`);
  });

  test("a file's text means the factor of that key before one of that text", () => {
    const factors = [factor(1, "plus", 0, { text: { en: "slow", ko: "느리다" } }), factor(2, "plus", 1, { key: "slow" })];
    expect([findFactor(factors, "slow")?.id, findFactor(factors, "느리다")?.id, findFactor(factors, "x")]).toEqual([2, 1, undefined]);
  });
});
