/** Creates or updates a journey from a checked journey file. A moment that the file leaves out is archived, never deleted. */
import { sql } from "drizzle-orm";
import type { JourneyFile } from "#domain/journey-file.ts";
import { inTransaction } from "./journey-context.ts";
import {
  type ChangedBy,
  changesFacts,
  type Definition,
  type JourneyRefusal,
  journeyId,
  planDefinition,
  readDefinition,
  refusalOf,
  sameDefinition,
  saveDefinition,
} from "./journey-definition.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { finishUnfinished, type RebuildOptions, rebuildNow } from "./rebuild.ts";
import { recordChange, type Wanted } from "./rebuild-rows.ts";
import { withWriteLock } from "./write-lock.ts";

export interface PutResult {
  readonly created: boolean;
  readonly moments: number;
  readonly archived: number;
  /** Visits whose facts were derived anew, because order, role or cut points changed. */
  readonly recomputed: number;
}

export interface PutOptions extends RebuildOptions {
  /** When a journey was made, if it is, and when a chart was changed without a rebuild. */
  readonly now: number;
  readonly sample: boolean;
}

/**
 * Returns when the change is in effect: at once, or where visits count for something else under it, at the end of their rebuild. Throws
 * RebuildCancelled where somebody drops the change before.
 */
export async function putJourney(store: Store, file: JourneyFile, options: PutOptions): Promise<PutResult | JourneyRefusal> {
  const { now, sample, ...rebuild } = options;
  const put = async () => {
    const id = journeyId(store, file.key);
    const finished = await finishUnfinished(store, rebuild, (other) => isReplaced(store, other, id, file));
    const by = { actor: rebuild.actor ?? "cli", now };
    if (id === null) return create(store, file, sample, by);
    const result = await redefine(store, id, file, by, rebuild);
    if ("refused" in result || !finished || !concerns(finished.wanted, id)) return result;
    return { ...result, recomputed: result.recomputed + finished.total };
  };
  return withWriteLock(store, put, { job: "a change of a journey", onRebuild: options.onProgress });
}

function concerns(wanted: Wanted, id: number): boolean {
  return wanted.kind === "journey" && wanted.journeyId === id;
}

/** Whether a file stands in the place of a change that is not in effect yet: of the same journey, and another one. */
function isReplaced(store: Store, wanted: Wanted, id: number | null, file: JourneyFile): boolean {
  if (id === null || wanted.kind !== "journey" || wanted.journeyId !== id) return false;
  const before = readDefinition(store, id);
  const planned = planDefinition(store, before, file);
  return refusalOf(store, before, planned) === null && !sameDefinition(planned, wanted.definition);
}

function create(store: Store, file: JourneyFile, sample: boolean, by: ChangedBy): PutResult | JourneyRefusal {
  const planned = planDefinition(store, null, file);
  const refusal = refusalOf(store, null, planned);
  if (refusal) return refusal;
  inTransaction(store, () => {
    const id = store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from journeys`)?.id ?? 1;
    store.orm.run(sql`insert into journeys (id, key, name_en, name_ko, mode, window_ms, sample, data_version, created_at) values
      (${id}, ${file.key}, ${file.name.en}, ${file.name.ko}, ${file.mode}, ${file.windowMs}, ${sample ? 1 : 0}, 1, ${by.now})`);
    saveDefinition(store, id, planned, by);
    touchJourney(store, id);
  });
  return { created: true, ...counts(planned), recomputed: 0 };
}

/** With the write lock held and nothing unfinished: gives a known journey another definition. `by`: where it needs no rebuild. */
export async function redefine(
  store: Store,
  id: number,
  file: Omit<JourneyFile, "key">,
  by: ChangedBy,
  options: RebuildOptions & { readonly undoes?: number },
): Promise<PutResult | JourneyRefusal> {
  const before = readDefinition(store, id);
  if (!before) throw new Error(`There is no journey ${id}.`);
  const planned = planDefinition(store, before, file);
  const refusal = refusalOf(store, before, planned);
  if (refusal) return refusal;
  if (changesFacts(before, planned)) {
    const recomputed = await rebuildNow(store, { kind: "journey", journeyId: id, definition: planned }, options);
    return { created: false, ...counts(planned), recomputed };
  }
  inTransaction(store, () => {
    saveDefinition(store, id, planned, by);
    if (!sameDefinition(before, planned)) {
      const as = (definition: Definition): Wanted => ({ kind: "journey", journeyId: id, definition });
      recordChange(store, as(planned), as(before), { actor: by.actor, at: by.now, undoes: options.undoes ?? null });
    }
    touchJourney(store, id);
  });
  return { created: false, ...counts(planned), recomputed: 0 };
}

function counts({ moments }: Definition): { moments: number; archived: number } {
  const archived = moments.filter((moment) => moment.archived).length;
  return { moments: moments.length - archived, archived };
}

/** A stored journey in the shape of its file, archived moments included; null where there is none. */
export function exportJourney(store: Store, key: string): JourneyFile | null {
  const id = journeyId(store, key);
  const definition = id === null ? null : readDefinition(store, id);
  if (!definition) return null;
  return { key, ...definition, moments: definition.moments.map(({ id: _, bit: __, ...moment }) => moment) };
}
