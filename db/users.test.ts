import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listAudit, writeAudit } from "./audit.ts";
import { openStore, type Store } from "./open.ts";
import {
  addUser,
  changeOwnLocale,
  disableUser,
  findByEmail,
  findById,
  findCredentials,
  hasSampleUsers,
  hasUsers,
  listUsers,
  type NewUser,
  setPassword,
  setTeams,
} from "./users.ts";

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verdad-users-"));
  store = openStore(`file:${join(folder, "t.db")}`);
  store.orm.run(sql`insert into teams (id, key, name_en, name_ko) values (1, 'gate', 'Gate', '게이트'), (2, 'cabin/A', 'Cabin', '객실')`);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const ann: NewUser = {
  email: " Ann@Example.org ",
  name: "Ann Lee",
  passwordHash: "$argon2id$x",
  role: "manager",
  teams: ["gate", "cabin/A", "gate"],
  sample: false,
  createdAt: 1_800_000_000_000,
};

function added(user: NewUser) {
  const result = addUser(store, user);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe("users", () => {
  test("are found by address whatever its case, with their teams in order and without the hash", () => {
    const user = added(ann);
    expect(user).toEqual({
      id: user.id,
      email: "ann@example.org",
      name: "Ann Lee",
      role: "manager",
      active: true,
      sample: false,
      locale: null,
      sessionVersion: 1,
      createdAt: 1_800_000_000_000,
      teams: ["cabin/A", "gate"],
    });
    expect(findByEmail(store, "ANN@example.ORG")).toEqual(user);
    expect(findById(store, user.id)).toEqual(user);
    expect(listUsers(store)).toEqual([user]);
    expect(JSON.stringify([findByEmail(store, ann.email), listUsers(store)])).not.toContain("argon2id");
    expect(findCredentials(store, "ann@example.org")).toEqual({ user, passwordHash: "$argon2id$x" });
    expect(findCredentials(store, "bob@example.org")).toBeNull();
  });

  test("a second user of the same address, a bad address and an unknown team are problems that leave nothing behind", () => {
    expect(addUser(store, { ...ann, teams: ["gate", "tower"] })).toEqual({ ok: false, problem: { code: "unknown-team", key: "tower" } });
    expect(listUsers(store)).toEqual([]);
    added(ann);
    for (const email of ["ANN@EXAMPLE.ORG", "ann", "a b@c", "@", ""]) {
      expect(addUser(store, { ...ann, email }), email).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: "email" } });
    }
    expect(listUsers(store)).toHaveLength(1);
  });

  test("a new password and disabling move the session version: 1, 2, 3", () => {
    const { id } = added(ann);
    expect(setPassword(store, id, "$argon2id$y")).toBe(2);
    expect(findCredentials(store, ann.email)?.passwordHash).toBe("$argon2id$y");
    expect(disableUser(store, id)).toBe(true);
    expect(findById(store, id)).toMatchObject({ active: false, sessionVersion: 3 });
    expect([setPassword(store, 99, "x"), disableUser(store, 99)]).toEqual([null, false]);
  });

  test("teams are replaced all or none", () => {
    const { id } = added(ann);
    expect(setTeams(store, id, ["gate"])).toMatchObject({ ok: true, value: { teams: ["gate"] } });
    expect(setTeams(store, id, ["cabin/A", "tower"])).toMatchObject({ ok: false, problem: { key: "tower" } });
    expect(findById(store, id)?.teams).toEqual(["gate"]);
    expect(setTeams(store, id, [])).toMatchObject({ ok: true, value: { teams: [] } });
  });

  test("the own language is kept and given back", () => {
    const { id } = added(ann);
    changeOwnLocale(store, id, "ko");
    expect(findById(store, id)?.locale).toBe("ko");
    changeOwnLocale(store, id, null);
    expect(findById(store, id)?.locale).toBeNull();
  });

  test("who can sign in: nobody, a sample user, after disabling nobody", () => {
    expect([hasUsers(store), hasSampleUsers(store)]).toEqual([false, false]);
    const { id } = added({ ...ann, sample: true });
    expect([hasUsers(store), hasSampleUsers(store)]).toEqual([true, true]);
    disableUser(store, id);
    expect([hasUsers(store), hasSampleUsers(store)]).toEqual([false, false]);
  });
});

test("the audit trail keeps what was written, newest first", () => {
  writeAudit(store, { at: 1, actor: "cli", action: "user:add", detail: { email: "ann@example.org" } });
  writeAudit(store, { at: 2, actor: "ann@example.org", action: "sign-in", detail: {} });
  expect(listAudit(store).map(({ id: _id, ...entry }) => entry)).toEqual([
    { at: 2, actor: "ann@example.org", action: "sign-in", detail: {} },
    { at: 1, actor: "cli", action: "user:add", detail: { email: "ann@example.org" } },
  ]);
  expect(listAudit(store, 1)).toHaveLength(1);
});
