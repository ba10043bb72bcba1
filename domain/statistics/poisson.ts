import type { Random } from "./rng.ts";

/** From this mean on the rejection method is quicker than a table. */
const TABLE_BELOW = 12;
/** Guide entries: the table is entered near the right place by the first bits of a draw. */
const GUIDE_BITS = 10;

/**
 * Draws Poisson numbers of a fixed mean > 0: by inversion of 32 bits with a guide table (H.-C. Chen and Y. Asau, 1974), or for larger means
 * by transformed rejection with squeeze (PTRS: W. Hörmann, "The transformed rejection method for generating Poisson random variables",
 * Insurance: Mathematics and Economics 12 (1993) 39–45).
 */
export function poissonOf(mean: number): (random: Random) => number {
  return mean < TABLE_BELOW ? inversion(mean) : transformedRejection(mean);
}

/** Uniform on the open interval 0..1. */
function uniform(random: Random): number {
  return (random() + 0.5) / 2 ** 32;
}

function inversion(mean: number): (random: Random) => number {
  const upTo: number[] = [];
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let k = 0; k < mean || probability > 2 ** -34; k++) {
    sum += probability;
    upTo.push(sum * 2 ** 32);
    probability *= mean / (k + 1);
  }
  const bounds = Float64Array.from([...upTo, Number.POSITIVE_INFINITY]);
  const guide = Uint8Array.from({ length: 2 ** GUIDE_BITS }, (_, i) => bounds.findIndex((bound) => bound > i * 2 ** (32 - GUIDE_BITS)));
  return (random) => {
    const draw = random();
    let k = guide[draw >>> (32 - GUIDE_BITS)] ?? 0;
    while (draw >= (bounds[k] ?? 0)) k++;
    return k;
  };
}

function transformedRejection(mean: number): (random: Random) => number {
  const root = Math.sqrt(mean);
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  return (random) => {
    for (;;) {
      const u = uniform(random) - 0.5;
      const v = uniform(random);
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= quick) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) return k;
    }
  };
}

/** ln k!, by Stirling's series from 10 on (Abramowitz & Stegun 6.1.41), to about 1e-11. */
export function logFactorial(k: number): number {
  if (k < 10) {
    let product = 1;
    for (let i = 2; i <= k; i++) product *= i;
    return Math.log(product);
  }
  const n = k + 1;
  const series = 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5) - 1 / (1680 * n ** 7);
  return (n - 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + series;
}
