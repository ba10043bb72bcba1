import { squareAndAdd } from "./newcombe.ts";
import { type Limits, wilson } from "./wilson.ts";

/** One stratum: hits among the exposed and among the others. */
export interface ExposureStratum {
  readonly exposedHits: number;
  readonly exposed: number;
  readonly otherHits: number;
  readonly other: number;
}

export interface StandardisedDifference extends Limits {
  /** Rate of the exposed minus the others' rate, had the others been spread over the strata as the exposed are. */
  readonly value: number;
  /** Exposed and others in the strata that have both. */
  readonly exposed: number;
  readonly other: number;
  /** Exposed in strata without any other to compare with: left out. */
  readonly unmatched: number;
}

/**
 * Direct standardisation with the exposed as the standard, so that exposed x value = Σ over strata of (hits - exposed x the others'
 * rate there). The exposed rate is then the plain one, with Wilson's limits; the others' rate has Wilson's limits at its effective size
 * p(1 - p) / Σ w² p(1 - p)/n, at most the number seen (and at a rate of 0 or 1, where that is 0/0, 1 / Σ w²/n: L. Kish, 1965). The
 * difference has Newcombe's interval on those limits; one stratum gives the plain interval. No stratum with both gives null.
 */
export function standardisedDifference(strata: readonly ExposureStratum[]): StandardisedDifference | null {
  const matched = strata.filter((stratum) => stratum.exposed > 0 && stratum.other > 0);
  const exposed = matched.reduce((sum, stratum) => sum + stratum.exposed, 0);
  const other = matched.reduce((sum, stratum) => sum + stratum.other, 0);
  if (exposed <= 0) return null;
  const hits = matched.reduce((sum, stratum) => sum + stratum.exposedHits, 0);
  let expected = 0;
  let variance = 0;
  let spread = 0;
  for (const stratum of matched) {
    const weight = stratum.exposed / exposed;
    const rate = stratum.otherHits / stratum.other;
    expected += weight * rate;
    variance += (weight * weight * rate * (1 - rate)) / stratum.other;
    spread += (weight * weight) / stratum.other;
  }
  const within = expected * (1 - expected);
  const size = within > 0 ? Math.min(other, within / variance) : 1 / spread;
  const difference = squareAndAdd(
    { value: hits / exposed, ...wilson(hits, exposed) },
    { value: expected, ...wilson(expected * size, size) },
  );
  const unmatched = strata.reduce((sum, stratum) => sum + (stratum.other > 0 ? 0 : stratum.exposed), 0);
  return { ...difference, exposed, other, unmatched };
}
