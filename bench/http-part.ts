/** P8, P9, P13: the production server, asked over HTTP by a signed-in viewer, alone and while another process imports into its store. */
import { dirname, join } from "node:path";
import { writeRatings } from "./generate.ts";
import type { ImportFiles } from "./imports.ts";
import { keepImporting, secondsToEvents } from "./live.ts";
import { type Load, load } from "./load.ts";
import type { LoopDelay } from "./loop-delay.ts";
import { eachQuantile, type Measure, measure, ratios } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { mixedQuestions } from "./questions.ts";
import { type BenchServer, ensureBuild, startServer } from "./server.ts";
import { parametersOf } from "./verdad.ts";

const CLIENTS = 32;
const REVALIDATIONS = 100;
const EVENTS = 5;
/** Ratings of the file that brings the events. */
const FEW = 50;
/** Milliseconds until an import that was started is at its work. */
const UNDER_WAY_MS = 2_000;

interface Rounds {
  readonly one: readonly Load[];
  readonly many: readonly Load[];
}

/** `live`: the file that is imported while the server is asked. */
export async function measureHttp(
  plan: Plan,
  files: ImportFiles,
  live: string,
  folder: string,
  tell: (text: string) => void,
): Promise<Measure[]> {
  ensureBuild();
  const server = await startServer(files.store, join(folder, "served"));
  try {
    const asker = askerOf(server, files.journeyKey, plan);
    await asker.warm();
    await server.loopDelay();
    const idle = await asker.rounds();
    const idleLoop = await server.loopDelay();
    const again = await asker.revalidate();
    tell("server asked; now while an import runs");
    const few = join(dirname(server.store), "few.csv");
    writeRatings(few, FEW, plan.moments, 1);
    // These imports move the data on, so that no answer of the idle rounds is asked from memory in the busy ones.
    const told = await secondsToEvents(server, { ...files, csv: few }, EVENTS);
    const importing = keepImporting(server.store, { ...files, csv: live });
    const [busy, busyLoop] = await askBusy(asker, server).finally(() => importing.stop());
    const all = [...idle.one, ...idle.many, ...again, ...busy.one, ...busy.many];
    return [
      measure("P8-one", p95(idle.one)),
      measure("P8-many", p95(idle.many)),
      measure("P8-304", p95(again)),
      measure(
        "P8-rate",
        idle.many.map(({ times, seconds }) => times.length / seconds),
      ),
      measure("P8-loop-p99", [idleLoop.p99]),
      measure("P8-loop-max", [idleLoop.max]),
      measure("P9-one", ratios(p95(busy.one), p95(idle.one))),
      measure("P9-many", ratios(p95(busy.many), p95(idle.many))),
      measure("P9-one-ms", p95(busy.one)),
      measure("P9-many-ms", p95(busy.many)),
      measure("P9-loop-p99", [busyLoop.p99]),
      measure("P9-loop-max", [busyLoop.max]),
      measure("http-failures", [all.reduce((sum, one) => sum + one.failures, 0)]),
      measure("P13", told),
    ];
  } finally {
    await server.stop();
  }
}

async function askBusy(asker: { rounds(): Promise<Rounds> }, server: BenchServer): Promise<readonly [Rounds, LoopDelay]> {
  await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
  await server.loopDelay();
  return [await asker.rounds(), await server.loopDelay()];
}

function p95(loads: readonly Load[]): number[] {
  return eachQuantile(
    loads.map((one) => one.times),
    0.95,
  );
}

/** Asks the server the plan's questions, each round its own: no answer is there before it is asked for. */
function askerOf(server: BenchServer, journeyKey: string, plan: Plan) {
  const one = { server: server.url, headers: { cookie: server.cookie }, clients: 1, limitMs: plan.loadLimitMs };
  const many = { ...one, clients: CLIENTS };
  const size = plan.oneClient + plan.manyClients;
  const targets = mixedQuestions(size * plan.rounds + REVALIDATIONS).map(({ report, asked }) => ({
    path: `/api/journeys/${encodeURIComponent(journeyKey)}/${report}?${parametersOf(report, asked)}`,
  }));
  const known = targets.slice(-REVALIDATIONS);
  return {
    /** Wakes every part of the server, with questions that no round has. */
    async warm(): Promise<void> {
      await load(many, known);
    },
    async rounds(): Promise<Rounds> {
      const rounds: { readonly one: Load[]; readonly many: Load[] } = { one: [], many: [] };
      for (let start = 0; start < size * plan.rounds; start += size) {
        rounds.one.push(await load(one, targets.slice(start, start + plan.oneClient)));
        rounds.many.push(await load(many, targets.slice(start + plan.oneClient, start + size)));
      }
      return rounds;
    },
    /** Answers that the client has already, one client. */
    async revalidate(): Promise<Load[]> {
      const { etags } = await load(one, known);
      const tagged = known.flatMap(({ path }, i) => {
        const etag = etags[i] ?? null;
        return etag === null ? [] : [{ path, etag }];
      });
      const loads: Load[] = [];
      for (let round = 0; round < plan.rounds; round++) loads.push(await load(one, tagged));
      return loads;
    },
  };
}
