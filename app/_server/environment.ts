/** What the operator has set, read when it is needed: nothing of it is fixed when the program is built. */
import { DEFAULT_DATABASE_URL } from "#db/open.ts";
import { storeSecret } from "#db/secret.ts";

export function databaseUrl(): string {
  return process.env.DATABASE_URL || DEFAULT_DATABASE_URL;
}

/** The server's own address, as visitors type it; undefined: whatever host they ask for. */
export function ownUrl(): string | undefined {
  return process.env.NEXTAUTH_URL || undefined;
}

/** Whether a proxy of the operator's own writes X-Forwarded-For. */
export function trustsProxy(): boolean {
  return process.env.VERDAD_TRUST_PROXY === "1";
}

/** The store's secret, as it is now: restoring a backup brings its own. */
export function secret(): string {
  return storeSecret(databaseUrl());
}
