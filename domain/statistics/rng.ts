/** A source of uniform 32-bit integers. The same seed gives the same numbers, on every machine. */
export type Random = () => number;

/**
 * xoshiro128**: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators" (2018), period 2^128 - 1, its state filled
 * from the seed (any whole number; its lowest 32 bits count) by splitmix32. For resampling, not for secrets.
 */
export function seededRandom(seed: number): Random {
  let mixed = seed | 0;
  const state = Array.from({ length: 4 }, () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    return mixHash(mixed);
  });
  return xoshiro128(state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0);
}

/** The generator itself, from four words that are not all 0. */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): Random {
  let a = s0 | 0;
  let b = s1 | 0;
  let c = s2 | 0;
  let d = s3 | 0;
  return () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** A whole number mixed to 32 evenly spread bits (the finaliser of MurmurHash3, A. Appleby): stable across runs and machines. */
export function mixHash(value: number): number {
  let hash = (value ^ Math.floor(value / 2 ** 32)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
