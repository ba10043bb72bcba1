/** Copies of a store: a consistent one while it is in use, and putting one back. */
import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { isStore, openStore, readable, type Store, storePath } from "./open.ts";
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

/**
 * Puts a copy in the store's place, in one step; readers see the old store or the new one. A copy of an earlier version is brought up to
 * this one. Throws a StoreError for a copy that is not intact, and leaves the store as it is.
 */
export async function restoreStore(store: Store, databaseUrl: string, source: string): Promise<void> {
  if (!existsSync(source)) throw new StoreError(`There is no backup at ${source}.`);
  const path = storePath(databaseUrl);
  const draft = `${path}.restoring`;
  await withWriteLock(
    store,
    () => {
      try {
        removeStore(draft);
        copyFileSync(source, draft);
        prepareDraft(draft);
      } catch (error) {
        removeStore(draft);
        throw error instanceof StoreError ? new StoreError(`${source} cannot be restored: ${error.message}`) : error;
      }
      // The old write-ahead log belongs to the old file: emptied while both still fit together.
      store.driver.pragma("wal_checkpoint(TRUNCATE)");
      store.close();
      for (const suffix of ["-wal", "-shm"]) rmSync(path + suffix, { force: true });
      renameSync(draft, path);
      if (existsSync(`${source}.secret`)) {
        copyFileSync(`${source}.secret`, secretPath(databaseUrl));
        chmodSync(secretPath(databaseUrl), 0o600);
      }
    },
    { job: "a restore" },
  );
}

/** Checks the draft, brings it up to this version and sees it onto the disk. */
function prepareDraft(draft: string): void {
  chmodSync(draft, 0o600);
  if (!isStore(draft)) throw new StoreError("It is not a copy of a store.");
  const copy = openStore(`file:${draft}`);
  try {
    const answer = copy.driver.pragma("integrity_check", { simple: true });
    if (answer !== "ok") throw new StoreError(`It is not intact: ${String(answer)}.`);
  } finally {
    copy.close();
  }
  const file = openSync(draft, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function removeStore(path: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
}
