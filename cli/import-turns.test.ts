/** Imports that wait for their turn, and imports that are stopped, as real processes. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listImports } from "#db/import-runs.ts";
import { openStore, type Store } from "#db/open.ts";
import { verifyStore } from "#db/recount.ts";
import { dumpStore } from "#db/test-dump.ts";
import { withWriteLock } from "#db/write-lock.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { type ImportCounts, longFile, openShop } from "./test-shop.ts";

/** Four batches of 50,000 rows: long enough to be met under way. */
const LONG_ROWS = 200_000;
const START = Date.parse("2026-01-01T00:00:00Z");

function rows(count: number): string[] {
  const pages = ["search", "pay", "deliver"];
  return Array.from({ length: count }, (_, i) => {
    const visit = Math.floor(i / 3);
    const at = new Date(START + visit * 60_000 + (i % 3) * 1_000).toISOString();
    return `v${String(visit).padStart(7, "0")},${pages[i % 3]},${at},${i % 1_000 === 999 ? 9 : 1 + (i % 5)},,web,,`;
  });
}

let files: TestCli;
let cli: TestCli;
let shop: ReturnType<typeof openShop>;
let store: Store;
/** What the store held before the long file came. */
let before: unknown;

function stored(): unknown {
  const { visits, cells } = dumpStore(store) as { visits: unknown; cells: unknown };
  const keys = ["channels", "segments", "teams", "sources"].map((table) =>
    store.driver.prepare<[], { key: string }>(`select key from ${table} order by key`).all(),
  );
  return { visits, cells, keys, rejects: filesIn("rejects") };
}

function filesIn(folder: string): string[] {
  const path = join(cli.folder, folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}

function runningRows(): number {
  return listImports(store).find(({ status }) => status === "running")?.rows ?? 0;
}

beforeAll(() => {
  files = testCli();
  files.write("long.csv", [longFile().trim(), ...rows(LONG_ROWS)].join("\n"));
});
afterAll(() => files.close());
beforeEach(() => {
  cli = testCli();
  shop = openShop(cli);
  shop.take(cli.write("small.csv", longFile(...rows(40).map((line) => line.replace("web", "desk")))));
  store = openStore(cli.url);
  before = stored();
});
afterEach(() => {
  store.close();
  cli.close();
});

const long = () => shop.args(join(files.folder, "long.csv"));

describe("an import that is stopped", () => {
  test("by Ctrl-C leaves the store as before, no rejects, status cancelled, exit code 130 and a sentence; run again, it begins anew", async () => {
    const started = cli.start(...long());
    await started.until(() => runningRows() > 0);
    expect(filesIn("rejects")).toEqual(["import-2.csv"]);
    started.signal("SIGINT");
    // A package runner passes the same signal on.
    started.signal("SIGINT");
    const { code, stdout, stderr } = await started.ended;
    expect([code, stdout]).toEqual([130, ""]);
    expect(stderr).toMatch(
      /Cancelling: what was written so far is being taken back\.\n(.*\n)*verdad: Import 2 is cancelled, and what it had written/,
    );
    expect(stored()).toEqual(before);
    expect(verifyStore(store).differences).toBe(0);
    expect(listImports(store).map(({ id, status }) => [id, status])).toEqual([
      [2, "cancelled"],
      [1, "done"],
    ]);
    const again = cli.json<ImportCounts>(...long());
    expect(again).toMatchObject({ importId: 3, rows: 200_000, rejected: 200 });
  }, 120_000);

  test("from another terminal does the same, and both say so; list shows how far it is until then", async () => {
    const started = cli.start(...long());
    await started.until(() => runningRows() > 0);
    started.signal("SIGSTOP");
    const [listed] = cli.json<{ importId: number; status: string; progress: { share: number; rows: number } | null }[]>("import", "list");
    expect(listed).toMatchObject({ importId: 2, status: "running" });
    expect(listed?.progress?.rows).toBeGreaterThan(0);
    expect(listed?.progress?.share).toBeGreaterThan(0);
    const cancelling = cli.start("import", "cancel", "2");
    await cancelling.until(() => /Waiting for import 2/.test(cancelling.said()));
    started.signal("SIGCONT");
    const cancelled = await cancelling.ended;
    expect([cancelled.code, cancelled.stdout]).toEqual([0, "Import 2 is cancelled, and what it had written is undone.\n"]);
    expect((await started.ended).code).toBe(130);
    expect(stored()).toEqual(before);
    expect(readdirSync(cli.folder).filter((name) => /cancel|writer|gathering/.test(name))).toEqual([]);
    expect(cli.run("import", "cancel", "2")).toMatchObject({ code: 2, stderr: "verdad: Import 2 is undone already.\n" });
    expect(cli.run("import", "cancel", "1").stderr).toBe('verdad: Import 1 has ended: "import undo 1" takes it back.\n');
  }, 120_000);

  test("by kill -9 can be cancelled afterwards; by SIGTERM goes on with the same command under the same number", async () => {
    const killed = cli.start(...long());
    await killed.until(() => runningRows() > 0);
    killed.signal("SIGKILL");
    await killed.ended;
    expect(cli.run("import", "list").stdout).toMatch(/^2\tinterrupted\t/);
    expect(cli.run("import", "cancel", "2").stdout).toMatch(/^Import 2 is cancelled, and what it had written is undone: \d+ visits/);
    expect(stored()).toEqual(before);

    const stopped = cli.start(...long());
    await stopped.until(() => runningRows() > 0);
    stopped.signal("SIGTERM");
    await stopped.ended;
    expect(verifyStore(store).differences).toBe(0);
    expect(cli.json<ImportCounts>(...long())).toMatchObject({ importId: 3, rows: 200_000, accepted: 199_800 });
  }, 120_000);

  test("in a dry run leaves nothing at all, not even a number", async () => {
    const started = cli.start(...long(), "--dry-run");
    await started.until(() => / rows, /.test(started.said()));
    started.signal("SIGINT");
    const { code, stderr } = await started.ended;
    expect([code, stderr.split("\n").at(-2)]).toEqual([130, "verdad: The import is cancelled; nothing was written."]);
    expect(stored()).toEqual(before);
    expect(listImports(store)).toHaveLength(1);
  }, 120_000);
});

describe("an import that is not the only one", () => {
  test("waits for the one before it, says which and how far that is, and then runs", async () => {
    const first = cli.start(...long());
    await first.until(() => runningRows() > 0);
    first.signal("SIGSTOP");
    const second = cli.start(...shop.args(cli.write("later.csv", longFile("late,search,2026-02-01T00:00:00Z,4"))));
    await second.until(() => /Waiting for/.test(second.said()));
    expect(second.said()).toMatch(/^Waiting for import 2 of long\.csv \(\d+ %/);
    first.signal("SIGCONT");
    expect((await first.ended).code).toBe(0);
    const { code, stdout } = await second.ended;
    expect([code, stdout]).toEqual([
      0,
      "Import 3: 1 rows read as utf-8, 1 accepted (0 unchanged), 0 rejected; 1 visits, 1 touches, 1 ratings.\n",
    ]);
    expect(verifyStore(store).differences).toBe(0);
  }, 120_000);

  test("waits longer than a short writer, which gives up after ten seconds with a sentence; cancelled while it waits it leaves nothing", async () => {
    await withWriteLock(
      store,
      async () => {
        const short = cli.start("settings", "set", "name", "Shop");
        const waiting = cli.start(...long());
        await waiting.until(() => /Waiting for a test\./.test(waiting.said()));
        const { code, stderr } = await short.ended;
        expect([code, stderr]).toEqual([
          3,
          `verdad: The store at ${join(cli.folder, "verdad.db")} is being written to by a test; try again when it has finished.\n`,
        ]);
        waiting.signal("SIGINT");
        const cancelled = await waiting.ended;
        expect([cancelled.code, cancelled.stderr.split("\n").at(-2)]).toEqual([
          130,
          "verdad: The import is cancelled; nothing was written.",
        ]);
      },
      { job: "a test" },
    );
    expect(stored()).toEqual(before);
    expect(listImports(store)).toHaveLength(1);
  }, 120_000);
});
