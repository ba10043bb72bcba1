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

const secrets = new Map<string, string>();

/** The store's secret; read once. */
export function secret(): string {
  const url = databaseUrl();
  const known = secrets.get(url);
  if (known !== undefined) return known;
  const read = storeSecret(url);
  secrets.set(url, read);
  return read;
}
