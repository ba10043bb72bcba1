/** The store as a whole, as processes: verify and rebuild, backup and restore, erasure, users, settings, and stores that cannot be used. */
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "#db/audit.ts";
import { changeSetting } from "#db/change-setting.ts";
import { openStore } from "#db/open.ts";
import type { MomentScoresDocument, TrendDocument } from "#domain/documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { allReports, longFile, openShop, SHOP } from "./test-shop.ts";

const LONG = 300_000;

let cli: TestCli;
let shop: ReturnType<typeof openShop>;
let file: string;
beforeAll(() => {
  cli = testCli();
  shop = openShop(cli);
  file = cli.write(
    "touches.csv",
    longFile(
      "v1,search,2026-05-01T23:30:00Z,5,vip,app,crew a,ann@example.org",
      "v1,pay,2026-05-02T00:30:00Z,2,vip,app,crew a,ann@example.org",
      "v2,search,2026-05-02,4,,web,crew a,bob",
      "v3,search,2026-05-03T12:00:00Z,1,late,kiosk,crew b,ann@example.org",
    ),
  );
  shop.take(file);
}, LONG);
afterAll(() => cli.close());

/** Changes the store behind the program's back. */
function tamper(sql: string): void {
  const store = openStore(cli.url);
  store.driver.exec(sql);
  store.close();
}

const ratedByDay = () =>
  cli
    .json<TrendDocument>("report", "trend", "--journey", SHOP, "--moment", "search, compare", "--grain", "day")
    .series.flatMap(({ points }) => points.filter((point) => point.rated > 0).map((point) => [point.from, point.rated]));

describe("verify and rebuild", { timeout: LONG }, () => {
  test("one changed cell or visit: exit 1 with the number of differences; rebuild puts all of them right", () => {
    const sound = cli.json<{ cells: number; differences: number }>("verify");
    expect(sound.differences).toBe(0);
    expect(sound.cells).toBeGreaterThan(3);
    const before = allReports(cli);
    tamper(`update score_days set a4 = a4 + 1 where a4 > 0; delete from score_months where a0 > 0; update visits set broken = 0 where broken > 0;
      update reach_days set at_risk = at_risk + 1 where at_risk > 0; delete from visit_months`);
    const found = cli.run("verify", "--json");
    expect(found.code).toBe(1);
    expect(JSON.parse(found.stdout).differences).toBeGreaterThanOrEqual(5);
    expect(found.stderr).toContain("stored");
    expect(cli.run("rebuild").code).toBe(0);
    expect(cli.json("verify")).toEqual(sound);
    expect(allReports(cli)).toEqual(before);
  });
});

describe("settings", { timeout: LONG }, () => {
  test("a new time zone moves instants to other days (23:30 UTC on 1 May is 2 May in Seoul); calendar days stay", () => {
    expect(ratedByDay()).toEqual([
      ["2026-05-01", 1],
      ["2026-05-02", 1],
      ["2026-05-03", 1],
    ]);
    expect(cli.run("settings", "set", "timeZone", "Asia/Seoul").code).toBe(0);
    expect(cli.json("settings", "get")).toMatchObject({ timeZone: "Asia/Seoul", weekStart: 1 });
    expect(cli.run("settings", "get", "timeZone").stdout).toBe("Asia/Seoul\n");
    expect(ratedByDay()).toEqual([
      ["2026-05-02", 2],
      ["2026-05-03", 1],
    ]);
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
    expect(cli.run("settings", "set", "timeZone", "UTC").code).toBe(0);
  });

  test("a change whose process ended after 1 of 3 visits: the old days stand and verify says so, until the next command that writes", async () => {
    const store = openStore(cli.url);
    const dying = () => {
      throw new Error("ended");
    };
    await expect(changeSetting(store, "timeZone", "Asia/Seoul", { batch: 1, onProgress: dying })).rejects.toThrow("ended");
    store.close();
    expect(ratedByDay().map(([day]) => day)).toEqual(["2026-05-01", "2026-05-02", "2026-05-03"]);
    const verified = cli.run("verify");
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining(" 0 differ") });
    expect(verified.stderr).toContain("not in effect yet: 1 of 3 visits");
    const repeated = cli.run(...shop.args(file, "--json"));
    expect(JSON.parse(repeated.stdout)).toMatchObject({ accepted: 4, unchanged: 4 });
    expect(repeated.stderr).toContain("in effect now");
    expect(cli.json("settings", "get", "timeZone")).toBe("Asia/Seoul");
    expect(ratedByDay().map(([day]) => day)).toEqual(["2026-05-02", "2026-05-03"]);
    expect(cli.run("settings", "set", "timeZone", "UTC").code).toBe(0);
  });

  test("what a setting cannot be, and a setting that is none: exit 2", () => {
    for (const [key, value] of [
      ["timeZone", "Mars/Olympus"],
      ["weekStart", "8"],
      ["colour", "red"],
    ] as const) {
      expect(cli.run("settings", "set", key, value)).toMatchObject({ code: 2, stdout: "" });
    }
  });
});

describe("backup, erasure, restore", { timeout: LONG }, () => {
  test("an erased customer's 2 visits go, stay out when the file comes again, and undo does not bring them back; a restored copy is the old state", () => {
    const before = allReports(cli);
    const copy = join(cli.folder, "copy.db");
    expect(cli.run("backup", copy).code).toBe(0);
    expect(statSync(copy).mode & 0o077).toBe(0);
    expect(cli.run("backup", copy).code).not.toBe(0);

    expect(cli.run("erase", "--customer", "ann@example.org").stdout).toContain("2 visits");
    const rated = () => cli.json<MomentScoresDocument>("report", "moment-scores", "--journey", SHOP).moments.map((score) => score.rated);
    expect(rated()).toEqual([1, 0, 0, 0]);
    expect(shop.take(file)).toMatchObject({ rows: 4, accepted: 4, visits: 0, touches: 0, unchanged: 4 });
    const later = shop.take(cli.write("later.csv", longFile("v1,deliver,2026-05-04T00:00:00Z,5,vip,app,crew a,ann@example.org")));
    expect(later).toMatchObject({ visits: 0, touches: 0 });
    expect(rated()).toEqual([1, 0, 0, 0]);
    expect(cli.run("import", "undo", String(later.importId)).code).toBe(0);
    expect(rated()).toEqual([1, 0, 0, 0]);
    expect(cli.json("verify")).toMatchObject({ differences: 0 });

    expect(cli.run("restore", copy).code).toBe(0);
    expect(allReports(cli)).toEqual(before);
    expect(cli.run("erase", "--customer", "ann@example.org").stdout).toContain("2 visits");
    expect(cli.run("restore", join(cli.folder, "nothing.db")).code).not.toBe(0);
    for (const other of [file, cli.write("empty.db", "")]) {
      const done = cli.run("restore", other);
      expect(done).toMatchObject({ code: 3, stdout: "" });
      expect(done.stderr).toContain(`${other} cannot be restored`);
    }
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
    expect(cli.run("restore", copy).code).toBe(0);
  });

  test("a customer's reference is nowhere in the store's files", () => {
    expect(cli.run("erase", "--customer", "nobody").stdout).toContain("0 visits");
    const store = openStore(cli.url);
    const customers = store.driver
      .prepare<[], { customer: string }>("select distinct customer from visits where customer is not null")
      .all();
    store.close();
    expect(customers).toHaveLength(2);
    for (const { customer } of customers) expect(customer).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("users", { timeout: LONG }, () => {
  test("add, list, passwd, disable; what is wrong is named with exit 2, and the audit trail has it all", () => {
    expect(cli.run("user", "add", "Mia@Example.org", "--role", "manager", "--team", "crew a", "--team", "crew b").code).toBe(0);
    const users = () => cli.json<{ email: string }[]>("user", "list");
    expect(users()).toMatchObject([{ email: "mia@example.org", role: "manager", active: true, teams: ["crew a", "crew b"] }]);
    for (const [named, ...args] of [
      ["already", "user", "add", "mia@example.org", "--role", "lead"],
      ["king", "user", "add", "kim@example.org", "--role", "king"],
      ["crew c", "user", "add", "kim@example.org", "--role", "manager", "--team", "crew c"],
      ["nobody@example.org", "user", "passwd", "nobody@example.org"],
    ] as const) {
      const done = cli.run(...args);
      expect(done).toMatchObject({ code: 2, stdout: "" });
      expect(done.stderr).toContain(named);
    }
    expect(cli.runWith({ env: { VERDAD_PASSWORD: "short" } }, "user", "passwd", "mia@example.org").code).toBe(2);
    expect(cli.run("user", "passwd", "mia@example.org").code).toBe(0);
    expect(cli.run("user", "disable", "mia@example.org").code).toBe(0);
    expect(users()).toMatchObject([{ email: "mia@example.org", active: false }]);
    const store = openStore(cli.url);
    const trail = listAudit(store).map(({ action }) => action);
    store.close();
    expect(trail.slice(0, 3)).toEqual(["user:disable", "user:passwd", "user:add"]);
  });
});

describe("a store or a machine that is at fault: exit 3 and one sentence", { timeout: LONG }, () => {
  const refused = (done: { code: number | null; stdout: string; stderr: string }, words: string) => {
    expect(done).toMatchObject({ code: 3, stdout: "" });
    expect(done.stderr).toContain(words);
    expect(done.stderr).not.toContain("    at ");
    expect(done.stderr.trim().split("\n")).toHaveLength(1);
  };

  test("locked by another writer", () => {
    const store = openStore(cli.url);
    store.driver.exec("begin immediate");
    try {
      refused(cli.run("user", "disable", "mia@example.org"), "in use by another process");
      expect(cli.run("report", "survival", "--journey", SHOP, "--json").code).toBe(0);
    } finally {
      store.driver.exec("rollback");
      store.close();
    }
  });

  test("written by a newer version", () => {
    const url = `file:${join(cli.folder, "newer.db")}`;
    const store = openStore(url);
    store.driver.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 99999999999999)");
    store.close();
    refused(cli.runWith({ env: { DATABASE_URL: url } }, "verify", "--json"), "newer version");
  });

  test.for<[string, string]>([
    ["no store but a text file", "touches.csv"],
    ["in a folder that is a file", "touches.csv/verdad.db"],
    ["a folder", "."],
  ])("%s", ([, path]) => {
    refused(cli.runWith({ env: { DATABASE_URL: `file:${join(cli.folder, path)}` } }, "migrate"), cli.folder);
  });

  test("of a kind that this version does not know", () => {
    refused(cli.runWith({ env: { DATABASE_URL: "mysql://localhost/verdad" } }, "migrate"), "mysql");
  });

  test("in a folder that may not be written to", () => {
    const folder = join(cli.folder, "closed");
    mkdirSync(folder, { mode: 0o555 });
    chmodSync(cli.folder, 0o755);
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {};
    refused(cli.runWith({ ...uid, env: { DATABASE_URL: `file:${join(folder, "verdad.db")}` } }, "migrate"), "cannot be opened");
  });
});
