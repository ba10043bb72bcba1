/** Changing one's own password. */
import { writeAudit } from "#db/audit.ts";
import type { Store } from "#db/open.ts";
import { findCredentials, setPassword } from "#db/users.ts";
import { whenFree } from "#db/when-free.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { checkPassword, hashPassword, verifyPassword } from "./password.ts";
import { throttleKey } from "./secret.ts";
import { subjectsOf, succeeded, takeTry } from "./throttle.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Needs the current password, slowed down as signing in is: an open session must not become a way to guess it. Ends every session;
 * returns the version of new ones.
 */
export async function changeOwnPassword(
  store: Store,
  secret: string,
  viewer: Viewer,
  change: { readonly current: string; readonly next: string; readonly now: number },
): Promise<Result<number>> {
  const good = checkPassword(change.next, viewer.email, "next");
  if (!good.ok) return good;
  const subjects = subjectsOf(throttleKey(secret), viewer.email, null);
  const wait = await whenFree(() => takeTry(store, subjects, change.now));
  if (wait > 0) return fail({ code: "too-many-tries", seconds: Math.ceil(wait / 1000) });
  const found = findCredentials(store, viewer.email);
  if (!(await verifyPassword(found?.passwordHash ?? null, change.current))) {
    return badParameter("current", "", "is not your password.");
  }
  const hash = await hashPassword(change.next);
  const version = await whenFree(() => setPassword(store, viewer.id, hash));
  if (version === null) return fail({ code: "not-signed-in" });
  await whenFree(() => succeeded(store, subjects));
  await whenFree(() =>
    writeAudit(store, { at: change.now, actor: viewer.email, action: "user:password", detail: { email: viewer.email } }),
  );
  return ok(version);
}
