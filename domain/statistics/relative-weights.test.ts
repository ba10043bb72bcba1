import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { correlationsOf, pairSums } from "./pair-sums.ts";
import { relativeWeights } from "./relative-weights.ts";
import { seededRandom } from "./rng.ts";
import { symmetricEigen } from "./symmetric-eigen.ts";

/** Correlations of random rows: always positive semidefinite. */
function correlated(size: number, seed: number, rows = 40): Float64Array {
  const random = seededRandom(seed);
  const uniform = () => random() / 2 ** 32 - 0.5;
  const columns = Array.from({ length: size }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const common = uniform();
    for (const column of columns) column[i] = common + uniform();
  }
  return correlationsOf(pairSums(columns, new Int32Array(rows), 1), [1]).matrix;
}

describe("eigenvalues", () => {
  it("2 1 / 1 2 has 3 and 1, along (1, 1) and (1, -1)", () => {
    const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect((vectors[0]?.[0] ?? 0) * (vectors[0]?.[1] ?? 0)).toBeCloseTo(0.5, 14);
    expect((vectors[1]?.[0] ?? 0) * (vectors[1]?.[1] ?? 0)).toBeCloseTo(-0.5, 14);
  });

  it("the vectors are orthonormal and put the matrix together again, for any size and also when singular", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.integer({ min: 2, max: 30 }), (size, seed, rows) => {
        const matrix = correlated(size, seed, rows);
        const { values, vectors } = symmetricEigen(matrix, size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const again = values.reduce((sum, value, e) => sum + value * (vectors[e]?.[i] ?? 0) * (vectors[e]?.[j] ?? 0), 0);
            expect(again).toBeCloseTo(matrix[i * size + j] ?? 0, 10);
            const product = (vectors[i] ?? new Float64Array()).reduce((sum, x, k) => sum + x * (vectors[j]?.[k] ?? 0), 0);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
          }
        }
        expect(values).toEqual(values.toSorted((a, b) => b - a));
      }),
      { numRuns: runs(60) },
    );
  });
});

describe("relative weights", () => {
  it("numpy 2.4.6 (eigh, solve): correlations .5 .3 .2 among three, .4 .35 .6 with the outcome", () => {
    const found = relativeWeights(Float64Array.from([1, 0.5, 0.3, 0.4, 0.5, 1, 0.2, 0.35, 0.3, 0.2, 1, 0.6, 0.4, 0.35, 0.6, 1]), 4);
    if (typeof found === "string") throw new Error(found);
    [0.07728569473900174, 0.06213596248359487, 0.29421804865975626].forEach((weight, j) => {
      expect(found.weights[j]).toBeCloseTo(weight, 12);
    });
    expect(found.rSquared).toBeCloseTo(0.43363970588235257, 12);
  });

  it("of two predictors the weights are the means over both orders of entry: (r1² + R² - r2²)/2", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const matrix = correlated(3, seed);
        const found = relativeWeights(matrix, 3);
        if (typeof found === "string") throw new Error(found);
        const [, r12 = 0, r1 = 0, , , r2 = 0] = matrix;
        const rSquared = (r1 * r1 + r2 * r2 - 2 * r1 * r2 * r12) / (1 - r12 * r12);
        expect(found.rSquared).toBeCloseTo(rSquared, 10);
        expect(found.weights[0]).toBeCloseTo((r1 * r1 + rSquared - r2 * r2) / 2, 10);
        expect(found.weights[1]).toBeCloseTo((r2 * r2 + rSquared - r1 * r1) / 2, 10);
      }),
      { numRuns: runs(60) },
    );
  });

  it("they are never below 0, add up to R² below 1, and follow the predictors when these change places", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), (size, seed) => {
        const matrix = correlated(size, seed);
        const found = relativeWeights(matrix, size);
        if (typeof found === "string") throw new Error(found);
        expect(Math.min(...found.weights)).toBeGreaterThanOrEqual(0);
        expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(found.rSquared, 10);
        expect(found.rSquared).toBeLessThan(1);
        const place = (k: number) => (k === size - 1 ? k : size - 2 - k);
        const turned = relativeWeights(
          matrix.map((_, cell) => matrix[place(Math.floor(cell / size)) * size + place(cell % size)] ?? 0),
          size,
        );
        if (typeof turned === "string") throw new Error(turned);
        turned.weights.forEach((weight, j) => {
          expect(weight).toBeCloseTo(found.weights[place(j)] ?? -1, 9);
        });
      }),
      { numRuns: runs(60) },
    );
  });

  it("uncorrelated predictors: each has its own r², 0.09 and 0.16", () => {
    const found = relativeWeights(Float64Array.from([1, 0, 0.3, 0, 1, 0.4, 0.3, 0.4, 1]), 3);
    if (typeof found === "string") throw new Error(found);
    expect(found.weights[0]).toBeCloseTo(0.09, 14);
    expect(found.weights[1]).toBeCloseTo(0.16, 14);
  });

  it("twins, a variable without spread, and correlations that contradict each other have none", () => {
    expect(relativeWeights(Float64Array.from([1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1]), 3)).toBe("singular");
    expect(relativeWeights(Float64Array.from([1, Number.NaN, Number.NaN, 1]), 2)).toBe("singular");
    expect(relativeWeights(Float64Array.from([1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1]), 3)).toBe("indefinite");
  });
});

describe("correlations", () => {
  it("pairwise: (1, 2), (2, 4), (3, 5), (?, 9) correlate over three rows: 3/sqrt(2 x 42/9) = 0.98198", () => {
    const { matrix, counts } = correlationsOf(
      pairSums([Float64Array.from([1, 2, 3, Number.NaN]), Float64Array.from([2, 4, 5, 9])], new Int32Array(4), 1),
      [1],
    );
    expect(matrix[1]).toBeCloseTo(3 / Math.sqrt((2 * 42) / 9), 14);
    expect([...counts]).toEqual([3, 3, 3, 4]);
  });

  it("groups add up: any grouping gives the same, and a group taken twice is its rows twice", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.nat(2)), { minLength: 3, maxLength: 30 }), (rows) => {
        const columns = (from: typeof rows) => [Float64Array.from(from, ([x]) => x), Float64Array.from(from, ([, y]) => y)];
        const groupOf = Int32Array.from(rows, ([, , group]) => group);
        const one = (from: typeof rows) => correlationsOf(pairSums(columns(from), new Int32Array(from.length), 1), [1]).matrix[1] ?? 0;
        const grouped = pairSums(columns(rows), groupOf, 3);
        // Of a column that is always the same there is no correlation.
        const expectSame = (found: number | undefined, wanted: number) =>
          Number.isNaN(wanted) ? expect(found).toBeNaN() : expect(found).toBeCloseTo(wanted, 12);
        expectSame(correlationsOf(grouped, [1, 1, 1]).matrix[1], one(rows));
        const twice = [...rows, ...rows.filter(([, , group]) => group === 0)];
        expectSame(correlationsOf(grouped, [2, 1, 1]).matrix[1], one(twice));
      }),
      { numRuns: runs(60) },
    );
  });
});
