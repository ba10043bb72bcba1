import { expect, it } from "vitest";
import { meanOfCounts } from "./mean.ts";

it("2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, so se = sqrt(32/7/8)", () => {
  const mean = meanOfCounts([0, 0, 1, 0, 3, 2, 0, 1, 0, 1], (value) => value);
  expect(mean?.mean).toBe(5);
  expect(mean?.n).toBe(8);
  expect(mean?.se).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
});

it("one value has a mean and no standard error, none has neither", () => {
  expect(meanOfCounts([0, 1], (index) => index + 1)).toEqual({ mean: 2, se: null, n: 1 });
  expect(meanOfCounts([0, 0], (index) => index)).toBeNull();
});
