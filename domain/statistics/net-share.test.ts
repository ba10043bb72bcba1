import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { netShare } from "./net-share.ts";
import { Z95 } from "./normal.ts";

/** The likelihood's own maximum along a fixed difference, found by search, and the score there: nothing of Tango's algebra. */
function slowScore(plus: number, minus: number, n: number, d: number): number {
  const likelihood = (q: number) => xlog(minus, q) + xlog(plus, q + d) + xlog(n - plus - minus, 1 - 2 * q - d);
  let [low, high] = [Math.max(0, -d), (1 - d) / 2];
  for (let i = 0; i < 200; i++) {
    const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618];
    if (likelihood(a) < likelihood(b)) low = a;
    else high = b;
  }
  const q = (low + high) / 2;
  return (plus - minus - n * d) / Math.sqrt(n * (q + (q + d) - d * d));
}

function xlog(count: number, share: number): number {
  return count === 0 ? 0 : count * Math.log(Math.max(share, 1e-300));
}

const counts = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat(60))
  .filter(([plus, minus, rest]) => plus + minus + rest > 0)
  .map(([plus, minus, rest]) => ({ plus, minus, n: plus + minus + rest }));

describe("netShare", () => {
  it("60 plus and 10 minus of 100: (60 - 10) / 100 = 0.5", () => {
    expect(netShare(60, 10, 100).value).toBe(0.5);
  });

  it("all plus is 1 up to exactly 1, all minus -1 down to exactly -1, no plus and no minus is 0 either way alike", () => {
    expect(netShare(20, 0, 20)).toMatchObject({ value: 1, high: 1 });
    expect(netShare(0, 20, 20)).toMatchObject({ value: -1, low: -1 });
    const none = netShare(0, 0, 20);
    expect(none.value).toBe(0);
    expect(none.low).toBeCloseTo(-none.high, 12);
    // Nothing of 20: the score is n d / sqrt(n d (1 - d)) = 1.96, so d = z² / (n + z²).
    expect(none.high).toBeCloseTo(Z95 ** 2 / (20 + Z95 ** 2), 10);
  });

  it("no minus: the upper limit is Wilson's of the plus share, 7 of 10: (7 + 1.9207 + 3.4287) / 13.8415 = 0.8922", () => {
    // 1.96 x sqrt(7 x 3 / 10 + 1.96² / 4) = 3.4287.
    expect(netShare(7, 0, 10).high).toBeCloseTo(0.8922, 4);
  });

  it("at each limit the score, with the likelihood maximised by search, is 1.96", () => {
    fc.assert(
      fc.property(counts, ({ plus, minus, n }) => {
        const { low, high } = netShare(plus, minus, n);
        if (low > -0.999) expect(slowScore(plus, minus, n, low)).toBeCloseTo(Z95, 3);
        if (high < 0.999) expect(slowScore(plus, minus, n, high)).toBeCloseTo(-Z95, 3);
      }),
      { numRuns: runs(300) },
    );
  });

  it("excludes 0 exactly where McNemar's test does: |plus - minus| / sqrt(plus + minus) > 1.96", () => {
    fc.assert(
      fc.property(counts, ({ plus, minus, n }) => {
        const { low, high } = netShare(plus, minus, n);
        const mcnemar = plus + minus === 0 ? 0 : Math.abs(plus - minus) / Math.sqrt(plus + minus);
        expect(low > 0 || high < 0).toBe(mcnemar > Z95);
      }),
      { numRuns: runs(300) },
    );
  });

  it("turned round it is its own mirror, and the limits hold the value", () => {
    fc.assert(
      fc.property(counts, ({ plus, minus, n }) => {
        const [net, mirror] = [netShare(plus, minus, n), netShare(minus, plus, n)];
        expect(net.low).toBeCloseTo(-mirror.high, 9);
        expect(net.low).toBeLessThanOrEqual(net.value + 1e-12);
        expect(net.high).toBeGreaterThanOrEqual(net.value - 1e-12);
      }),
      { numRuns: runs(300) },
    );
  });
});
