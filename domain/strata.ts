/** Strata of visits, segment x entry channel: what rates are standardised over and differences are split over. */
import type { VisitScan } from "./tally.ts";

export interface StratumKey {
  readonly segmentId: number;
  readonly entryChannelId: number;
}

/** The strata that occur in a scan. */
export interface Strata {
  /** Per visit, the index of its stratum in `keys`. */
  readonly of: Int32Array;
  readonly keys: readonly StratumKey[];
}

export function strataOf(scan: VisitScan): Strata {
  const of = new Int32Array(scan.count);
  const keys: StratumKey[] = [];
  const indices = new Map<number, number>();
  for (let i = 0; i < scan.count; i++) {
    const key = { segmentId: scan.segmentId[i] ?? 0, entryChannelId: scan.entryChannelId[i] ?? 0 };
    const code = stratumCode(key);
    let index = indices.get(code);
    if (index === undefined) {
      index = keys.length;
      indices.set(code, index);
      keys.push(key);
    }
    of[i] = index;
  }
  return { of, keys };
}

/** Ids stay below this, so that two fit into one exact number. */
const ID_LIMIT = 2 ** 26;

/** One number for a stratum, equal where both ids are. */
export function stratumCode(key: StratumKey): number {
  return key.segmentId * ID_LIMIT + key.entryChannelId;
}

export function stratumOfCode(code: number): StratumKey {
  return { segmentId: Math.floor(code / ID_LIMIT), entryChannelId: code % ID_LIMIT };
}
