/** What a journey has stored in all, from the rollups: what a change of its definition touches. */
import type { StoredMomentTotals } from "#domain/designer-document.ts";
import type { Store } from "./open.ts";
import { rowsOf } from "./prepared.ts";
import { SCORE_COUNTS } from "./score-cells.ts";

export interface JourneyTotals {
  readonly visits: number;
  /** By the moment's id, archived ones too; a moment without touches has no entry. */
  readonly moments: ReadonlyMap<number, StoredMomentTotals>;
}

/** Reads the cells of months, of which there are few. */
export function readJourneyTotals(store: Store, journeyId: number): JourneyTotals {
  const sums = SCORE_COUNTS.map((column) => `sum(${column})`).join(", ");
  const touched = rowsOf(store, `select moment_id, ${sums} from score_months where journey_id = ? group by moment_id`, [journeyId]);
  const visits = rowsOf(store, "select coalesce(sum(visits), 0) from visit_months where journey_id = ?", [journeyId])[0]?.[0] ?? 0;
  return { visits, moments: new Map(touched.map(([id = 0, touches = 0, ...answers]) => [id, { touches, answers }])) };
}
