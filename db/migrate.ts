/** Brings a store up to this version, and refuses one that a newer version has written. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Store } from "./open.ts";
import { projectFolder } from "./project-folder.ts";
import { StoreError } from "./store-error.ts";

interface Journal {
  readonly entries: readonly { readonly when: number; readonly tag: string }[];
}

function migrationsFolder(): string {
  return join(projectFolder(), "db/migrations");
}

function knownMigrations(): Journal["entries"] {
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), "meta/_journal.json"), "utf8")) as Journal;
  return journal.entries;
}

/** How many of this program's migrations the store lacks. Throws a StoreError where the store has one that this program does not know. */
export function pendingMigrations(store: Store): number {
  const known = knownMigrations();
  const present = store.orm.get<{ n: number }>(
    sql`select count(*) as n from sqlite_master where type = 'table' and name = '__drizzle_migrations'`,
  );
  if (!present || present.n === 0) return known.length;
  const applied = store.orm
    .all<{ at: number }>(sql`select created_at as at from __drizzle_migrations order by created_at`)
    .map((row) => Number(row.at));
  const newest = known.at(-1)?.when ?? 0;
  if (applied.some((at) => at > newest)) {
    throw new StoreError(
      `The store at ${store.path} was written by a newer version of Verdad: use that version, or restore a backup made by this one.`,
    );
  }
  return known.filter((entry) => !applied.includes(entry.when)).length;
}

/** Applies what is missing, in one go. Returns how many migrations were applied. */
export function migrateStore(store: Store): number {
  const pending = pendingMigrations(store);
  if (pending > 0) {
    try {
      migrate(store.orm, { migrationsFolder: migrationsFolder() });
    } catch (error) {
      // Of several processes that open a new store at once, one brings it up and the others find it done.
      if (pendingMigrations(store) > 0) throw error;
    }
  }
  if (lacksNone(store)) seedNone(store);
  return pending;
}

/** Asked each time: a process may have been killed between the tables and their first rows. */
function lacksNone(store: Store): boolean {
  const row = store.orm.get<{ n: number }>(sql`select (select count(*) from channels where id = 0)
    + (select count(*) from segments where id = 0) + (select count(*) from teams where id = 0) as n`);
  return row?.n !== 3;
}

/** "None given" is a real row with the key `none`, never NULL, so that every filter and rollup has a value to hold. */
function seedNone(store: Store): void {
  for (const table of ["channels", "segments", "teams"] as const) {
    const extra = table === "segments" ? sql.raw(", priority") : sql.raw("");
    const value = table === "segments" ? sql.raw(", 0") : sql.raw("");
    store.orm.run(sql`insert into ${sql.identifier(table)} (id, key, name_en, name_ko, import_id${extra})
      values (0, 'none', 'not given', '미지정', null${value}) on conflict do nothing`);
  }
}
