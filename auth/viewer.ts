/** Who asks. The token only says which user; everything else is read from the store at each request, so a change counts at once. */
import type { Store } from "#db/open.ts";
import { findById, type UserLocale } from "#db/users.ts";
import type { Role } from "#domain/role.ts";
import { readSession, type SessionClaims } from "./session-token.ts";

export interface Viewer {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Keys of the own teams. */
  readonly teams: readonly string[];
  readonly locale: UserLocale | null;
}

/** The viewer behind a session token; null for nobody: no or a bad token, a disabled user, a session ended by a change of password. */
export async function viewerOf(store: Store, secret: string, token: string | undefined): Promise<Viewer | null> {
  const claims = await readSession(secret, token);
  return claims && viewerFrom(store, claims);
}

export function viewerFrom(store: Store, claims: SessionClaims): Viewer | null {
  const user = findById(store, claims.userId);
  if (!user?.active || user.sessionVersion !== claims.sessionVersion) return null;
  return { id: user.id, email: user.email, name: user.name, role: user.role, teams: user.teams, locale: user.locale };
}
