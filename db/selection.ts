/** A filter in the store's terms: ids and day numbers, ready to be bound. */
import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "./scope.ts";

export interface Selection {
  readonly journeyId: number;
  /** First and last day, both included, as days since 1970-01-01. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Ids; null: no filter on it. An empty list selects nothing. */
  readonly channels: readonly number[] | null;
  readonly segments: readonly number[] | null;
  readonly teams: readonly number[] | null;
  /** Touches of this moment only. Read by the score rollups; left out: all moments. */
  readonly momentId?: number;
}

/** What is ignored because it lies after as-of. */
export interface Cutoff {
  /** Instants after this are ignored. */
  readonly at: number;
  /** Its day in the organisation's zone; calendar days after it are ignored. */
  readonly day: number;
  /** When that day began. */
  readonly dayStart: number;
  /** as-of was given as a day: the whole of it counts. */
  readonly wholeDay: boolean;
}

/** `column in (…)`, or nothing to say where there is no filter. */
export function among(column: SQL, ids: readonly number[] | null): SQL {
  if (ids === null) return sql`1 = 1`;
  if (ids.length === 0) return sql`1 = 0`;
  return sql`${column} in (${sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )})`;
}

/** Teams outside the scope are never counted, whatever the filter says. */
export function inScope(scope: Scope, column: SQL): SQL {
  if (scope.teams === "all") return sql`1 = 1`;
  if (scope.teams.length === 0) return sql`1 = 0`;
  const keys = scope.teams.map((key) => sql`${key}`);
  return sql`${column} in (select id from teams where key in (${sql.join(keys, sql`, `)}))`;
}
