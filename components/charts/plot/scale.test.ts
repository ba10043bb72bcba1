import fc from "fast-check";
import { expect, test } from "vitest";
import { placeOf, shareDomain } from "./scale.ts";

test("8 to 26 % stands between 5 and 30 % in steps of 5; 15.9 to 18.0 % between 15.5 and 18 in halves", () => {
  const rounded = (values: readonly number[]) => shareDomain(values).ticks.map((tick) => Math.round(tick * 1e6) / 1e6);
  expect(rounded([0.078, 0.26, 0.17])).toEqual([0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  expect(rounded([0.159, 0.18])).toEqual([0.155, 0.16, 0.165, 0.17, 0.175, 0.18]);
  expect(rounded([0, 1])).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(rounded([0.5])).toEqual([0.5, 0.501]);
});

test("whatever the shares: all lie on the axis, the ends are ticks within 0 and 1, and there are at most six", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 }), (values) => {
      const { low, high, ticks } = shareDomain(values);
      expect(low >= 0 && high <= 1 + 1e-12 && low < high).toBe(true);
      expect([ticks[0], ticks.at(-1)]).toEqual([low, high]);
      expect(ticks.length).toBeLessThanOrEqual(6);
      for (const value of values) {
        expect(placeOf(value, low, high)).toBeGreaterThanOrEqual(-1e-6);
        expect(placeOf(value, low, high)).toBeLessThanOrEqual(100 + 1e-6);
      }
    }),
  );
});

test("a place is the share of the way; without a way the middle", () => {
  expect([placeOf(3, 1, 5), placeOf(5, 1, 5), placeOf(7, 7, 7)]).toEqual([50, 100, 50]);
});
