/**
 * The store's one secret: everything that is signed, encrypted or hashed with a key gets its own key derived from it, so that no two
 * uses share one. It lives beside the database because it belongs to the data: customers' hashes cannot be matched without it.
 */
import { hkdfSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { storePath } from "./open.ts";
import { StoreError } from "./store-error.ts";

/** Characters: below it, guessing the secret becomes thinkable. */
const SHORTEST = 32;

/** Where the secret of a store is kept: the file `secret` in the database's folder. */
export function secretPath(databaseUrl: string): string {
  return join(dirname(storePath(databaseUrl)), "secret");
}

/**
 * VERDAD_SECRET, else the file `secret` beside the database, which is made on first use (256 random bits, readable by its owner only).
 * Of several processes that make it at once, one wins and all get the same. Throws a StoreError where it is too short or unreadable.
 */
export function storeSecret(databaseUrl: string): string {
  const given = process.env.VERDAD_SECRET;
  if (given !== undefined && given !== "") return checked(given, "VERDAD_SECRET");
  const path = secretPath(databaseUrl);
  try {
    if (!existsSync(path)) createSecret(path);
    return checked(readFileSync(path, "utf8").trim(), path);
  } catch (error) {
    if (error instanceof StoreError || !(error instanceof Error) || !("code" in error)) throw error;
    throw new StoreError(`The secret at ${path} cannot be read or made: ${error.message}.`);
  }
}

function checked(secret: string, where: string): string {
  if (secret.length < SHORTEST) throw new StoreError(`${where} must have at least ${SHORTEST} characters.`);
  return secret;
}

/** Written in full under another name and then linked, so that nobody ever reads half a secret, and no one's is overwritten. */
function createSecret(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString("hex")}`;
  const file = openSync(/* turbopackIgnore: true */ draft, "wx", 0o600);
  try {
    writeSync(file, `${randomBytes(32).toString("base64url")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export type KeyPurpose = "session" | "customer" | "sign-in-failures";

/** 256 bits for one purpose, by HKDF-SHA256 (RFC 5869) with the purpose as its info; lower-case hexadecimal. */
export function deriveKey(secret: string, purpose: KeyPurpose): string {
  return Buffer.from(hkdfSync("sha256", secret, "verdad", `verdad/${purpose}/1`, 32)).toString("hex");
}

/** The key under which customer references are hashed (HMAC-SHA256). */
export function customerKey(secret: string): string {
  return deriveKey(secret, "customer");
}
