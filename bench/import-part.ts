/** P1, P2, P11: the import beside the bare one, of a file in order and of one that is not; and the recount of what it left. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { RATINGS_A_VISIT } from "./generate.ts";
import { type ImportFiles, importBare, importWithVerdad, removeStore, type VerdadImport } from "./imports.ts";
import { type Measure, measure, ratios } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { numberIn, runCli } from "./program.ts";
import { scatterRows } from "./scattered.ts";

type Tell = (text: string) => void;

/** Imports the file as often as planned, by turns with the bare import; leaves the last store in place. */
export function measureImports(plan: Plan, files: ImportFiles, bareDatabase: string, tell: Tell): Measure[] {
  const verdad: VerdadImport[] = [];
  const bare: number[] = [];
  const begun = performance.now();
  const spent = (): number => (performance.now() - begun) / 1000;
  for (let pair = 1; pair <= plan.pairs; pair++) {
    const before = spent();
    const seconds = importBare(files.csv, bareDatabase);
    if (seconds !== null) bare.push(seconds);
    const imported = importWithVerdad(files);
    if (imported.accepted !== plan.ratings) throw new Error(`${imported.accepted} of ${plan.ratings} rows were accepted.`);
    verdad.push(imported);
    tell(`import ${pair} of ${plan.pairs}: ${imported.seconds.toFixed(1)} s, bare ${seconds?.toFixed(1) ?? "not measured"} s`);
    if (spent() + (spent() - before) > plan.importSeconds) break;
  }
  const seconds = verdad.map((row) => row.seconds);
  const peaks = verdad.map((row) => row.peakMiB);
  const rates = seconds.map((value) => plan.ratings / value);
  const disk = verdad.map((row) => row.bytes / plan.ratings);
  return [
    measure("P1", ratios(seconds, bare)),
    measure("P1-verdad", seconds),
    measure("P1-bare", bare),
    measure("P1-rate", rates),
    measure("P2", peaks),
    measure("P11", disk),
  ];
}

/** Imports the same ratings once more, scattered, into a store of its own, which is removed afterwards. */
export async function measureScattered(plan: Plan, files: ImportFiles, folder: string, tell: Tell): Promise<Measure[]> {
  const scattered = { ...files, csv: join(folder, "scattered.csv"), store: join(folder, "scattered.db") };
  try {
    await scatterRows(files.csv, scattered.csv, RATINGS_A_VISIT);
    const bare = importBare(scattered.csv, join(folder, "bare.db"));
    const { accepted, seconds, peakMiB } = importWithVerdad(scattered);
    if (accepted !== plan.ratings) throw new Error(`${accepted} of ${plan.ratings} scattered rows were accepted.`);
    tell(`scattered: ${seconds.toFixed(1)} s, bare ${bare?.toFixed(1) ?? "not measured"} s`);
    const bares = bare === null ? [] : [bare];
    return [
      measure("P1s", ratios([seconds], bares)),
      measure("P1s-verdad", [seconds]),
      measure("P1s-bare", bares),
      measure("P1s-memory", [peakMiB]),
    ];
  } finally {
    rmSync(scattered.csv, { force: true });
    removeStore(scattered.store);
  }
}

/** Recounts the whole store through the command line, whose exit code 1 says that something differs. */
export function measureVerify(store: string, tell: Tell): Measure[] {
  const begun = performance.now();
  const output = runCli(store, ["verify", "--json"], {}, [0, 1]);
  const seconds = (performance.now() - begun) / 1000;
  const differing = numberIn(output, "differences");
  tell(`verify: ${numberIn(output, "cells")} compared in ${seconds.toFixed(1)} s, ${differing} differ`);
  return [measure("verify-seconds", [seconds]), measure("verify-differences", [differing])];
}
