/** What visits rated and broke: what the clustering of bad moments is computed from. */
import { RatingPatterns } from "#domain/rating-patterns.ts";
import type { VisitScan } from "#domain/tally.ts";
import type { Store } from "./open.ts";
import { readPatternParts, strataWanted } from "./pattern-parts.ts";
import type { Scope } from "./scope.ts";
import { splitAtCutoff } from "./settled-days.ts";
import type { VisitQuestion } from "./visit-counts.ts";
import { readRatingScan, readVisitScan } from "./visit-scan.ts";

/** Up to so many visits are read one by one. */
const MOST_SINGLE = 200_000;

/** `ratedVisits`: how many of the selection's visits rated any of the steps. */
export function readRatings(store: Store, scope: Scope, question: VisitQuestion, ratedVisits: number): VisitScan {
  const { journey, steps, selection, asOf, cutoff } = question;
  if (ratedVisits <= MOST_SINGLE) {
    return cutoff === null ? readRatingScan(store, selection) : readVisitScan(store, scope, journey, selection, asOf, cutoff);
  }
  const { settled, unsettled } = splitAtCutoff(store, selection, cutoff);
  const patterns = new RatingPatterns(steps);
  for (const bytes of readPatternParts(store, settled)) patterns.addBytes(bytes, strataWanted(settled));
  if (unsettled.fromDay <= unsettled.toDay) patterns.addScan(readVisitScan(store, scope, journey, unsettled, asOf, cutoff));
  return patterns.toScan();
}
