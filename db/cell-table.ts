/** Rollup tables in general: integer keys, additive counts, a cell that comes to nothing is removed. */
import type { Driver } from "./open.ts";

export interface CellTable {
  readonly name: string;
  readonly keys: readonly string[];
  /** The first one is 0 only where all are. */
  readonly counts: readonly string[];
}

/** A change of one cell: its key, and what is added to each count. */
export interface CellChange {
  readonly key: readonly number[];
  readonly counts: ArrayLike<number> & Iterable<number>;
}

export function cellWriter(driver: Driver, table: CellTable): (change: CellChange) => void {
  const columns = [...table.keys, ...table.counts];
  const sums = table.counts.map((column) => `${column} = ${column} + excluded.${column}`).join(", ");
  const upsert = driver.prepare(
    `insert into ${table.name} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})
     on conflict (${table.keys.join(", ")}) do update set ${sums}`,
  );
  const isNothing = table.counts.map((column) => `${column} = 0`).join(" and ");
  const prune = driver.prepare(
    `delete from ${table.name} where ${table.keys.map((column) => `${column} = ?`).join(" and ")} and ${isNothing}`,
  );
  return ({ key, counts }) => {
    const values = Array.from(counts);
    if (values.every((count) => count === 0)) return;
    upsert.run(...key, ...values);
    if (values.some((count) => count < 0)) prune.run(...key);
  };
}
