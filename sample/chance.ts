/** Draws from a seeded source of uniform numbers. */
import { mixHash, type Random, seededRandom } from "#domain/statistics/rng.ts";

export class Chance {
  readonly #next: Random;

  constructor(seed: number, stream: number) {
    this.#next = seededRandom(mixHash(seed) ^ mixHash(stream + 0x5bd1e995));
  }

  /** Uniform in [0, 1). */
  share(): number {
    return this.#next() / 2 ** 32;
  }

  /** True with a probability. */
  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.share();
  }

  /** A whole number of [low, high], each equally likely. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  /** One of a list that is not empty. */
  oneOf<T>(list: readonly T[]): T {
    const index = Math.floor(this.share() * list.length);
    const found = list[index];
    if (found === undefined) throw new RangeError("Nothing to choose from.");
    return found;
  }

  /** A key by its weight; weights add up to 1 (the last key takes what rounding leaves). */
  weighted<K extends string>(weights: readonly (readonly [K, number])[]): K {
    let left = this.share();
    for (const [key, weight] of weights) {
      left -= weight;
      if (left < 0) return key;
    }
    const last = weights.at(-1);
    if (last === undefined) throw new RangeError("Nothing to choose from.");
    return last[0];
  }

  /** 1, 2, 3 … with a mean, each further one less likely by the same factor; at most `most`. */
  geometric(mean: number, most: number): number {
    return Math.min(most, 1 + Math.floor(Math.log(1 - this.share()) / Math.log(1 - 1 / mean)));
  }
}
