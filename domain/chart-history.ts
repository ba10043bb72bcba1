/** The history of a moment's chart as its readers are told it: who changed what, and when. Pure. */
import { type EditKind, type FactorState, walkSteps } from "./chart.ts";
import type { FactorPlace } from "./factor.ts";
import type { LocalName } from "./journey.ts";

/** An edit as it is stored; `at` in milliseconds. */
export interface PastEdit {
  readonly n: number;
  readonly at: number;
  /** An e-mail address, or `cli`. */
  readonly actor: string;
  readonly kind: EditKind;
  readonly before: readonly FactorState[];
  readonly after: readonly FactorState[];
}

/** How a line stood on the chart. */
export interface LineState {
  readonly column: FactorPlace;
  readonly text: LocalName;
  readonly archived: boolean;
}

export interface LineChange {
  /** The factor's key. */
  readonly factor: string;
  readonly before: LineState;
  readonly after: LineState;
}

export interface HistoryEntry {
  readonly n: number;
  readonly at: string;
  readonly actor: string;
  readonly kind: EditKind;
  /** Of an undo or a redo: the number of the edit that it took back or did again; null of all others. */
  readonly of: number | null;
  /** Keys of all factors that it changed, also those that only made room; the one that it was made on first. */
  readonly factors: readonly string[];
  /** Lines that changed column, text or presence; of an edit that only reorders a column, the line that was moved. */
  readonly changes: readonly LineChange[];
}

/** The last `most` edits, newest first. `edits`: all of a chart's, oldest first; `keyOf`: of a factor's id, undefined where it is gone. */
export function chartHistory(edits: readonly PastEdit[], keyOf: (id: number) => string | undefined, most: number): HistoryEntry[] {
  const { targets } = walkSteps(edits.map(({ kind }) => kind));
  const first = Math.max(0, edits.length - most);
  return edits
    .slice(first)
    .map(({ n, at, actor, kind, before, after }, i): HistoryEntry => {
      const target = targets[first + i] ?? null;
      const lines = after.flatMap((is, place) => {
        const was = before[place];
        const factor = keyOf(is.id);
        return was === undefined || factor === undefined ? [] : [{ factor, before: lineState(was), after: lineState(is) }];
      });
      const seen = lines.filter((line) => !sameLine(line.before, line.after));
      return {
        n,
        at: new Date(at).toISOString(),
        actor,
        kind,
        of: target === null ? null : (edits[target]?.n ?? null),
        factors: lines.map(({ factor }) => factor),
        changes: seen.length > 0 ? seen : lines.slice(0, 1),
      };
    })
    .reverse();
}

function lineState({ place, text, archived }: FactorState): LineState {
  return { column: place, text, archived };
}

function sameLine(a: LineState, b: LineState): boolean {
  return a.column === b.column && a.archived === b.archived && a.text.en === b.text.en && a.text.ko === b.text.ko;
}
