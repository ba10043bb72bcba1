import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "./open.ts";
import { writeSetting } from "./settings.ts";
import { type TestStore, testStore } from "./test-store.ts";
import { hardlyWait, whenFree } from "./when-free.ts";

let opened: TestStore;
let server: Store;
beforeEach(() => {
  opened = testStore();
  server = openStore(opened.url);
  hardlyWait(server);
});
afterEach(() => {
  server.close();
  opened.close();
});

test("a write during another's transaction waits for it, and everything else goes on meanwhile", async () => {
  opened.store.driver.exec("begin immediate");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 5);
  setTimeout(() => opened.store.driver.exec("commit"), 400);
  await whenFree(() => writeSetting(server, "name", "Air"));
  clearInterval(ticking);
  delay.disable();
  expect(opened.store.orm.get(sql`select value from settings where key = 'name'`)).toEqual({ value: "Air" });
  // SQLite's own waiting would have let none through for 400 ms.
  expect(ticks).toBeGreaterThan(10);
  expect(delay.max / 1e6).toBeLessThan(300);
});

test("after its patience it gives up; what is no waiting is thrown at once", async () => {
  opened.store.driver.exec("begin immediate");
  await expect(whenFree(() => writeSetting(server, "name", "Air"), 30)).rejects.toThrow();
  opened.store.driver.exec("rollback");
  let tries = 0;
  const broken = whenFree(() => {
    tries += 1;
    throw new Error("broken");
  });
  await expect(broken).rejects.toThrow("broken");
  expect(tries).toBe(1);
});
