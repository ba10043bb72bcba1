/** Figures of a whole journey that every report needs and that only change with its data: kept until its data version moves. */
import { readSpan } from "./choices.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { hasWeights, readLatestTouch } from "./start-days.ts";

export interface JourneyFigures {
  /** First and last day with a touch or a visit's start; null where nothing is stored. */
  readonly span: { readonly first: number; readonly last: number } | null;
  /** Instant of the latest touch. */
  readonly latest: number | null;
  /** Whether any visit carries a survey weight. */
  readonly weighted: boolean;
}

const kept = new WeakMap<Store, Map<number, { version: number; figures: JourneyFigures }>>();

export function readJourneyFigures(store: Store, journey: JourneyRow): JourneyFigures {
  const mine = kept.get(store) ?? new Map<number, { version: number; figures: JourneyFigures }>();
  kept.set(store, mine);
  const known = mine.get(journey.id);
  if (known?.version === journey.dataVersion) return known.figures;
  const figures = {
    span: readSpan(store, journey.id),
    latest: readLatestTouch(store, journey.id),
    weighted: hasWeights(store, journey.id),
  };
  mine.set(journey.id, { version: journey.dataVersion, figures });
  return figures;
}
