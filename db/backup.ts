/** Copies of a store: a consistent one while it is in use, and putting one back. */
import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { openReader, readable, type Store, storePath } from "./open.ts";
import { secretPath } from "./secret.ts";
import { StoreError } from "./store-error.ts";
import { withWriteLock } from "./write-lock.ts";

/**
 * Writes a copy of the store, and beside it (`FILE.secret`) the secret under which customer references are hashed, without which a
 * restored store would not know its customers. Throws a StoreError where the file exists.
 */
export function backupStore(store: Store, databaseUrl: string, target: string): void {
  if (existsSync(target)) throw new StoreError(`${target} exists; name a new file.`);
  try {
    store.driver.prepare("vacuum into ?").run(target);
    chmodSync(target, 0o600);
    const secret = secretPath(databaseUrl);
    if (existsSync(secret)) {
      copyFileSync(secret, `${target}.secret`);
      chmodSync(`${target}.secret`, 0o600);
    }
  } catch (error) {
    throw readable(error, target);
  }
}

/** Puts a copy in the store's place, in one step; readers see the old store or the new one. Throws a StoreError for a copy that is not intact. */
export async function restoreStore(store: Store, databaseUrl: string, source: string): Promise<void> {
  if (!existsSync(source)) throw new StoreError(`There is no backup at ${source}.`);
  checkIntact(source);
  const path = storePath(databaseUrl);
  await withWriteLock(store, () => {
    const draft = `${path}.restoring`;
    copyFileSync(source, draft);
    // The old write-ahead log belongs to the old file: emptied while both still fit together.
    store.driver.pragma("wal_checkpoint(TRUNCATE)");
    store.close();
    for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
    renameSync(draft, path);
    if (existsSync(`${source}.secret`)) {
      copyFileSync(`${source}.secret`, secretPath(databaseUrl));
      chmodSync(secretPath(databaseUrl), 0o600);
    }
  });
}

function checkIntact(source: string): void {
  const copy = openReader(`file:${source}`);
  try {
    const answer = copy.driver.pragma("integrity_check", { simple: true });
    if (answer !== "ok") throw new StoreError(`${source} is not an intact store: ${String(answer)}.`);
  } finally {
    copy.close();
  }
}
