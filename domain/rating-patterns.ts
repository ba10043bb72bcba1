/** Visits counted by what they rated and broke at some steps, whatever else is known of them. */
import { emptyScan, type VisitScan } from "./tally.ts";
import { TupleCounts } from "./tuple-counts.ts";
import { PatternReader, type StratumChoice } from "./visit-patterns.ts";
import { type StepBits, stepBits } from "./visit-walk.ts";

const WIDTH = 4;

export class RatingPatterns {
  readonly #bits: StepBits;
  readonly #counts = new TupleCounts(WIDTH);

  constructor(steps: readonly { readonly bit: number }[]) {
    this.#bits = stepBits(steps);
  }

  /** Adds a part of visit-patterns.ts. */
  addBytes(bytes: Uint8Array, isWanted: StratumChoice | null): void {
    const visit = new PatternReader(bytes, isWanted);
    while (visit.next()) this.#add(visit.rated, visit.broken, visit.ratedHigh, visit.brokenHigh, visit.count);
  }

  addScan({ count, rated, broken, weight }: VisitScan): void {
    for (let i = 0; i < count; i++)
      this.#add(rated.low[i] ?? 0, broken.low[i] ?? 0, rated.high[i] ?? 0, broken.high[i] ?? 0, weight[i] ?? 0);
  }

  #add(rated: number, broken: number, ratedHigh: number, brokenHigh: number, n: number): void {
    const { key } = this.#counts;
    key[0] = rated & this.#bits.low;
    key[1] = broken & this.#bits.low;
    key[2] = ratedHigh & this.#bits.high;
    key[3] = brokenHigh & this.#bits.high;
    this.#counts.add(n);
  }

  /** A place for those that are alike, in an order that is the same however the visits were added; nothing else of them is in it. */
  toScan(): VisitScan {
    const { keys, counts, size } = this.#counts;
    const tuples = Array.from({ length: size }, (_, i) => i).filter((i) => counts[i] !== 0);
    const differ = (a: number, b: number, place: number) => (keys[a * WIDTH + place] ?? 0) - (keys[b * WIDTH + place] ?? 0);
    tuples.sort((a, b) => differ(a, b, 2) || differ(a, b, 0) || differ(a, b, 3) || differ(a, b, 1));
    const scan = emptyScan(tuples.length);
    tuples.forEach((tuple, i) => {
      scan.weight[i] = counts[tuple] ?? 0;
      scan.rated.low[i] = keys[tuple * WIDTH] ?? 0;
      scan.broken.low[i] = keys[tuple * WIDTH + 1] ?? 0;
      scan.rated.high[i] = keys[tuple * WIDTH + 2] ?? 0;
      scan.broken.high[i] = keys[tuple * WIDTH + 3] ?? 0;
    });
    return scan;
  }
}
