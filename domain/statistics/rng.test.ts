import { expect, it } from "vitest";
import { mixHash, seededRandom, xoshiro128 } from "./rng.ts";

/** The published step of xoshiro128**, in exact arithmetic cut to 32 bits. */
function slowXoshiro(seed: readonly bigint[], count: number): number[] {
  const cut = (value: bigint) => value & 0xffffffffn;
  const rotate = (value: bigint, by: bigint) => cut((value << by) | (value >> (32n - by)));
  let [a = 0n, b = 0n, c = 0n, d = 0n] = seed;
  return Array.from({ length: count }, () => {
    const result = cut(rotate(cut(b * 5n), 7n) * 9n);
    const shifted = cut(b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
    return Number(result);
  });
}

it("xoshiro128** from 1, 2, 3, 4 begins 11520, 0, 5927040 (rotl(2 x 5, 7) x 9 = 11520) and follows its definition", () => {
  const random = xoshiro128(1, 2, 3, 4);
  const drawn = Array.from({ length: 1000 }, () => random());
  expect(drawn.slice(0, 3)).toEqual([11520, 0, 5927040]);
  expect(drawn).toEqual(slowXoshiro([1n, 2n, 3n, 4n], 1000));
});

it("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

it("100,000 draws fall evenly into 16 classes: chi-square below 37.7 (15 degrees, 0.1 %)", () => {
  const random = seededRandom(1);
  const counts = new Array<number>(16).fill(0);
  for (let i = 0; i < 100_000; i++) {
    const slot = Math.floor((random() / 2 ** 32) * 16);
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
  expect(counts.reduce((sum, count) => sum + (count - 6250) ** 2 / 6250, 0)).toBeLessThan(37.7);
});

it("hashes of neighbouring ids, also beyond 32 bits, do not collide and spread over both halves", () => {
  const hashes = Array.from({ length: 10_000 }, (_, i) => mixHash(2 ** 33 + i));
  expect(new Set(hashes).size).toBe(10_000);
  expect(Math.abs(hashes.filter((hash) => hash < 2 ** 31).length - 5000)).toBeLessThan(200);
});
