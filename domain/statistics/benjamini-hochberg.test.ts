import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";

describe("Benjamini-Hochberg", () => {
  it("Benjamini & Hochberg 1995, section 4: of these 15 p the four smallest are discoveries at q = 0.05", () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    expect(benjaminiHochberg(p, 0.05)).toEqual(p.map((_, i) => i < 4));
  });

  it("steps up: 0.04 and 0.09 both pass at q = 0.10, since 0.09 <= 2 x 0.10 / 2, though 0.09 > 0.10 / 2", () => {
    expect(benjaminiHochberg([0.09, 0.04], 0.1)).toEqual([true, true]);
  });

  it("a test that was not made is no discovery and does not weigh on the others: 0.06 fails of two and passes alone", () => {
    expect(benjaminiHochberg([0.06, 0.5], 0.1)).toEqual([false, false]);
    expect(benjaminiHochberg([0.06, null], 0.1)).toEqual([true, false]);
    expect(benjaminiHochberg([], 0.1)).toEqual([]);
  });

  const probabilities = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 15 });

  it("agrees with counting: p passes if some k tests have p <= k q / m, and it is among those", () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const tests = p.filter((value) => value !== null);
        const passed = p.map(
          (value) =>
            value !== null &&
            tests.some((_, i) => {
              const level = ((i + 1) * 0.1) / tests.length;
              return value <= level && tests.filter((other) => other <= level).length >= i + 1;
            }),
        );
        expect(benjaminiHochberg(p, 0.1)).toEqual(passed);
      }),
    );
  });

  it("is monotone: a smaller p or a larger q never loses a discovery", () => {
    fc.assert(
      fc.property(probabilities, fc.nat(14), fc.double({ min: 0, max: 1, noNaN: true }), (p, at, factor) => {
        const discoveries = benjaminiHochberg(p, 0.1);
        const smaller = p.map((value, i) => (i === at && value !== null ? value * factor : value));
        for (const other of [benjaminiHochberg(smaller, 0.1), benjaminiHochberg(p, 0.2)]) {
          discoveries.forEach((found, i) => {
            if (found) expect(other[i]).toBe(true);
          });
        }
      }),
    );
  });
});
