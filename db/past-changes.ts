/** What was changed about a journey, by whom, and what of it can be taken back. */
import type { PastChange } from "#domain/designer-document.ts";
import { changesBetween, type JourneyChange } from "#domain/journey-changes.ts";
import { readDefinition, sameDefinition } from "./journey-definition.ts";
import type { Store } from "./open.ts";
import { listRebuilds, type Rebuild, unfinishedRebuild } from "./rebuild-rows.ts";

export interface PastChanges {
  /** Newest first. */
  readonly history: readonly PastChange[];
  /** The last one in effect, where nothing else has changed the definition since; null: none. */
  readonly undo: number | null;
}

/** The last changes of a journey's definition, at most so many. Of one under way: what will differ from now on. */
export function readPastChanges(store: Store, journeyId: number, limit: number): PastChanges {
  const rows = listRebuilds(store, journeyId, limit);
  const last = rows.find(({ status }) => status === "done");
  const present = readDefinition(store, journeyId);
  const isLast = present && last?.wanted.kind === "journey" && sameDefinition(present, last.wanted.definition);
  const changesOf = (rebuild: Rebuild): JourneyChange[] | null => {
    const { wanted, previous, status } = rebuild;
    if (wanted.kind !== "journey") return null;
    if (status === "running") return present && changesBetween(present, wanted.definition);
    return previous?.kind === "journey" ? changesBetween(previous.definition, wanted.definition) : null;
  };
  const history = rows.map((rebuild): PastChange => {
    const { id, startedAt: at, actor, status, undoes, total: visits } = rebuild;
    return { id, at, actor, status, undoes, visits, changes: changesOf(rebuild) };
  });
  return { history, undo: isLast && last && !unfinishedRebuild(store) ? last.id : null };
}
