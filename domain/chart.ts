/** Edits of a moment's chart: from the lines as they are and what is asked for to the lines that change. Pure. */
import { FACTOR_PLACES, type Factor, type FactorPlace, factorKeyOf, LONGEST_FACTOR_TEXT } from "./factor.ts";
import type { LocalName } from "./journey.ts";
import { isKey } from "./journey-file.ts";
import { badParameter, ok, type Result } from "./problem.ts";

/** Factors by key; `at`: place among the column's lines from 0, beyond its end: last. */
export type ChartEdit =
  | { readonly kind: "add"; readonly place: FactorPlace; readonly text: LocalName; readonly key: string | null }
  | { readonly kind: "text"; readonly factor: string; readonly text: LocalName }
  | { readonly kind: "move"; readonly factor: string; readonly place: FactorPlace; readonly at: number }
  | { readonly kind: "archive"; readonly factor: string }
  | { readonly kind: "restore"; readonly factor: string };

export const CHART_STEPS = ["undo", "redo"] as const;
/** Taking the last edit back, or doing again what was taken back. */
export type ChartStep = (typeof CHART_STEPS)[number];
/** `file`: a journey file stated the chart. */
export type EditKind = ChartEdit["kind"] | ChartStep | "file";

/** What an edit changes of a factor. */
export type FactorState = Pick<Factor, "id" | "place" | "ordinal" | "text" | "archived">;

/** The factors that an edit changes, as they were and as they will be, in one order. A new one was archived before there was any trace of it. */
export interface ChartChange {
  readonly before: readonly FactorState[];
  readonly after: readonly FactorState[];
  /** Of a new factor. */
  readonly key: string | null;
}

/** Reads an edit out of a JSON object; `factor`, `place`, `at`, `en`, `ko`, `key` as the kind needs them. */
export function parseChartEdit(body: Readonly<Record<string, unknown>>): Result<ChartEdit | { readonly kind: ChartStep }> {
  const { kind } = body;
  switch (kind) {
    case "undo":
    case "redo":
      return ok({ kind });
    case "archive":
    case "restore": {
      const factor = textOf(body, "factor");
      return factor.ok ? ok({ kind, factor: factor.value }) : factor;
    }
    case "add":
      return parseAdd(body);
    case "text": {
      const factor = textOf(body, "factor");
      if (!factor.ok) return factor;
      const text = wordsOf(body);
      return text.ok ? ok({ kind, factor: factor.value, text: text.value }) : text;
    }
    case "move": {
      const factor = textOf(body, "factor");
      if (!factor.ok) return factor;
      const place = placeOf(body);
      if (!place.ok) return place;
      const { at } = body;
      if (typeof at !== "number" || !Number.isSafeInteger(at) || at < 0) return badParameter("at", shown(at), "is a whole number from 0.");
      return ok({ kind, factor: factor.value, place: place.value, at });
    }
    default:
      return badParameter("kind", shown(kind), "is one of add, text, move, archive, restore, undo, redo.");
  }
}

function parseAdd(body: Readonly<Record<string, unknown>>): Result<ChartEdit> {
  const place = placeOf(body);
  if (!place.ok) return place;
  const text = wordsOf(body);
  if (!text.ok) return text;
  const { key = null } = body;
  if (key !== null && (typeof key !== "string" || !isKey(key))) return badParameter("key", shown(key), "has 1 to 100 characters.");
  return ok({ kind: "add", place: place.value, text: text.value, key });
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): Result<string> {
  const value = body[name];
  return typeof value === "string" && value !== "" ? ok(value) : badParameter(name, shown(value), "is missing.");
}

function placeOf(body: Readonly<Record<string, unknown>>): Result<FactorPlace> {
  const place = FACTOR_PLACES.find((one) => one === body.place);
  return place ? ok(place) : badParameter("place", shown(body.place), `is one of ${FACTOR_PLACES.join(", ")}.`);
}

/** Both languages; one that is left out or empty says what the other says. */
function wordsOf(body: Readonly<Record<string, unknown>>): Result<LocalName> {
  const texts: string[] = [];
  for (const name of ["en", "ko"]) {
    const value = body[name] ?? "";
    if (typeof value !== "string") return badParameter(name, shown(value), "is a text.");
    const text = value.normalize("NFC").trim();
    if ([...text].length > LONGEST_FACTOR_TEXT) return badParameter(name, text, `has at most ${LONGEST_FACTOR_TEXT} characters.`);
    texts.push(text);
  }
  const [en = "", ko = ""] = texts;
  if (en === "" && ko === "") return badParameter("en", "", "is missing: give the text in English, in Korean or both.");
  return ok({ en: en || ko, ko: ko || en });
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

/** What an edit changes. `factors`: all of the moment's, archived ones included; `newId`: for a factor that is added. */
export function changeChart(factors: readonly Factor[], edit: ChartEdit, newId: number): Result<ChartChange> {
  if (edit.kind === "add") return addFactor(factors, edit, newId);
  const factor = factors.find(({ key }) => key === edit.factor);
  if (!factor) return badParameter("factor", edit.factor, `the chart has no factor "${edit.factor}".`);
  switch (edit.kind) {
    case "text":
      return ok(changed([factor], [{ ...factor, text: edit.text }]));
    case "archive":
      return ok(changed([factor], [{ ...factor, archived: true }]));
    case "restore":
      return ok(changed([factor], [{ ...factor, archived: false, ordinal: endOf(factors, factor.place) }]));
    case "move":
      if (factor.archived) return badParameter("factor", edit.factor, "is archived: restore it first.");
      return ok(moveFactor(factors, factor, edit.place, edit.at));
  }
}

function addFactor(factors: readonly Factor[], edit: Extract<ChartEdit, { kind: "add" }>, newId: number): Result<ChartChange> {
  const key = edit.key ?? freeKey(factors, factorKeyOf(edit.text.en));
  if (factors.some((factor) => factor.key === key)) return badParameter("key", key, `there is already a factor "${key}" at this moment.`);
  const state = { id: newId, place: edit.place, ordinal: endOf(factors, edit.place), text: edit.text };
  return ok({ before: [{ ...state, archived: true }], after: [{ ...state, archived: false }], key });
}

/** The key, or the first of `key 2`, `key 3` … that is free. */
function freeKey(factors: readonly Factor[], key: string): string {
  const taken = new Set(factors.map((factor) => factor.key));
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? key : factorKeyOf(`${key} ${n}`);
    if (!taken.has(candidate)) return candidate;
  }
}

/** The lines of a column, without archived ones, in their order. */
export function lineOf(factors: readonly Factor[], place: FactorPlace): Factor[] {
  return factors.filter((factor) => factor.place === place && !factor.archived).sort((a, b) => a.ordinal - b.ordinal || a.id - b.id);
}

/** Behind all lines of a column. What was archived has left gaps. */
function endOf(factors: readonly Factor[], place: FactorPlace): number {
  return lineOf(factors, place).reduce((end, { ordinal }) => Math.max(end, ordinal + 1), 0);
}

/** The line that is moved comes first, before those that make room for it: the history tells by that which one it was. */
function moveFactor(factors: readonly Factor[], factor: Factor, place: FactorPlace, at: number): ChartChange {
  const others = lineOf(factors, place).filter((other) => other.id !== factor.id);
  const target = [...others.slice(0, at), factor, ...others.slice(at)];
  const left = place === factor.place ? [] : lineOf(factors, factor.place).filter((other) => other.id !== factor.id);
  const pairs = [
    ...target.map((was, ordinal) => ({ was, is: { ...was, place, ordinal } })),
    ...left.map((was, ordinal) => ({ was, is: { ...was, ordinal } })),
  ].sort((a, b) => Number(b.was.id === factor.id) - Number(a.was.id === factor.id));
  return changed(
    pairs.map(({ was }) => was),
    pairs.map(({ is }) => is),
  );
}

/** The states that differ. */
function changed(before: readonly Factor[], after: readonly Factor[]): ChartChange {
  const pairs = before.flatMap((was, i) => {
    const is = after[i];
    return is && !sameState(was, is) ? [{ was: stateOf(was), is: stateOf(is) }] : [];
  });
  return { before: pairs.map(({ was }) => was), after: pairs.map(({ is }) => is), key: null };
}

export function stateOf({ id, place, ordinal, text, archived }: Factor): FactorState {
  return { id, place, ordinal, text, archived };
}

export function sameState(a: FactorState, b: FactorState): boolean {
  return (
    a.id === b.id &&
    a.place === b.place &&
    a.ordinal === b.ordinal &&
    a.archived === b.archived &&
    a.text.en === b.text.en &&
    a.text.ko === b.text.ko
  );
}

export interface StepWalk {
  /** Of each edit, the place (from 0) of the one that it takes back or does again; null: it is an edit of its own. */
  readonly targets: readonly (number | null)[];
  /** The places of the edits that undo takes back next, and that redo does again; null: none. */
  readonly undo: number | null;
  readonly redo: number | null;
}

/** Which edit each undo and redo concerns, from the kinds of all edits so far, in order. A new edit ends what could have been done again. */
export function walkSteps(kinds: readonly EditKind[]): StepWalk {
  const done: number[] = [];
  let undone: number[] = [];
  const targets = kinds.map((kind, i) => {
    if (kind === "undo") return take(done, undone);
    if (kind === "redo") return take(undone, done);
    done.push(i);
    undone = [];
    return null;
  });
  return { targets, undo: done.at(-1) ?? null, redo: undone.at(-1) ?? null };
}

/** Moves the last of one list to the end of another, and says which it was; null: there was none. */
function take(from: number[], to: number[]): number | null {
  const last = from.pop();
  if (last === undefined) return null;
  to.push(last);
  return last;
}
