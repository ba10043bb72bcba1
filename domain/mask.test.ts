import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { maskAdd, maskHalves, maskHas, maskUnion, maskWithout } from "./mask.ts";

const members = fc.uniqueArray(fc.nat({ max: 49 }));
const maskOf = (bits: readonly number[]) => bits.reduce((mask, bit) => maskAdd(mask, bit), 0);
const listOf = (mask: number) => Array.from({ length: 50 }, (_, bit) => bit).filter((bit) => maskHas(mask, bit));

test("masks of up to 50 bits do what sets of numbers do, and are the sum of 2^bit", () => {
  fc.assert(
    fc.property(members, members, (a, b) => {
      const [x, y] = [maskOf(a), maskOf(b)];
      expect(BigInt(x)).toBe(a.reduce((sum, bit) => sum + 2n ** BigInt(bit), 0n));
      expect(listOf(x)).toEqual(a.toSorted((p, q) => p - q));
      expect(new Set(listOf(maskUnion(x, y)))).toEqual(new Set([...a, ...b]));
      expect(new Set(listOf(maskWithout(x, y)))).toEqual(new Set(a.filter((bit) => !b.includes(bit))));
      const { low, high } = maskHalves(x);
      expect(high * 2 ** 25 + low).toBe(x);
    }),
    { numRuns: runs(300) },
  );
});
