import { type AnswerColumns, toDrivers } from "./drivers.ts";
import type { Moment } from "./journey.ts";
import { plainSteps } from "./plain-visits.fixture.ts";

/** The last step of `plainSteps(count + 1)` is the outcome. */
export function momentsOf(count: number): { outcome: Moment; moments: Moment[] } {
  const moments = plainSteps(count + 1);
  const outcome = moments.pop();
  if (outcome === undefined) throw new Error("no moments");
  return { outcome: { ...outcome, role: "outcome", position: null }, moments };
}

/** Rows of ratings 1..5, the outcome first; null: none. */
export function columnsOf(rows: readonly (readonly (number | null)[])[]): AnswerColumns {
  const column = (k: number) => Int8Array.from(rows, (row) => (row[k] ?? 0) - 1);
  const width = Math.max(0, (rows[0]?.length ?? 1) - 1);
  return {
    count: rows.length,
    id: Float64Array.from(rows, (_, i) => i + 1),
    outcome: column(0),
    answers: Array.from({ length: width }, (_, m) => column(m + 1)),
    mentions: new Map(),
  };
}

export const times = <T>(count: number, row: T): T[] => Array.from({ length: count }, () => row);
export const drivers = (rows: readonly (readonly (number | null)[])[], options = {}) => {
  const { outcome, moments } = momentsOf((rows[0]?.length ?? 1) - 1);
  return toDrivers(outcome, moments, columnsOf(rows), { seed: 1, replicates: 20, ...options });
};

/** Mean and the square of HC3's standard error of a mean: Σe²/(n - 1)². */
export function meanOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) ** 2 };
}
