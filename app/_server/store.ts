/**
 * The main thread's connection: users, sessions, sign-in failures, the audit trail, and the few bytes that say how new a journey's data
 * are. Reports are read in worker threads (report-pool.ts), never here: a heavy read would stall every request.
 */
import { fileIdentity } from "#db/file-identity.ts";
import { openStore, type Store } from "#db/open.ts";
import { StoreError } from "#db/store-error.ts";
import { hardlyWait } from "#db/when-free.ts";
import { databaseUrl } from "./environment.ts";

interface Held {
  readonly url: string;
  readonly identity: string | null;
  readonly store: Store;
}

const shared = globalThis as typeof globalThis & { verdadStore?: Held };

/** How long opening the store waits for another process that is making it. From then on hardly anything waits (when-free.ts). */
const BUSY_MS = 2000;

/**
 * The store, opened (and where new: made and brought up to date) at first use, and opened again where its file was replaced. Throws a
 * StoreError where it cannot be, or where its file has gone.
 */
export function store(): Store {
  return held().store;
}

/** Changes where another file has taken the store's place. */
export function storeIdentity(): string {
  return held().identity ?? "";
}

function held(): Held {
  const url = databaseUrl();
  const last = shared.verdadStore;
  if (last?.url === url) {
    const identity = fileIdentity(last.store.path);
    if (identity === last.identity) return last;
    if (identity === null) throw new StoreError(`There is no store at ${last.store.path} any more.`);
  }
  last?.store.close();
  delete shared.verdadStore;
  const opened = openStore(url, BUSY_MS);
  hardlyWait(opened);
  const now = { url, identity: fileIdentity(opened.path), store: opened };
  shared.verdadStore = now;
  return now;
}
