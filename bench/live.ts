/** What happens to a served store from outside: imports by the command line, and the events that tell open dashboards of them. */
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { readJourneys } from "#db/journeys.ts";
import { openReader, type Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import type { ImportFiles } from "./imports.ts";
import { startCli } from "./program.ts";
import type { BenchServer } from "./server.ts";

/** Milliseconds between two looks at the store. */
const LOOK_MS = 2;
const PATIENCE_MS = 30_000;

/** Imports the file again and again, as another source each time, until it is told to stop; the import under way is ended then. */
export function keepImporting(
  store: string,
  files: Pick<ImportFiles, "csv" | "journeyKey" | "mapping">,
  folder: string,
): { stop(): Promise<void> } {
  let stopped = false;
  let end: () => void = () => undefined;
  const run = async (): Promise<void> => {
    for (let turn = 1; !stopped; turn++) {
      const child = startCli(store, importArguments(files, folder, `again-${turn}`));
      end = () => child.kill("SIGTERM");
      const [code] = await once(child, "exit");
      if (code !== 0 && !stopped) throw new Error(`An import into the served store ended with ${code}.`);
    }
  };
  const running = run();
  // Looked at when it is stopped.
  running.catch(() => undefined);
  return {
    async stop() {
      stopped = true;
      end();
      await running;
    },
  };
}

function importArguments(files: Pick<ImportFiles, "csv" | "journeyKey" | "mapping">, folder: string, source: string): string[] {
  const mapping = join(folder, `mapping-${source}.json`);
  writeFileSync(mapping, JSON.stringify({ ...JSON.parse(readFileSync(files.mapping, "utf8")), source }));
  return ["import", files.csv, "--journey", files.journeyKey, "--mapping", mapping];
}

/** Seconds from an import's commit, seen in the store, to the event on a connection that an open dashboard holds; for each of `turns` imports. */
export async function secondsToEvents(
  server: BenchServer,
  files: Pick<ImportFiles, "csv" | "journeyKey" | "mapping">,
  folder: string,
  turns: number,
): Promise<number[]> {
  const events = await listen(new URL(`/api/journeys/${encodeURIComponent(files.journeyKey)}/events`, server.url), server.cookie);
  const reader = openReader(`file:${server.store}`);
  try {
    // The first event says how things stand.
    await events.next();
    const seconds: number[] = [];
    for (let turn = 1; turn <= turns; turn++) {
      const told = events.next();
      const committed = versionMoves(reader, files.journeyKey);
      const child = startCli(server.store, importArguments(files, folder, `told-${turn}`));
      const ended = once(child, "exit");
      const [at, by] = await Promise.all([told, committed]);
      seconds.push(Math.max(0, at - by) / 1000);
      await ended;
    }
    return seconds;
  } finally {
    reader.close();
    events.close();
  }
}

/** Resolves with the moment at which the journey's data version is another one. */
async function versionMoves(reader: Store, journeyKey: string): Promise<number> {
  const version = (): number | undefined => readJourneys(reader, operatorScope()).find((row) => row.key === journeyKey)?.dataVersion;
  const before = version();
  const deadline = performance.now() + PATIENCE_MS;
  while (version() === before) {
    if (performance.now() > deadline) throw new Error("An import of a few rows was not committed in time.");
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return performance.now();
}

interface Events {
  /** The moment at which the next event arrives. */
  next(): Promise<number>;
  close(): void;
}

async function listen(url: URL, cookie: string): Promise<Events> {
  const asked: ClientRequest = request(url, { headers: { cookie, accept: "text/event-stream" } });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The events answered ${response.statusCode}.`);
  let waiting: ((at: number) => void) | null = null;
  let early: number | null = null;
  response.setEncoding("utf8").on("data", (part: string) => {
    if (!part.includes("event: data")) return;
    if (waiting === null) early = performance.now();
    else waiting(performance.now());
    waiting = null;
  });
  // Closing it is an error to the one who reads.
  response.on("error", () => undefined);
  return {
    next() {
      const at = early;
      early = null;
      if (at !== null) return Promise.resolve(at);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("No event arrived in time.")), PATIENCE_MS);
        waiting = (moment) => {
          clearTimeout(timer);
          resolve(moment);
        };
      });
    },
    close: () => asked.destroy(),
  };
}
