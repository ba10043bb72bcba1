/**
 * The column kit: every table is written once (tables.ts) and made for a dialect by the kit given to it, because Drizzle itself has
 * no schema that two dialects share. The Postgres kit has the same shape; tables.test.ts holds the two against each other.
 */
import {
  customType,
  doublePrecision,
  bigint as pgBigint,
  foreignKey as pgForeignKey,
  index as pgIndex,
  integer as pgInteger,
  primaryKey as pgPrimaryKey,
  pgTable,
  text as pgText,
  uniqueIndex as pgUniqueIndex,
} from "drizzle-orm/pg-core";
import { blob, foreignKey, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const sqliteKit = {
  table: sqliteTable,
  text: (name: string) => text(name),
  /** A small number: an id of a dimension, a flag (0 or 1), a count. */
  int: (name: string) => integer(name, { mode: "number" }),
  /** 8 bytes: milliseconds since 1970, ids of visits, masks of up to 50 bits. */
  long: (name: string) => integer(name, { mode: "number" }),
  real: (name: string) => real(name),
  bytes: (name: string) => blob(name, { mode: "buffer" }),
  primaryKey,
  foreignKey,
  index,
  uniqueIndex,
};

export type Kit = typeof sqliteKit;

const pgBytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

const pg = {
  table: pgTable,
  text: (name: string) => pgText(name),
  int: (name: string) => pgInteger(name),
  long: (name: string) => pgBigint(name, { mode: "number" }),
  real: (name: string) => doublePrecision(name),
  bytes: (name: string) => pgBytes(name),
  primaryKey: pgPrimaryKey,
  foreignKey: pgForeignKey,
  index: pgIndex,
  uniqueIndex: pgUniqueIndex,
};

/** Same calls, other builders: Drizzle's types differ by dialect although the calls used here do not. */
export const postgresKit = pg as unknown as Kit;

/**
 * Tables whose rows are kept in the order of their key, without a second copy of it (SQLite's WITHOUT ROWID). drizzle-kit cannot say
 * it, so `npm run db:generate` adds it to the generated migration.
 */
export const CLUSTERED = [
  "visit_claims",
  "touch_details",
  "touch_history",
  "mentions",
  "comment_tags",
  "score_days",
  "score_weeks",
  "score_months",
  "factor_days",
  "factor_months",
  "factor_edits",
  "visit_days",
  "visit_weeks",
  "visit_months",
  "reach_days",
  "reach_weeks",
  "reach_months",
  "start_days",
  "visit_patterns",
  "user_teams",
] as const;
