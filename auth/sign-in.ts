/** E-mail and password to user, slowed down against guessing. */
import { writeAudit } from "#db/audit.ts";
import type { Store } from "#db/open.ts";
import { findCredentials, normalEmail, type User } from "#db/users.ts";
import { whenFree } from "#db/when-free.ts";
import { verifyPassword } from "./password.ts";
import { throttleKey } from "./secret.ts";
import { subjectsOf, succeeded, takeTry } from "./throttle.ts";

export interface Attempt {
  readonly email: string;
  readonly password: string;
  /** The client's address; null where it cannot be known. */
  readonly address: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `wrong` for every cause alike: no such account, a disabled one, another password. `wait` in whole seconds. */
export type SignInResult =
  | { readonly outcome: "user"; readonly user: User }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "wait"; readonly seconds: number };

export async function signInWithPassword(store: Store, secret: string, attempt: Attempt): Promise<SignInResult> {
  const subjects = subjectsOf(throttleKey(secret), attempt.email, attempt.address);
  const wait = await whenFree(() => takeTry(store, subjects, attempt.now));
  if (wait > 0) return { outcome: "wait", seconds: Math.ceil(wait / 1000) };
  const found = findCredentials(store, attempt.email);
  const right = await verifyPassword(found?.passwordHash ?? null, attempt.password);
  if (!right || !found?.user.active) return { outcome: "wrong" };
  await whenFree(() => succeeded(store, subjects));
  await whenFree(() => writeAudit(store, { at: attempt.now, actor: normalEmail(found.user.email), action: "sign-in", detail: {} }));
  return { outcome: "user", user: found.user };
}
