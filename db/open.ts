/**
 * Opens a store. The only file that knows the driver.
 *
 * One connection is either a reader or the writer. A reader never waits for the writer (WAL); a second writer waits up to the busy
 * timeout and then fails with a StoreError.
 */
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrateStore, pendingMigrations } from "./migrate.ts";
import { StoreError } from "./store-error.ts";

export type Driver = Database.Database;

export interface Store {
  readonly path: string;
  readonly orm: BetterSQLite3Database;
  /** Prepared statements of the hot paths in `db/`; nobody else may touch it. */
  readonly driver: Driver;
  close(): void;
}

export const DEFAULT_DATABASE_URL = "file:data/verdad.db";

/** The absolute path of a `file:` address. Throws a StoreError for any other kind of address. */
export function storePath(databaseUrl: string): string {
  if (!databaseUrl.startsWith("file:")) {
    throw new StoreError(`DATABASE_URL must be file:PATH; "${databaseUrl.split(":")[0]}:" is not supported by this version.`);
  }
  const path = databaseUrl.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  if (path === "") throw new StoreError("DATABASE_URL names no file.");
  return isAbsolute(path) ? path : resolve(/* turbopackIgnore: true */ process.cwd(), path);
}

/**
 * Opens the store for writing and brings it up to this version. Creates file and folder where missing. `busyMs`: how long a statement
 * waits for another writer.
 */
export function openStore(databaseUrl: string, busyMs = 10_000): Store {
  const path = storePath(databaseUrl);
  try {
    makeFolder(dirname(path));
    const isNew = !existsSync(path);
    const driver = new Database(path, { timeout: busyMs });
    try {
      // Customers' words are in it: only its owner may read it. SQLite gives the files beside it the same mode.
      if (isNew) chmodSync(path, 0o600);
      driver.pragma("journal_mode = WAL");
      configure(driver);
      const store = wrap(path, driver);
      migrateStore(store);
      return store;
    } catch (error) {
      driver.close();
      throw error;
    }
  } catch (error) {
    throw readable(error, path);
  }
}

/** Opens an existing, up-to-date store for reading only. */
export function openReader(databaseUrl: string): Store {
  const path = storePath(databaseUrl);
  if (!existsSync(path)) throw new StoreError(`There is no store at ${path}.`);
  try {
    const driver = new Database(path, { readonly: true, timeout: 10_000 });
    try {
      configure(driver);
      const store = wrap(path, driver);
      if (pendingMigrations(store) > 0)
        throw new StoreError(`The store at ${path} is older than this program: run "npm run verdad -- migrate".`);
      return store;
    } catch (error) {
      driver.close();
      throw error;
    }
  } catch (error) {
    throw readable(error, path);
  }
}

/** Level by level: `recursive` never returns where a folder exists and nothing can be made in it, such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in between.
    if (!existsSync(path)) throw error;
  }
}

/** Whether a database file is a store, of whatever version. Throws a StoreError where it is no database. */
export function isStore(path: string): boolean {
  try {
    const driver = new Database(path, { readonly: true });
    try {
      return driver.prepare("select count(*) from sqlite_master where name = '__drizzle_migrations'").pluck().get() === 1;
    } finally {
      driver.close();
    }
  } catch (error) {
    throw readable(error, path);
  }
}

/** Takes an exclusive lock on a file of its own, which ends with the process whatever happens to it; null where another one has it. */
export function tryLock(path: string): { release(): void } | null {
  const driver = new Database(path, { timeout: 0 });
  try {
    driver.exec("begin exclusive");
    return { release: () => driver.close() };
  } catch (error) {
    driver.close();
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
}

function wrap(path: string, driver: Driver): Store {
  return { path, driver, orm: drizzle(driver), close: () => driver.close() };
}

function configure(driver: Driver): void {
  driver.pragma("foreign_keys = ON");
  // FULL: a commit that was reported is on the disk, also after a power cut.
  driver.pragma("synchronous = FULL");
  driver.pragma("cache_size = -65536");
  driver.pragma("temp_store = MEMORY");
  driver.pragma("mmap_size = 1073741824");
}

/** What the machine says of a folder or a file that cannot be used. */
const UNUSABLE: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOENT",
  "ENOTDIR",
  "EISDIR",
  "EEXIST",
  "ELOOP",
  "ENAMETOOLONG",
]);

/** Driver errors that an operator can do something about become StoreErrors; all others are bugs and stay as they are. */
export function readable(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Drizzle wraps what the driver throws.
  if (code === "" && error.cause !== undefined) {
    const cause = readable(error.cause, path);
    return cause instanceof StoreError ? cause : error;
  }
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
    return new StoreError(`The store at ${path} is in use by another process that writes; try again when it has finished.`);
  }
  if (code === "SQLITE_FULL" || code === "ENOSPC") return new StoreError(`The disk that holds ${path} is full.`);
  if (code.startsWith("SQLITE_CANTOPEN") || UNUSABLE.has(code)) {
    return new StoreError(`The store at ${path} cannot be opened: ${error.message}.`);
  }
  if (code.startsWith("SQLITE_READONLY")) return new StoreError(`The store at ${path} may not be written to.`);
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT"))
    return new StoreError(`${path} is not an intact store: ${error.message}.`);
  if (code.startsWith("SQLITE_IOERR")) return new StoreError(`Reading or writing ${path} failed: ${error.message}.`);
  return error;
}
