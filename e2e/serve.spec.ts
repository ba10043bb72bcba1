/** The server as a process: it starts, stops and refuses as an operator needs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { TEST_PORT } from "./test-server.ts";

const PORT = TEST_PORT + 1;
const folder = mkdtempSync(join(tmpdir(), "verdad-serve-"));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function serve(store: string, port: number): Run {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../cli/serve.ts")], {
    env: {
      ...process.env,
      DATABASE_URL: `file:${join(folder, store)}`,
      HOST: "127.0.0.1",
      PORT: String(port),
      NEXTAUTH_URL: "",
      VERDAD_SECRET: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (text += String(part)));
  return { child, said: () => text };
}

async function exitCode({ child }: Run): Promise<unknown> {
  const [code] = child.exitCode === null ? await once(child, "close") : [child.exitCode];
  return code;
}

test("a first start makes store and secret, says how to add the first admin, and stops at once and cleanly", async () => {
  const run = serve("first/verdad.db", PORT);
  await expect.poll(run.said, { timeout: 30_000 }).toContain(`at http://127.0.0.1:${PORT}`);
  expect(run.said()).toContain("Add the first admin: npm run -s verdad -- user add");
  expect((await fetch(`http://127.0.0.1:${PORT}/api/health`)).status).toBe(200);
  expect(statSync(join(folder, "first/secret")).mode & 0o777).toBe(0o600);

  run.child.kill("SIGTERM");
  expect(await exitCode(run)).toBe(0);
  await expect(fetch(`http://127.0.0.1:${PORT}/api/health`)).rejects.toThrow();
});

test("a port that is taken is refused with one sentence and exit code 3, before a store is made", async () => {
  const run = serve("taken/verdad.db", TEST_PORT);
  expect(await exitCode(run)).toBe(3);
  expect(run.said()).toBe(`Port ${TEST_PORT} on 127.0.0.1 is taken: stop what uses it, or set PORT.\n`);
  expect(() => statSync(join(folder, "taken"))).toThrow("ENOENT");
});

test("a store of a newer version is refused with one sentence and exit code 3", async () => {
  const store = new Database(join(folder, "newer.db"));
  store.exec("create table __drizzle_migrations (id integer primary key, hash text, created_at numeric)");
  store.exec("insert into __drizzle_migrations values (1, 'later', 9999999999999)");
  store.close();
  const run = serve("newer.db", PORT);
  expect(await exitCode(run)).toBe(3);
  expect(run.said()).toMatch(/^The store at \S+ was written by a newer version of Verdad: .*\n$/);
});
