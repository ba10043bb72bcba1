/** The keys of signing in, each derived from the store's secret. */
import { deriveKey } from "#db/secret.ts";

export { storeSecret } from "#db/secret.ts";

/** Encrypts session tokens. */
export function sessionKey(secret: string): string {
  return deriveKey(secret, "session");
}

/** Hashes the accounts and addresses whose failures are counted. */
export function throttleKey(secret: string): string {
  return deriveKey(secret, "sign-in-failures");
}
