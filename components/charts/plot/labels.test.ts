import { expect, test } from "vitest";
import { placeLabels } from "./labels.ts";
import type { PlotMark } from "./parts.ts";

const mark = (key: string, x: number, y: number): PlotMark => ({ key, x, y, shape: "strong", tone: "bad", sentence: key, label: null });
const placed = (...marks: PlotMark[]) =>
  placeLabels(
    marks,
    marks.map(({ key }) => ({ key, name: key })),
  ).map(({ label }) => label?.place ?? null);

test("names stand above and to the right where there is room, at the right edge to the left, at the top below", () => {
  expect(placed(mark("Check-in A", 20, 50))).toEqual(["above-right"]);
  expect(placed(mark("Check-in A", 95, 50))).toEqual(["above-left"]);
  expect(placed(mark("Check-in A", 20, 100))).toEqual(["below-right"]);
});

test("a name makes way for another mark; of five at one place the fifth has no room", () => {
  expect(placed(mark("Check-in A", 50, 50), mark("Check-in B", 60, 55))).toEqual(["above-left", "above-right"]);
  const names = placed(...["Check-in A", "Check-in B", "Check-in C", "Check-in D", "Check-in E"].map((key) => mark(key, 50, 50)));
  expect(names).toEqual(["above-right", "above-left", "below-right", "below-left", null]);
});

test("a Korean letter is as wide as two: the same number of letters turns round earlier", () => {
  expect(placed(mark("aaaaaaaaaa", 70, 50))).toEqual(["above-right"]);
  expect(placed(mark("가가가가가가가가가가", 70, 50))).toEqual(["above-left"]);
});
