/** The schema is written once: both dialects agree, and the migrations make exactly it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { PgTable, getTableConfig as postgresConfig } from "drizzle-orm/pg-core";
import { SQLiteTable, getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestStore, testStore } from "../test-store.ts";
import { CLUSTERED, postgresKit, sqliteKit } from "./kit.ts";
import * as exported from "./sqlite.ts";
import { makeTables } from "./tables.ts";

interface Outline {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly notNull: boolean }[];
  readonly primaryKey: readonly string[];
  /** Unique and plain indexes as `unique? name(columns)`. */
  readonly indexes: readonly string[];
  /** `columns > table(columns)`. */
  readonly foreignKeys: readonly string[];
}

/** What both dialects' configurations have in common. */
interface Config {
  readonly name: string;
  readonly columns: readonly {
    name: string;
    notNull: boolean;
    primary: boolean;
    isUnique: boolean;
    uniqueName: string | undefined;
    getSQLType(): string;
  }[];
  readonly primaryKeys: readonly { readonly columns: readonly { readonly name: string }[] }[];
  readonly indexes: readonly {
    readonly config: { readonly name?: string | undefined; readonly unique: boolean; readonly columns: readonly object[] };
  }[];
  readonly foreignKeys: readonly {
    reference(): { columns: readonly { name: string }[]; foreignColumns: readonly { name: string; table: object }[] };
  }[];
}

const nameOf = (column: object): string => ("name" in column ? String(column.name) : "?");

function outlineOf(config: Config, tableName: (table: object) => string): Outline {
  const inline = config.columns.filter((column) => column.primary).map((column) => column.name);
  const composite = config.primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  const unique = config.columns.filter((column) => column.isUnique).map((column) => `unique ${column.uniqueName}(${column.name})`);
  return {
    name: config.name,
    columns: config.columns.map((column) => ({ name: column.name, type: column.getSQLType(), notNull: column.notNull })),
    primaryKey: [...inline, ...composite],
    indexes: [
      ...unique,
      ...config.indexes.map(({ config: index }) => `${index.unique ? "unique " : ""}${index.name}(${index.columns.map(nameOf).join(",")})`),
    ].sort(),
    foreignKeys: config.foreignKeys
      .map((key) => key.reference())
      .map(({ columns, foreignColumns }) => {
        const [first] = foreignColumns;
        return `${columns.map(nameOf)} > ${first ? tableName(first.table) : ""}(${foreignColumns.map(nameOf)})`;
      })
      .sort(),
  };
}

const sqliteName = (table: object) => (is(table, SQLiteTable) ? sqliteConfig(table).name : "");
const postgresName = (table: object) => (is(table, PgTable) ? postgresConfig(table).name : "");
const sqlite = Object.values(makeTables(sqliteKit)).map((table) => outlineOf(sqliteConfig(table), sqliteName));
const postgres = Object.values(makeTables(postgresKit) as Record<string, unknown>).map((table) => {
  if (!is(table, PgTable)) throw new Error("The Postgres kit makes tables of Postgres.");
  return outlineOf(postgresConfig(table), postgresName);
});

/** Which types of the two dialects hold the same: SQLite's integers have 8 bytes. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  text: ["text"],
  integer: ["integer", "bigint"],
  real: ["double precision"],
  blob: ["bytea"],
};

describe("the two dialects", () => {
  test("agree on tables, columns, order, nullability, keys and indexes", () => {
    const withoutTypes = (tables: readonly Outline[]) =>
      tables.map(({ columns, ...rest }) => ({ ...rest, columns: columns.map(({ name, notNull }) => ({ name, notNull })) }));
    expect(withoutTypes(sqlite)).toEqual(withoutTypes(postgres));
  });

  test("give each column types that hold the same values", () => {
    for (const [i, table] of sqlite.entries()) {
      for (const [k, column] of table.columns.entries()) {
        expect(ALIKE[column.type], `${table.name}.${column.name}`).toContain(postgres[i]?.columns[k]?.type);
      }
    }
  });

  test("instants, masks and ids of visits have 8 bytes in Postgres", () => {
    const wide = postgres.flatMap(({ name, columns }) =>
      columns.filter(({ type }) => type === "bigint").map((column) => `${name}.${column.name}`),
    );
    for (const table of ["touch_history", "visit_claims"])
      expect(wide).toEqual(expect.arrayContaining([`${table}.visit_id`, `${table}.at`]));
    expect(wide).toEqual(
      expect.arrayContaining(["visits.id", ...["started_at", "touched", "rated", "broken", "not_met"].map((name) => `visits.${name}`)]),
    );
  });

  test("every table has a primary key, and facts are pointed at by no foreign key", () => {
    for (const table of [...sqlite, ...postgres]) {
      expect(table.primaryKey.length, table.name).toBeGreaterThan(0);
      expect(table.foreignKeys.filter((key) => /> (visits|comments)/.test(key))).toEqual([]);
    }
  });
});

describe("the migrations", () => {
  let opened: TestStore;
  beforeAll(() => {
    opened = testStore();
  });
  afterAll(() => opened.close());

  const rows = <T>(sql: string, ...values: string[]): T[] => opened.store.driver.prepare<string[], T>(sql).all(...values);

  test("make every table with its columns, types, keys and indexes, and none besides", () => {
    const names = rows<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name not like '\\_\\_drizzle%' escape '\\' and name not like 'sqlite%'
       and name not glob 'comment_words*'`,
    );
    expect(names.map(({ name }) => name).sort()).toEqual(sqlite.map(({ name }) => name).sort());
    for (const table of sqlite) {
      const columns = rows<{ name: string; type: string; notnull: number; pk: number }>(`select * from pragma_table_info('${table.name}')`);
      expect(columns.map(({ name, type, notnull }) => ({ name, type: type.toLowerCase(), notNull: notnull === 1 }))).toEqual(table.columns);
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      expect(key.map(({ name }) => name)).toEqual(table.primaryKey);
      const indexes = rows<{ name: string; unique: number }>(
        `select name, "unique" from pragma_index_list('${table.name}') where origin = 'c'`,
      );
      const outlines = indexes.map(({ name, unique }) => {
        const of = rows<{ name: string }>(`select name from pragma_index_info('${name}') order by seqno`);
        return `${unique ? "unique " : ""}${name}(${of.map((column) => column.name).join(",")})`;
      });
      expect(outlines.sort(), table.name).toEqual(table.indexes);
      const foreign = rows<{ from: string; table: string; to: string }>(
        `select "from", "table", "to" from pragma_foreign_key_list('${table.name}')`,
      );
      expect(foreign.map((one) => `${one.from} > ${one.table}(${one.to})`).sort()).toEqual(table.foreignKeys);
    }
  });

  test("keep exactly the listed tables in the order of their key", () => {
    const clustered = rows<{ name: string }>(
      "select name from pragma_table_list where wr = 1 and schema = 'main' and name not glob 'comment_words*'",
    ).map(({ name }) => name);
    expect(clustered.sort()).toEqual([...CLUSTERED].sort());
  });

  test("make the index of the comments' words, kept by triggers", () => {
    const made = rows<{ name: string; type: string }>(
      "select name, type from sqlite_master where name in ('comment_words', 'comments_added', 'comments_removed') order by name",
    );
    expect(made).toEqual([
      { name: "comment_words", type: "table" },
      { name: "comments_added", type: "trigger" },
      { name: "comments_removed", type: "trigger" },
    ]);
  });

  test("have a snapshot that equals the schema, so that nothing is left to generate", () => {
    const folder = join(import.meta.dirname, "../migrations/meta");
    const journal = JSON.parse(readFileSync(join(folder, "_journal.json"), "utf8")) as { entries: { idx: number }[] };
    const last = String(journal.entries.at(-1)?.idx ?? 0).padStart(4, "0");
    const snapshot = JSON.parse(readFileSync(join(folder, `${last}_snapshot.json`), "utf8")) as {
      tables: Record<
        string,
        {
          columns: Record<string, { name: string; type: string; notNull: boolean }>;
          indexes: Record<string, { name: string; columns: string[]; isUnique: boolean }>;
        }
      >;
    };
    expect(Object.keys(snapshot.tables).sort()).toEqual(sqlite.map(({ name }) => name).sort());
    for (const table of sqlite) {
      const stored = snapshot.tables[table.name];
      expect(Object.values(stored?.columns ?? {}).map(({ name, type, notNull }) => ({ name, type, notNull }))).toEqual(table.columns);
      const indexes = Object.values(stored?.indexes ?? {}).map(
        ({ name, columns, isUnique }) => `${isUnique ? "unique " : ""}${name}(${columns})`,
      );
      expect(indexes.sort()).toEqual(table.indexes);
    }
  });

  test("what the program writes to is what the schema makes: every table is exported", () => {
    const tables = Object.values(exported).map((table) => sqliteConfig(table).name);
    expect(tables.sort()).toEqual(sqlite.map(({ name }) => name).sort());
  });
});
