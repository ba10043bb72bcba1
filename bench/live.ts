/** What happens to a served store from outside: imports by the command line, and the events that tell open dashboards of them. */
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { dirname, join } from "node:path";
import { readJourneys } from "#db/journeys.ts";
import { openReader, type Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import type { ImportFiles } from "./imports.ts";
import { startCli } from "./program.ts";
import type { BenchServer } from "./server.ts";

/** Milliseconds between two looks at the store. */
const LOOK_MS = 2;
const PATIENCE_MS = 30_000;

type LiveFiles = Pick<ImportFiles, "csv" | "journeyKey" | "mapping">;

export interface Importing {
  /** Settles when it was stopped; rejects where an import fails before. */
  readonly running: Promise<void>;
  /** Kills the import under way. */
  stop(): Promise<void>;
}

/** Imports the file again and again, as another source each time, until it is told to stop. */
export function keepImporting(store: string, files: LiveFiles): Importing {
  let stopped = false;
  let end: () => void = () => undefined;
  const run = async (): Promise<void> => {
    for (let turn = 1; !stopped; turn++) {
      const child = startCli(store, importArguments(store, files, `again-${turn}`));
      end = () => child.kill("SIGKILL");
      const [code] = await once(child, "exit");
      if (code !== 0 && !stopped) throw new Error(`An import into the served store ended with ${code}.`);
    }
  };
  const running = run();
  // Looked at when it is stopped.
  running.catch(() => undefined);
  return {
    running,
    async stop() {
      stopped = true;
      end();
      await running;
    },
  };
}

/** The mapping, with another source, goes beside the store. */
function importArguments(store: string, { csv, journeyKey, mapping }: LiveFiles, source: string): string[] {
  const own = join(dirname(store), `mapping-${source}.json`);
  writeFileSync(own, JSON.stringify({ ...JSON.parse(readFileSync(mapping, "utf8")), source }));
  return ["import", csv, "--journey", journeyKey, "--mapping", own];
}

/** Seconds from an import's commit, seen in the store, to the event on a connection that an open dashboard holds; for each of `turns` imports. */
export async function secondsToEvents(
  server: Pick<BenchServer, "url" | "store" | "cookie">,
  files: LiveFiles,
  turns: number,
): Promise<number[]> {
  const events = await listen(new URL(`/api/journeys/${encodeURIComponent(files.journeyKey)}/events`, server.url), server.cookie);
  const reader = openReader(`file:${server.store}`);
  try {
    const seconds: number[] = [];
    for (let turn = 1; turn <= turns; turn++) {
      const before = versionOf(reader, files.journeyKey);
      // Where things stand is told first.
      await events.told(before);
      const ended = once(startCli(server.store, importArguments(server.store, files, `told-${turn}`)), "exit");
      const { version, at } = await versionMoves(reader, files.journeyKey, before);
      seconds.push(Math.max(0, (await events.told(version)) - at) / 1000);
      await ended;
    }
    return seconds;
  } finally {
    reader.close();
    events.close();
  }
}

function versionOf(reader: Store, journeyKey: string): number {
  const journey = readJourneys(reader, operatorScope()).find((row) => row.key === journeyKey);
  if (journey === undefined) throw new Error(`The served store has no journey ${journeyKey}.`);
  return journey.dataVersion;
}

/** The next version of the journey's data, and the moment at which it can be seen. */
async function versionMoves(reader: Store, journeyKey: string, before: number): Promise<{ readonly version: number; readonly at: number }> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const version = versionOf(reader, journeyKey);
    if (version !== before) return { version, at: performance.now() };
    if (performance.now() > deadline) throw new Error("An import of a few rows was not committed in time.");
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

interface Events {
  /** The moment at which the first event of this version or a later one arrived, or will. */
  told(version: number): Promise<number>;
  close(): void;
}

async function listen(url: URL, cookie: string): Promise<Events> {
  const asked = request(url, { headers: { cookie, accept: "text/event-stream" } });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The events answered ${response.statusCode}.`);
  const arrived: { readonly version: number; readonly at: number }[] = [];
  response.setEncoding("utf8").on("data", (part: string) => {
    for (const [, version] of part.matchAll(/^data: .*-(\d+)$/gm)) arrived.push({ version: Number(version), at: performance.now() });
  });
  // Closing it is an error to the one who reads.
  response.on("error", () => undefined);
  return {
    async told(version) {
      const deadline = performance.now() + PATIENCE_MS;
      for (;;) {
        const found = arrived.find((event) => event.version >= version);
        if (found !== undefined) return found.at;
        if (performance.now() > deadline) throw new Error("No event arrived in time.");
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
    close: () => asked.destroy(),
  };
}
