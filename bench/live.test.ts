import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readJourneys } from "#db/journeys.ts";
import { openReader, type Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import { MOMENT_KEYS } from "#sample/moments.ts";
import { writeRatings } from "./generate.ts";
import { importWithVerdad } from "./imports.ts";
import { keepImporting, secondsToEvents } from "./live.ts";

/** Milliseconds that the server of this test waits before it tells what it has seen. */
const LATE = 400;

const folder = mkdtempSync(join(tmpdir(), "verdad-live-"));
const files = {
  csv: join(folder, "ratings.csv"),
  store: join(folder, "store.db"),
  journeyFile: join(import.meta.dirname, "..", "templates", "airline.json"),
  journeyKey: "airline",
  mapping: join(import.meta.dirname, "mapping.json"),
};
let server: Server;
let timer: NodeJS.Timeout | undefined;

let reader: Store;

function version(): number {
  return readJourneys(reader, operatorScope())[0]?.dataVersion ?? 0;
}

beforeAll(async () => {
  writeRatings(files.csv, 50, MOMENT_KEYS, 7);
  importWithVerdad(files);
  reader = openReader(`file:${files.store}`);
  server = createServer((_, response) => {
    let told = -1;
    response.writeHead(200, { "content-type": "text/event-stream" });
    timer = setInterval(() => {
      const now = version();
      if (now === told) return;
      told = now;
      setTimeout(() => response.write(`event: data\ndata: 12-3-${now}\n\n: a comment\n\n`), LATE);
    }, 5);
    response.on("close", () => clearInterval(timer));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(() => {
  clearInterval(timer);
  server.close();
  reader.close();
  rmSync(folder, { recursive: true });
});

test("events that come 400 ms after the commit are measured as that late, import after import", async () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No address.");
  const served = { url: new URL(`http://127.0.0.1:${address.port}`), store: files.store, cookie: "session=1" };
  const seconds = await secondsToEvents(served, files, 2);
  expect(seconds.length).toBe(2);
  for (const late of seconds) {
    expect(late).toBeGreaterThan((LATE - 50) / 1000);
    expect(late).toBeLessThan(10);
  }
});

test("imports go on, each as another source, until they are stopped", async () => {
  const before = version();
  const importing = keepImporting(files.store, files);
  while (version() < before + 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await importing.stop();
  const after = version();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(version()).toBe(after);
});

test("an import that fails is told, and nothing goes on", async () => {
  const importing = keepImporting(files.store, { ...files, journeyKey: "no such journey" });
  await expect(importing.running).rejects.toThrow("ended with 2");
  await expect(importing.stop()).rejects.toThrow("ended with 2");
});
