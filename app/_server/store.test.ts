import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore } from "#db/open.ts";
import { readSettings, writeSetting } from "#db/settings.ts";
import { health } from "./health.ts";
import { log } from "./log.ts";
import { store, storeIdentity } from "./store.ts";
import { version } from "./version.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verdad-main-store-"));
  path = join(folder, "a.db");
  vi.stubEnv("DATABASE_URL", `file:${path}`);
});
afterEach(() => {
  store().close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function named(at: string, name: string): void {
  const made = openStore(`file:${at}`);
  writeSetting(made, "name", name);
  made.close();
}

test("a store that another takes the place of is opened again, and what is told apart by it is told apart", () => {
  named(path, "the first");
  expect(readSettings(store()).name).toBe("the first");
  const first = storeIdentity();
  expect(store()).toBe(store());
  named(join(folder, "b.db"), "the second");
  renameSync(join(folder, "b.db"), path);
  expect(readSettings(store()).name).toBe("the second");
  expect(storeIdentity()).not.toBe(first);
});

test("what another process commits is seen at once", () => {
  named(path, "before");
  expect(readSettings(store()).name).toBe("before");
  named(path, "after");
  expect(readSettings(store()).name).toBe("after");
});

test("a store that has gone, and one that is none, are failing health, and no new store is made in its place", async () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  named(path, "here");
  expect(health().status).toBe(200);
  renameSync(path, join(folder, "gone.db"));
  const gone = health();
  expect(gone.status).toBe(503);
  expect(await gone.json()).toEqual({ status: "failing", version: version(), store: "failing" });
  expect(logged).toHaveBeenCalledOnce();
  writeFileSync(path, "this is no database, and it is long enough to be read as the header of one, one would think so at least");
  expect(health().status).toBe(503);
  renameSync(join(folder, "gone.db"), path);
  expect(health().status).toBe(200);
});
