/** Changes of journeys made by people who look at them: what one would do, and making it on the definition that they saw. */

import type { ChangeEffect, ChangePreview, MomentEffect } from "#domain/designer-document.ts";
import { changesBetween, type JourneyChange } from "#domain/journey-changes.ts";
import type { JourneyFile } from "#domain/journey-file.ts";
import { countZones } from "#domain/scores.ts";
import {
  changesFacts,
  type Definition,
  type JourneyRefusal,
  journeyId,
  planDefinition,
  readDefinition,
  refusalOf,
  sameDefinition,
} from "./journey-definition.ts";
import { type JourneyTotals, readJourneyTotals } from "./journey-totals.ts";
import { type PutOptions, type PutResult, putJourney } from "./journey-writer.ts";
import type { Store } from "./open.ts";
import { definitionVersion, unfinishedRebuild } from "./rebuild-rows.ts";
import { withWriteLock } from "./write-lock.ts";

const NO_TOTALS: JourneyTotals = { visits: 0, moments: new Map() };

/** What a file would do to the journey of its key, which may not be there yet. Reads a few small rows. */
export function previewChange(store: Store, file: JourneyFile): ChangePreview {
  const id = journeyId(store, file.key);
  const before = id === null ? null : readDefinition(store, id);
  const planned = planDefinition(store, before, file);
  const refusal = refusalOf(store, before, planned);
  if (refusal) return { effect: "none", changes: [], visits: 0, moments: [], errors: [refusal.refused] };
  const effect = effectOf(before, planned);
  const changes = changesBetween(before ?? { ...planned, moments: [] }, planned);
  const totals = id === null ? NO_TOTALS : readJourneyTotals(store, id);
  return {
    effect,
    changes,
    visits: effect === "rebuild" ? totals.visits : 0,
    moments: before ? momentEffects(before, planned, changes, totals) : [],
    errors: [],
  };
}

function effectOf(before: Definition | null, planned: Definition): ChangeEffect {
  if (before === null) return "at-once";
  if (changesFacts(before, planned)) return "rebuild";
  return sameDefinition(before, planned) ? "none" : "at-once";
}

const TELLING: ReadonlySet<JourneyChange["kind"]> = new Set(["standardFrom", "plusFrom", "role", "archived", "restored"]);

function momentEffects(before: Definition, planned: Definition, changes: readonly JourneyChange[], totals: JourneyTotals): MomentEffect[] {
  const told = new Set(changes.flatMap((change) => ("moment" in change && TELLING.has(change.kind) ? [change.moment.key] : [])));
  return planned.moments.flatMap((moment): MomentEffect[] => {
    const old = before.moments.find(({ id }) => id === moment.id);
    const stored = totals.moments.get(moment.id);
    if (!old || !stored || !told.has(moment.key)) return [];
    const [was, is] = [countZones(old, stored.answers), countZones(moment, stored.answers)];
    return [{ moment: moment.key, touches: stored.touches, rated: was.rated, minus: [was.minus, is.minus], plus: [was.plus, is.plus] }];
  });
}

/** `version`: the definition's that the change was made on; null: the journey is a new one. */
export interface ChangeOptions extends Omit<PutOptions, "sample"> {
  readonly version: number | null;
}

/**
 * Why a change is not made. `taken`: there is a journey of that key already. `gone`: there is none any more. `rebuilding`: an earlier change
 * is not in effect yet. `stale`: the definition has another version by now.
 */
export type ChangeRefusal = "taken" | "gone" | "rebuilding" | { readonly stale: number };

/** As putJourney, but only on the definition that its author saw. */
export function changeJourney(
  store: Store,
  file: JourneyFile,
  { version, ...options }: ChangeOptions,
): Promise<PutResult | JourneyRefusal | ChangeRefusal> {
  const change = async () => {
    const id = journeyId(store, file.key);
    if (version === null && id !== null) return "taken";
    if (version !== null && id === null) return "gone";
    if (unfinishedRebuild(store)) return "rebuilding";
    const present = id === null ? null : definitionVersion(store, id);
    if (present !== null && present !== version) return { stale: present };
    return putJourney(store, file, { ...options, sample: false });
  };
  return withWriteLock(store, change, { job: "a change of a journey" });
}
