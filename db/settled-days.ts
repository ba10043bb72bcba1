/** Which start days an as-of of one's own leaves as the store counts them, and of which the visits have to be read. */

import type { Store } from "./open.ts";
import { rowsOf } from "./prepared.ts";
import type { Cutoff, Selection } from "./selection.ts";

const DAY_MS = 86_400_000;

export interface SplitSelection {
  /** Start days before the first visit that goes on after as-of: nothing of them is ignored. */
  readonly settled: Selection;
  /** The days from there to as-of. Days after as-of are in neither. */
  readonly unsettled: Selection;
}

/** An empty part ends before it begins. Without a cutoff all is settled. */
export function splitAtCutoff(store: Store, selection: Selection, cutoff: Cutoff | null): SplitSelection {
  if (cutoff === null) return { settled: selection, unsettled: { ...selection, fromDay: 0, toDay: -1 } };
  const { journeyId, fromDay, toDay } = selection;
  const found = rowsOf(
    store,
    `select min(start_day) from start_days where journey_id = ? and start_day between ? and ? and (last_instant > ? or last_date > ?)`,
    [journeyId, fromDay, toDay, cutoff.at, cutoff.day * DAY_MS],
  );
  // On the day that as-of cuts, a visit may begin after it.
  const first = Math.min(found[0]?.[0] ?? Number.POSITIVE_INFINITY, cutoff.wholeDay ? cutoff.day + 1 : cutoff.day);
  return {
    settled: { ...selection, toDay: Math.min(toDay, first - 1) },
    unsettled: { ...selection, fromDay: Math.max(fromDay, first), toDay: Math.min(toDay, cutoff.day) },
  };
}
