import { describe, expect, it } from "vitest";
import { logFactorial, poissonOf } from "./poisson.ts";
import { seededRandom } from "./rng.ts";

describe("Poisson numbers", () => {
  it.each([0.3, 1, 5, 11.9, 12, 40, 1000])(
    "100,000 of mean %f fall as e^-m m^k / k! says (chi-square within 5 sd of its degrees)",
    (mean) => {
      const draw = poissonOf(mean);
      const random = seededRandom(20260101);
      const counts = new Map<number, number>();
      for (let i = 0; i < 100_000; i++) {
        const k = draw(random);
        counts.set(k, (counts.get(k) ?? 0) + 1);
      }
      let chiSquare = 0;
      let cells = 0;
      for (let k = 0; k < mean + 10 * Math.sqrt(mean) + 10; k++) {
        let logProbability = -mean + k * Math.log(mean);
        for (let i = 2; i <= k; i++) logProbability -= Math.log(i);
        const expected = 100_000 * Math.exp(logProbability);
        if (expected < 10) continue;
        chiSquare += ((counts.get(k) ?? 0) - expected) ** 2 / expected;
        cells++;
      }
      expect(chiSquare).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
    },
  );

  it("ln 20! is the sum of the logarithms, on both sides of the series", () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(9)).toBeCloseTo(Math.log(362_880), 12);
    expect(logFactorial(10)).toBeCloseTo(Math.log(3_628_800), 11);
    expect(logFactorial(20)).toBeCloseTo(Math.log(2_432_902_008_176_640_000), 11);
  });
});
