/** A chart as it will be once edits that are under way are made, and where a line goes that is moved by the arrow keys. Pure. */
import { type ChartEdit, changeChart } from "#domain/chart.ts";
import type { ChartFactor } from "#domain/chart-documents.ts";
import { FACTOR_PLACES, type Factor, type FactorPlace } from "#domain/factor.ts";
import { disagrees } from "#domain/factor-evidence.ts";

/** Where a line stands: `at` counts the column's lines from 0. */
export interface LinePlace {
  readonly place: FactorPlace;
  readonly at: number;
}

/**
 * The factors after an edit, in the document's order. An edit that cannot be made, and one that adds a line, of which nothing is known yet,
 * changes nothing.
 */
export function withEdit(factors: readonly ChartFactor[], edit: ChartEdit): readonly ChartFactor[] {
  if (edit.kind === "add") return factors;
  const known = factors.map(
    ({ factor, column, text, archived }, i): Factor => ({ id: i, momentId: 0, key: factor, place: column, ordinal: i, text, archived }),
  );
  const change = changeChart(known, edit, factors.length);
  if (!change.ok) return factors;
  const states = new Map(change.value.after.map((state) => [state.id, state]));
  const rank = (place: FactorPlace, archived: boolean) => (archived ? FACTOR_PLACES.length : FACTOR_PLACES.indexOf(place));
  return factors
    .map((factor, i) => {
      const state = states.get(i);
      if (state === undefined) return { factor, ordinal: i };
      const { place, text, archived, ordinal } = state;
      const moved = { ...factor, column: place, text, archived, disagrees: !archived && disagrees(place, factor.behaves) };
      return { factor: moved, ordinal };
    })
    .sort((a, b) => rank(a.factor.column, a.factor.archived) - rank(b.factor.column, b.factor.archived) || a.ordinal - b.ordinal)
    .map(({ factor }) => factor);
}

/** Where a factor stands; null where it is not on the chart. */
export function placeOfFactor(factors: readonly ChartFactor[], key: string): LinePlace | null {
  const found = factors.find(({ factor, archived }) => factor === key && !archived);
  if (found === undefined) return null;
  const line = factors.filter(({ column, archived }) => column === found.column && !archived);
  return { place: found.column, at: line.indexOf(found) };
}

export type Direction = "up" | "down" | "left" | "right";

/** The next place in a direction; the place itself at an edge. A neighbouring column takes the line at the same height, or at its end. */
export function nextPlace(factors: readonly ChartFactor[], key: string, { place, at }: LinePlace, direction: Direction): LinePlace {
  const others = (of: FactorPlace) => factors.filter(({ factor, column, archived }) => column === of && !archived && factor !== key).length;
  switch (direction) {
    case "up":
      return { place, at: Math.max(0, at - 1) };
    case "down":
      return { place, at: Math.min(others(place), at + 1) };
    case "left":
    case "right": {
      const next = FACTOR_PLACES[FACTOR_PLACES.indexOf(place) + (direction === "left" ? -1 : 1)];
      return next === undefined ? { place, at } : { place: next, at: Math.min(at, others(next)) };
    }
  }
}
