/** A run's measures as they are printed. */
import type { Measure } from "./measure.ts";
import { figure } from "./page.ts";

/** Columns set to equal widths, a line a measure. */
export function measuresTable(measures: readonly Measure[]): string {
  const shown = (value: number | null): string => (value === null ? "–" : figure(value));
  const rows = measures.map(({ id, value, low, high, unit, target, ok, n }) => [
    id,
    shown(value),
    unit,
    `${shown(low)} … ${shown(high)}`,
    String(n),
    target ?? "",
    ok === null ? "" : ok ? "reached" : "MISSED",
  ]);
  const table = [["measure", "value", "unit", "lowest … highest", "n", "target", ""], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
