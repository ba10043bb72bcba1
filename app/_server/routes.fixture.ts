/** For the tests of routes: a store with one journey, people of every role with their cookies, and requests as browsers send them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import { mintSession } from "#auth/session-token.ts";
import { openStore, type Store } from "#db/open.ts";
import { addUser, disableUser } from "#db/users.ts";
import type { Role } from "#domain/role.ts";
import { serverReports } from "./reports.ts";

export const SECRET = "a secret of the tests, long enough";
export const HERE = "http://127.0.0.1:3000";
/** A key that has to survive the path: slash, per cent, blank, Korean. */
export const KEY = "air/100% 항공";
export const JOURNEY = encodeURIComponent(KEY);
export const PEOPLE = ["nobody", "admin", "lead", "executive", "gate", "cabin", "disabled"] as const;

export type Handler = (request: Request) => Promise<Response> | Response;

/** The path of a journey's report, or of what else lies below it. */
export const report = (name: string, query = "") => `/api/journeys/${JOURNEY}/${name}${query}`;

export interface TestRoutes {
  readonly store: Store;
  get(path: string, who: string, headers?: Record<string, string>): Request;
  post(path: string, who: string, body: string, headers?: Record<string, string>): Request;
  /** A session of one's own for somebody, from now on. */
  person(name: string, role: Role, teams?: string[]): Promise<number>;
  readonly cookies: Map<string, string>;
  close(): Promise<void>;
}

/** Makes the store that the routes' handlers find by the environment. */
export async function openRoutes(): Promise<TestRoutes> {
  const cookies = new Map<string, string>();
  const folder = mkdtempSync(join(tmpdir(), "verdad-routes-"));
  const url = `file:${join(folder, "t.db")}`;
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("VERDAD_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  const store = openStore(url);

  async function person(name: string, role: Role, teams: string[] = []): Promise<number> {
    const user = addUser(store, { email: `${name}@example.org`, name, passwordHash: "x", role, teams, sample: false, createdAt: 1 });
    if (!user.ok) throw new Error(JSON.stringify(user.problem));
    const cookie = await mintSession({ secret: SECRET, userId: user.value.id, sessionVersion: 1, url: undefined });
    cookies.set(name, `${cookie.name}=${cookie.value}`);
    return user.value.id;
  }

  store.orm.run(sql`insert into teams (id, key, name_en, name_ko) values (1, 'gate', 'Gate', '게이트'), (2, 'cabin', 'Cabin', '객실')`);
  store.orm.run(sql`insert into journeys (id, key, name_en, name_ko, mode, window_ms, sample, data_version, created_at)
    values (1, ${KEY}, 'Air', '항공', 'touches', 604800000, 1, 1, 1)`);
  store.orm.run(sql`insert into moments (id, journey_id, key, name_en, name_ko, stage, role, ordinal, bit, scale_min, scale_max, scale_step,
    scale_best, standard_from, plus_from, recommend, archived)
    values (1, 1, 'call', 'Call', '전화', 'fmot', 'touchpoint', 1, 0, 1, 5, 1, 'high', 3, 4, 0, 0)`);
  await person("admin", "admin");
  await person("lead", "lead");
  await person("executive", "executive");
  await person("gate", "manager", ["gate"]);
  await person("cabin", "manager", ["cabin"]);
  disableUser(store, await person("disabled", "admin"));
  return {
    store,
    cookies,
    person,
    get(path, who, headers = {}) {
      const cookie = cookies.get(who);
      return new Request(`${HERE}${path}`, { headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) } });
    },
    post(path, who, body, headers = {}) {
      const cookie = cookies.get(who);
      const own = { origin: HERE, host: "127.0.0.1:3000", "content-type": "application/json", ...(cookie === undefined ? {} : { cookie }) };
      return new Request(`${HERE}${path}`, { method: "POST", body, headers: { ...own, ...headers } });
    },
    async close() {
      await serverReports().pool.close();
      store.close();
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    },
  };
}
