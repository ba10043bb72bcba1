/** What a journey has stored in all, from the rollups: what a change of its definition touches. */

import type { Store } from "./open.ts";
import { rowsOf } from "./prepared.ts";
import { SCORE_COUNTS } from "./score-cells.ts";

export interface MomentTotals {
  /** Visits with a touch there. */
  readonly visits: number;
  /** Ratings by the answer's index. */
  readonly answers: readonly number[];
}

export interface JourneyTotals {
  readonly visits: number;
  /** By the moment's id; a moment without touches has no entry. */
  readonly moments: ReadonlyMap<number, MomentTotals>;
}

/** Reads the cells of months, of which there are few. */
export function readJourneyTotals(store: Store, journeyId: number): JourneyTotals {
  const answers = rowsOf(
    store,
    `select moment_id, ${SCORE_COUNTS.slice(1)
      .map((column) => `sum(${column})`)
      .join(", ")} from score_months where journey_id = ? group by moment_id`,
    [journeyId],
  );
  const touched = rowsOf(store, "select moment_id, sum(touched) from reach_months where journey_id = ? group by moment_id", [journeyId]);
  const visits = rowsOf(store, "select coalesce(sum(visits), 0) from visit_months where journey_id = ?", [journeyId])[0]?.[0] ?? 0;
  const visitsAt = new Map(touched.map(([id = 0, count = 0]) => [id, count]));
  return {
    visits,
    moments: new Map(answers.map(([id = 0, ...counts]) => [id, { visits: visitsAt.get(id) ?? 0, answers: counts }])),
  };
}
