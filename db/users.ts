/**
 * Users and their teams. Columns are named, and the password's hash leaves by `findCredentials` alone. Times are milliseconds since
 * 1970; teams are keys. What the caller got wrong comes back as a problem.
 */
import { asc, eq, inArray, sql } from "drizzle-orm";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import type { Role } from "#domain/role.ts";
import { isRole } from "#domain/role.ts";
import type { Store } from "./open.ts";
import { teams, users, userTeams } from "./schema/sqlite.ts";

export type UserLocale = "en" | "ko";

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  /** A sample sign-in, made by the demo. */
  readonly sample: boolean;
  readonly locale: UserLocale | null;
  /** Moves with each change of password and on disabling: sessions of an older version have ended. */
  readonly sessionVersion: number;
  readonly createdAt: number;
  /** Keys, in their own order. */
  readonly teams: readonly string[];
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly teams: readonly string[];
  readonly sample: boolean;
  readonly createdAt: number;
}

/** How an e-mail address is stored and compared. */
export function normalEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

const columns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  active: users.active,
  sample: users.sample,
  locale: users.locale,
  sessionVersion: users.sessionVersion,
  createdAt: users.createdAt,
};

type Row = { readonly [K in keyof typeof columns]: (typeof columns)[K]["_"]["data"] | (K extends "locale" ? null : never) };

type Statements = ReturnType<typeof prepareStatements>;
const prepared = new WeakMap<Store, Statements>();

/** What every request asks: building and preparing these anew costs more than running them. */
function statementsOf(store: Store): Statements {
  const known = prepared.get(store) ?? prepareStatements(store);
  prepared.set(store, known);
  return known;
}

function prepareStatements({ orm }: Store) {
  return {
    user: orm
      .select(columns)
      .from(users)
      .where(eq(users.id, sql.placeholder("id")))
      .prepare(),
    teams: orm
      .select({ key: teams.key })
      .from(userTeams)
      .innerJoin(teams, eq(teams.id, userTeams.teamId))
      .where(eq(userTeams.userId, sql.placeholder("userId")))
      .orderBy(asc(teams.key))
      .prepare(),
  };
}

function userOf(store: Store, row: Row): User {
  if (!isRole(row.role)) throw new Error(`user ${row.id} has the role "${row.role}"`);
  const own = statementsOf(store).teams.all({ userId: row.id });
  return {
    ...row,
    role: row.role,
    active: row.active === 1,
    sample: row.sample === 1,
    locale: row.locale === "en" || row.locale === "ko" ? row.locale : null,
    teams: own.map((team) => team.key),
  };
}

/** Adds a user; the address must be new and well-formed, the teams must exist. */
export function addUser(store: Store, user: NewUser): Result<User> {
  const email = normalEmail(user.email);
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) return badParameter("email", user.email, "is not an e-mail address.");
  return store.orm.transaction(
    () => {
      if (findByEmail(store, email)) return badParameter("email", email, "already has a user.");
      const row = store.orm
        .insert(users)
        .values({
          email,
          name: user.name.trim() || email,
          passwordHash: user.passwordHash,
          role: user.role,
          active: 1,
          sample: user.sample ? 1 : 0,
          locale: null,
          sessionVersion: 1,
          createdAt: user.createdAt,
        })
        .returning({ id: users.id })
        .get();
      const set = setTeams(store, row.id, user.teams);
      if (!set.ok) {
        store.orm.delete(users).where(eq(users.id, row.id)).run();
        return set;
      }
      return ok(set.value);
    },
    { behavior: "immediate" },
  );
}

/** By address. */
export function listUsers(store: Store): User[] {
  return store.orm
    .select(columns)
    .from(users)
    .orderBy(asc(users.email))
    .all()
    .map((row) => userOf(store, row));
}

export function findById(store: Store, id: number): User | null {
  const row = statementsOf(store).user.get({ id });
  return row ? userOf(store, row) : null;
}

export function findByEmail(store: Store, email: string): User | null {
  const row = store.orm
    .select(columns)
    .from(users)
    .where(eq(users.email, normalEmail(email)))
    .get();
  return row ? userOf(store, row) : null;
}

/** What signing in compares: the only way for a hash to leave the store. */
export function findCredentials(store: Store, email: string): { readonly user: User; readonly passwordHash: string } | null {
  const row = store.orm
    .select({ ...columns, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, normalEmail(email)))
    .get();
  if (!row) return null;
  const { passwordHash, ...rest } = row;
  return { user: userOf(store, rest), passwordHash };
}

/** Sets the password and ends every session. Returns the new session version; null where there is no such user. */
export function setPassword(store: Store, id: number, passwordHash: string): number | null {
  const row = store.orm
    .update(users)
    .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, id))
    .returning({ sessionVersion: users.sessionVersion })
    .get();
  return row?.sessionVersion ?? null;
}

/** Ends every session and refuses new ones. Whether there was such a user. */
export function disableUser(store: Store, id: number): boolean {
  const done = store.orm
    .update(users)
    .set({ active: 0, sessionVersion: sql`${users.sessionVersion} + 1` })
    .where(eq(users.id, id))
    .run();
  return done.changes > 0;
}

/** Replaces the user's teams by those with these keys, all or none of them. */
export function setTeams(store: Store, id: number, keys: readonly string[]): Result<User> {
  const wanted = [...new Set(keys)];
  const found =
    wanted.length === 0 ? [] : store.orm.select({ id: teams.id, key: teams.key }).from(teams).where(inArray(teams.key, wanted)).all();
  const unknown = wanted.find((key) => !found.some((team) => team.key === key));
  if (unknown !== undefined) return fail({ code: "unknown-team", key: unknown });
  return store.orm.transaction(() => {
    store.orm.delete(userTeams).where(eq(userTeams.userId, id)).run();
    if (found.length > 0) {
      store.orm
        .insert(userTeams)
        .values(found.map((team) => ({ userId: id, teamId: team.id })))
        .run();
    }
    const user = findById(store, id);
    if (!user) throw new Error(`there is no user ${id}`);
    return ok(user);
  });
}

/** The language that the user chose for themself; null: the browser's. */
export function changeOwnLocale(store: Store, id: number, locale: UserLocale | null): void {
  store.orm.update(users).set({ locale }).where(eq(users.id, id)).run();
}

/** Whether the store has sample sign-ins that work: only one made by the demo does. */
export function hasSampleUsers(store: Store): boolean {
  return store.orm.get<{ n: number }>(sql`select count(*) as n from users where sample = 1 and active = 1`).n > 0;
}

/** Whether anybody can sign in at all. */
export function hasUsers(store: Store): boolean {
  return store.orm.get<{ n: number }>(sql`select count(*) as n from users where active = 1`).n > 0;
}
