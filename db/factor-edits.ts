/** Edits of the charts: each in one transaction with its place in the history, and none on a chart that has changed in between. */
import { sql } from "drizzle-orm";
import {
  type ChartChange,
  type ChartEdit,
  type ChartStep,
  changeChart,
  type FactorState,
  sameState,
  stateOf,
  walkSteps,
} from "#domain/chart.ts";
import type { PastEdit } from "#domain/chart-history.ts";
import type { Factor } from "#domain/factor.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { insertFactor } from "./factor-ids.ts";
import { chartVersion, readMomentFactors } from "./factors.ts";
import { inTransaction } from "./journey-context.ts";
import { touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";

export interface ChartRequest {
  readonly journeyId: number;
  readonly momentId: number;
  /** The version that the edit was made on. */
  readonly version: number;
  readonly edit: ChartEdit | { readonly kind: ChartStep };
  /** An e-mail address, or `cli`. */
  readonly actor: string;
  readonly now: number;
}

/**
 * Makes an edit and gives the chart's new version. An edit made on another version is refused with the version that stands; one that
 * changes nothing leaves no trace.
 */
export function editChart(store: Store, request: ChartRequest): Result<{ readonly version: number }> {
  return inTransaction(store, () => {
    const { journeyId, momentId, edit } = request;
    const version = chartVersion(store, momentId);
    if (version !== request.version) return fail({ code: "stale", version });
    const change = isStep(edit) ? stepChange(store, momentId, edit.kind) : newChange(store, momentId, edit);
    if (!change.ok) return change;
    if (change.value.after.length === 0) return ok({ version });
    const { key, before, after } = change.value;
    if (key !== null) insertNew(store, momentId, key, after);
    saveStates(store, after);
    recordEdit(store, momentId, { n: version + 1, at: request.now, actor: request.actor, kind: edit.kind, before, after });
    touchJourney(store, journeyId);
    return ok({ version: version + 1 });
  });
}

function isStep(edit: ChartRequest["edit"]): edit is { readonly kind: ChartStep } {
  return edit.kind === "undo" || edit.kind === "redo";
}

function newChange(store: Store, momentId: number, edit: ChartEdit): Result<ChartChange> {
  const newId = store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from factors`)?.id ?? 1;
  return changeChart(readMomentFactors(store, momentId), edit, newId);
}

function stepChange(store: Store, momentId: number, step: ChartStep): Result<ChartChange> {
  const edits = readEdits(store, momentId);
  const place = walkSteps(edits.map(({ kind }) => kind))[step];
  const edit = place === null ? undefined : edits[place];
  if (!edit) return badParameter("kind", step, step === "undo" ? "there is nothing to take back." : "there is nothing to do again.");
  return ok(
    step === "undo" ? { before: edit.after, after: edit.before, key: null } : { before: edit.before, after: edit.after, key: null },
  );
}

function insertNew(store: Store, momentId: number, key: string, [state]: readonly FactorState[]): void {
  if (state) insertFactor(store, { ...state, momentId, key }, null);
}

/** What a person has changed (but for its place in its column) is a person's: no undo of an import takes it away. */
function saveStates(store: Store, states: readonly FactorState[]): void {
  for (const { id, place, ordinal, text, archived } of states) {
    const gone = archived ? 1 : 0;
    store.orm.run(sql`update factors set "column" = ${place}, ordinal = ${ordinal}, text_en = ${text.en}, text_ko = ${text.ko}, archived = ${gone},
      import_id = case when "column" = ${place} and text_en = ${text.en} and text_ko = ${text.ko} and archived = ${gone} then import_id end
      where id = ${id}`);
  }
}

function recordEdit(store: Store, momentId: number, { n, at, actor, kind, before, after }: PastEdit): void {
  store.orm.run(sql`insert into factor_edits (moment_id, n, at, actor, kind, before, after)
    values (${momentId}, ${n}, ${at}, ${actor}, ${kind}, ${JSON.stringify(before)}, ${JSON.stringify(after)})`);
}

/** All edits of a moment's chart, oldest first. */
export function readEdits(store: Store, momentId: number): PastEdit[] {
  const rows = store.orm.all<Omit<PastEdit, "before" | "after"> & { before: string; after: string }>(
    sql`select n, at, actor, kind, before, after from factor_edits where moment_id = ${momentId} order by n`,
  );
  return rows.map((row) => ({ ...row, before: statesOf(row.before), after: statesOf(row.after) }));
}

function statesOf(json: string): FactorState[] {
  return JSON.parse(json) as FactorState[];
}

/** A line as a journey file states it. `key` null: known by its text. */
export interface StatedFactor extends Pick<Factor, "place" | "ordinal" | "text"> {
  readonly key: string | null;
  /** For a line that is new. */
  readonly newKey: string;
}

/**
 * Makes the chart what a journey file states, as one edit inside the caller's transaction. Lines are known again by their key, else by
 * their texts. What the file leaves out of the three columns is archived; what nobody has placed yet stays.
 */
export function stateChart(store: Store, momentId: number, stated: readonly StatedFactor[], by: { actor: string; now: number }): void {
  const known = readMomentFactors(store, momentId);
  const free = new Set(known);
  const take = (matches: (factor: Factor) => boolean): Factor | null => {
    const found = [...free].find(matches) ?? null;
    if (found) free.delete(found);
    return found;
  };
  const sameText = (a: Factor, b: StatedFactor) => a.text.en === b.text.en && a.text.ko === b.text.ko;
  const before: FactorState[] = [];
  const after: FactorState[] = [];
  const pairs = stated.map((line) => ({ line, factor: line.key === null ? null : take(({ key }) => key === line.key) }));
  for (const { line, factor } of pairs) {
    const own = factor ?? (line.key === null ? (take((one) => sameText(one, line)) ?? take(({ key }) => key === line.newKey)) : null);
    const { place, ordinal, text } = line;
    const old = own ?? insertFactor(store, { momentId, key: line.key ?? line.newKey, place, ordinal, text, archived: true }, null);
    before.push(stateOf(old));
    after.push({ id: old.id, place, ordinal, text, archived: false });
  }
  for (const factor of free) {
    if (factor.place === "unplaced" || factor.archived) continue;
    before.push(stateOf(factor));
    after.push({ ...stateOf(factor), archived: true });
  }
  const differing = after.flatMap((state, i) => (before[i] && !sameState(before[i], state) ? [i] : []));
  if (differing.length === 0) return;
  const pick = (states: readonly FactorState[]) => differing.flatMap((i) => states[i] ?? []);
  saveStates(store, pick(after));
  const n = chartVersion(store, momentId) + 1;
  recordEdit(store, momentId, { n, at: by.now, actor: by.actor, kind: "file", before: pick(before), after: pick(after) });
}
