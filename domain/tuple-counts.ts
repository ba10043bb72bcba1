/** Counts by tuples of 32-bit integers: a table with open addressing, because it is added to once a visit. */
export class TupleCounts {
  /** Integers in a tuple. */
  readonly length: number;
  /** The tuple that `add` counts: to be filled before. */
  readonly key: Int32Array;
  #keys: Int32Array<ArrayBuffer>;
  #counts = new Int32Array(64);
  /** Number of a tuple + 1 by hash; 0 = free. Its length is a power of two, and twice the room for tuples. */
  #places = new Int32Array(128);
  #size = 0;

  constructor(length: number) {
    this.length = length;
    this.key = new Int32Array(length);
    this.#keys = new Int32Array(64 * length);
  }

  /** Different tuples, those with the count 0 among them. */
  get size(): number {
    return this.#size;
  }

  /** The tuples one behind the other, in order of their first appearance. Good until the next `add`. */
  get keys(): Int32Array {
    return this.#keys;
  }

  /** The count of each tuple. Good until the next `add`. */
  get counts(): Int32Array {
    return this.#counts;
  }

  /** Adds `n` to the count of `key`. */
  add(n: number): void {
    const { key, length } = this;
    const mask = this.#places.length - 1;
    let slot = hash(key, 0, length) & mask;
    for (;;) {
      const tuple = (this.#places[slot] ?? 0) - 1;
      if (tuple < 0) break;
      if (this.#matches(tuple * length)) {
        this.#counts[tuple] = (this.#counts[tuple] ?? 0) + n;
        return;
      }
      slot = (slot + 1) & mask;
    }
    this.#keys.set(key, this.#size * length);
    this.#counts[this.#size] = n;
    this.#size += 1;
    this.#places[slot] = this.#size;
    if (this.#size === this.#counts.length) this.#grow();
  }

  #matches(at: number): boolean {
    const { key, length } = this;
    const keys = this.#keys;
    for (let i = 0; i < length; i++) if (keys[at + i] !== key[i]) return false;
    return true;
  }

  #grow(): void {
    this.#keys = larger(this.#keys);
    this.#counts = larger(this.#counts);
    const places = new Int32Array(2 * this.#places.length);
    const mask = places.length - 1;
    for (let tuple = 0; tuple < this.#size; tuple++) {
      let slot = hash(this.#keys, tuple * this.length, this.length) & mask;
      while (places[slot] !== 0) slot = (slot + 1) & mask;
      places[slot] = tuple + 1;
    }
    this.#places = places;
  }
}

function larger(column: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * column.length);
  copy.set(column);
  return copy;
}

/** Multiply and rotate a word at a time, with the finisher of MurmurHash3 (A. Appleby, fmix32). */
function hash(keys: Int32Array, from: number, length: number): number {
  let h = length;
  for (let i = from; i < from + length; i++) {
    h = Math.imul(h ^ (keys[i] ?? 0), 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}
