import { describe, expect, it } from "vitest";
import { newcombe, squareAndAdd } from "./newcombe.ts";

describe("Newcombe's interval of a difference", () => {
  it.each([
    // Statistics in Medicine 17 (1998) 873-890, table II, method 10 (score, without continuity correction).
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])("Newcombe 1998, table II: %i/%i - %i/%i = %f (%f to %f)", (x1, n1, x2, n2, value, low, high) => {
    const difference = newcombe(x1, n1, x2, n2);
    expect(difference.value).toBeCloseTo(value, 4);
    expect(difference.low).toBeCloseTo(low, 4);
    expect(difference.high).toBeCloseTo(high, 4);
  });

  it("square and add: 0.5 (0.2 to 0.6) - 0.4 (0.3 to 0.8) is 0.1 - sqrt(0.3² + 0.4²) to 0.1 + sqrt(0.1² + 0.1²)", () => {
    const difference = squareAndAdd({ value: 0.5, low: 0.2, high: 0.6 }, { value: 0.4, low: 0.3, high: 0.8 });
    expect(difference.value).toBeCloseTo(0.1, 12);
    expect(difference.low).toBeCloseTo(-0.4, 12);
    expect(difference.high).toBeCloseTo(0.1 + Math.SQRT2 / 10, 12);
  });
});
