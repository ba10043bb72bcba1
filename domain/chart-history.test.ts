import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { type ChartEdit, type ChartStep, changeChart, walkSteps } from "./chart.ts";
import { chartHistory, type PastEdit } from "./chart-history.ts";
import { FACTOR_PLACES, type Factor, type FactorPlace } from "./factor.ts";

const text = (word: string) => ({ en: word, ko: `${word} 글` });
const line = (id: number, place: FactorPlace, ordinal: number): Factor => {
  return { id, momentId: 1, key: `f${id}`, place, ordinal, text: text(`t${id}`), archived: false };
};

type Step = ChartEdit | { readonly kind: ChartStep };
const isStep = (step: Step): step is { readonly kind: ChartStep } => step.kind === "undo" || step.kind === "redo";

/** A chart that remembers its edits as the store does. */
function played(start: readonly Factor[], steps: readonly Step[]): { factors: Factor[]; edits: PastEdit[] } {
  let factors = [...start];
  const edits: PastEdit[] = [];
  for (const step of steps) {
    const by = { n: edits.length + 1, at: edits.length * 1000, actor: "ann@example.org", kind: step.kind };
    const walk = walkSteps(edits.map(({ kind }) => kind));
    let change: Pick<PastEdit, "before" | "after">;
    if (isStep(step)) {
      const target = edits[walk[step.kind] ?? -1];
      if (target === undefined) continue;
      change = step.kind === "undo" ? { before: target.after, after: target.before } : target;
    } else {
      const result = changeChart(factors, step, factors.length + 1);
      if (!result.ok || result.value.after.length === 0) continue;
      change = result.value;
      const [added] = result.value.after;
      if (result.value.key !== null && added) factors = [...factors, { momentId: 1, key: result.value.key, ...added }];
    }
    const states = new Map(change.after.map((state) => [state.id, state]));
    factors = factors.map((one) => ({ ...one, ...states.get(one.id) }));
    edits.push({ ...by, before: change.before, after: change.after });
  }
  return { factors, edits };
}

const CHART = [line(1, "plus", 0), line(2, "plus", 1), line(3, "plus", 2), line(4, "minus", 0)];
const historyOf = (steps: readonly Step[], most = 50) => {
  const { factors, edits } = played(CHART, steps);
  return chartHistory(edits, (id) => factors.find((one) => one.id === id)?.key, most);
};

describe("what the history of a chart tells", () => {
  test("a move between columns: the line itself, not the neighbours that make room for it", () => {
    const [entry] = historyOf([{ kind: "move", factor: "f1", place: "minus", at: 0 }]);
    expect(entry).toMatchObject({ n: 1, at: "1970-01-01T00:00:00.000Z", actor: "ann@example.org", kind: "move", of: null });
    expect(entry?.factors).toEqual(["f1", "f4", "f2", "f3"]);
    expect(entry?.changes).toEqual([
      {
        factor: "f1",
        before: { column: "plus", text: text("t1"), archived: false },
        after: { column: "minus", text: text("t1"), archived: false },
      },
    ]);
  });

  test("a new order within a column: the line that was moved, of the three that changed place", () => {
    const [entry] = historyOf([{ kind: "move", factor: "f3", place: "plus", at: 0 }]);
    expect(entry?.factors).toEqual(["f3", "f1", "f2"]);
    expect(entry?.changes.map(({ factor }) => factor)).toEqual(["f3"]);
  });

  test("also where it was moved behind the others, and where that was taken back", () => {
    const [back, down] = historyOf([{ kind: "move", factor: "f1", place: "plus", at: 2 }, { kind: "undo" }]);
    expect(down?.factors).toEqual(["f1", "f2", "f3"]);
    expect([down, back].map((entry) => entry?.changes.map(({ factor }) => factor))).toEqual([["f1"], ["f1"]]);
    const [across] = historyOf([{ kind: "move", factor: "f1", place: "minus", at: 1 }]);
    expect(across?.factors[0]).toBe("f1");
  });

  test("add, other words, undo, undo, redo: edits 3 and 4 take back 2 and 1, edit 5 does 1 again; newest first, at most as many as asked for", () => {
    const steps = [
      { kind: "add", place: "plus", text: text("new"), key: "n" },
      { kind: "text", factor: "n", text: text("newer") },
      { kind: "undo" },
      { kind: "undo" },
      { kind: "redo" },
    ] as const;
    const told = historyOf(steps);
    expect(told.map(({ n, kind, of }) => [n, kind, of])).toEqual([
      [5, "redo", 1],
      [4, "undo", 1],
      [3, "undo", 2],
      [2, "text", null],
      [1, "add", null],
    ]);
    expect(told[4]?.changes).toMatchObject([{ factor: "n", before: { archived: true }, after: { archived: false } }]);
    expect(told[3]?.changes).toMatchObject([{ before: { text: text("new") }, after: { text: text("newer") } }]);
    expect(told[1]?.changes).toMatchObject([{ before: { archived: false }, after: { archived: true } }]);
    expect(historyOf(steps, 2).map(({ n }) => n)).toEqual([5, 4]);
    expect(historyOf(steps, 2)[0]?.of).toBe(1);
  });

  test("a factor that is gone from the store is left out", () => {
    const { edits } = played(CHART, [{ kind: "archive", factor: "f1" }]);
    expect(chartHistory(edits, () => undefined, 50)).toMatchObject([{ factors: [], changes: [] }]);
  });

  test("property: taking the told changes back, newest first, leads from the chart as it is to the chart as it was", () => {
    const key = fc.constantFrom("f1", "f2", "f3", "f4");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("move" as const), factor: key, place: fc.constantFrom(...FACTOR_PLACES), at: fc.nat(4) }),
      fc.record({ kind: fc.constant("text" as const), factor: key, text: fc.constantFrom(text("a"), text("b")) }),
      fc.record({ kind: fc.constantFrom("archive" as const, "restore" as const), factor: key }),
      fc.record({ kind: fc.constantFrom("undo" as const, "redo" as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { factors, edits } = played(CHART, steps);
        const shape = ({ key: own, place, text: words, archived }: Factor) => [own, { column: place, text: words, archived }] as const;
        const state = new Map(factors.map(shape));
        for (const { changes } of chartHistory(edits, (id) => factors.find((one) => one.id === id)?.key, 100)) {
          for (const { factor, before, after } of changes) {
            expect(state.get(factor)).toEqual(after);
            state.set(factor, before);
          }
        }
        expect(state).toEqual(new Map(CHART.map(shape)));
      }),
      { numRuns: runs(200) },
    );
  });
});
