/** What the lines of the moments' charts go with, and whether they stand in the column that they behave like. */
import type { DriverFactor } from "./drivers-document.ts";
import type { Factor } from "./factor.ts";
import { factorContrasts } from "./factor-contrast.ts";
import { disagrees } from "./factor-evidence.ts";
import type { Moment } from "./journey.ts";

/** Visits that answered the outcome, a visit a place. */
export interface OutcomeVisits {
  readonly ids: Float64Array;
  readonly outcome: Float64Array;
  /** One column a moment; -1: not rated. */
  readonly answers: readonly Int8Array[];
  /** Ids of the visits that mention a factor, by the factor's. */
  readonly mentions: ReadonlyMap<number, readonly number[]>;
}

/** Moment by moment, over the visits that rated it: the others were hardly asked what they thought of it. */
export function driverFactors(moments: readonly Moment[], factors: readonly Factor[], visits: OutcomeVisits): DriverFactor[] {
  return moments.flatMap((moment, m) => {
    const mine = factors.filter((factor) => factor.momentId === moment.id);
    if (mine.length === 0) return [];
    const raters = Array.from(visits.ids, (_, i) => i).filter((i) => (visits.answers[m]?.[i] ?? -1) >= 0);
    const places = new Map(raters.map((i, place) => [visits.ids[i] ?? 0, place]));
    const present = ({ id }: Factor) => {
      const flags = new Uint8Array(raters.length);
      for (const visit of visits.mentions.get(id) ?? []) {
        const place = places.get(visit);
        if (place !== undefined) flags[place] = 1;
      }
      return flags;
    };
    const outcome = Float64Array.from(raters, (i) => visits.outcome[i] ?? 0);
    const contrasts = factorContrasts(
      outcome,
      mine.map((factor) => ({ factor: factor.key, present: present(factor) })),
    );
    return mine.flatMap((factor, f) => {
      const contrast = contrasts[f];
      if (contrast === undefined) return [];
      const { text, place } = factor;
      return [{ moment: moment.key, ...contrast, text, column: place, disagrees: disagrees(place, contrast.behaves) }];
    });
  });
}
