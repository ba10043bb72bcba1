/**
 * `npm run bench -- [--size 1M] [--only P3,P8] [--keep] [--folder DIR]`: measures, prints a table, writes bench/latest-SIZE.json (50M:
 * bench/latest.json) and the tables of docs/performance.md. PG_URL: asks a PostgreSQL too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJourneyFile } from "#domain/journey-file.ts";
import { documentPath } from "./document.ts";
import { openDuck } from "./duckdb.ts";
import { RATINGS_A_VISIT } from "./generate.ts";
import { measureHttp } from "./http-part.ts";
import { measureImports, measureScattered, measureVerify } from "./import-part.ts";
import { machine, versions } from "./machine.ts";
import type { Measure } from "./measure.ts";
import { type Options, PART_NAMES, type Part, readOptions } from "./options.ts";
import { writePage } from "./page.ts";
import { type Plan, planFor, SMALL } from "./plan.ts";
import { openPostgres, postgresVersion } from "./postgres.ts";
import { duckMeasures, measureGrowth, measureReports, measureRival, postgresMeasures } from "./report-part.ts";
import { formatSize } from "./size.ts";
import { measuresTable } from "./table.ts";
import { type Asker, openVerdad } from "./verdad.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

const JOURNEY_FILE = join(import.meta.dirname, "..", "templates", "airline.json");

interface Run {
  readonly plan: Plan;
  readonly workshop: Workshop;
  readonly journeyKey: string;
  /** PG_URL; null where there is none. */
  readonly postgres: string | null;
}

function tell(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

/** Parts that a run of this size consists of. */
function partsOf({ plan, postgres }: Run): Part[] {
  return PART_NAMES.filter((part) => (part !== "growth" || plan.ratings > SMALL) && (part !== "postgres" || postgres !== null));
}

async function withVerdad<T>({ workshop, journeyKey }: Run, ratings: number, use: (verdad: Asker) => Promise<T>): Promise<T> {
  const verdad = openVerdad(workshop.files(ratings).store, journeyKey);
  try {
    return await use(verdad);
  } finally {
    verdad.close();
  }
}

const MEASURE: Readonly<Record<Part, (run: Run) => Promise<Measure[]> | Measure[]>> = {
  imports({ plan, workshop }) {
    workshop.mark(plan.ratings, false);
    const measures = measureImports(plan, workshop.files(plan.ratings), join(workshop.folder, "bare.db"), tell);
    workshop.mark(plan.ratings, true);
    return measures;
  },
  scattered: ({ plan, workshop }) => measureScattered(plan, workshop.files(plan.ratings), workshop.folder, tell),
  verify: ({ plan, workshop }) => measureVerify(workshop.files(plan.ratings).store, tell),
  reports: (run) => withVerdad(run, run.plan.ratings, (verdad) => measureReports(run.plan, verdad)),
  growth(run) {
    run.workshop.ensureStore(SMALL);
    return withVerdad(run, run.plan.ratings, (verdad) => withVerdad(run, SMALL, (small) => measureGrowth(run.plan, verdad, small)));
  },
  async duckdb(run) {
    const duck = await openDuck(run.workshop.files(run.plan.ratings).csv, run.plan.moments);
    try {
      return duckMeasures(await withVerdad(run, run.plan.ratings, (verdad) => measureRival(run.plan, verdad, duck)), duck.loadSeconds);
    } finally {
      duck.close();
    }
  },
  async postgres(run) {
    const { plan, workshop, postgres } = run;
    if (postgres === null) return [];
    const rival = await openPostgres(postgres, workshop.files(plan.ratings).csv, plan.moments);
    try {
      const imports = workshop.measured().imports?.find((one) => one.id === "P1-verdad")?.value ?? null;
      const times = await withVerdad(run, plan.ratings, (verdad) => measureRival(plan, verdad, rival));
      return postgresMeasures(times, rival.copySeconds, imports);
    } finally {
      await rival.close();
    }
  },
  http({ plan, workshop }) {
    const live = workshop.files(Math.min(plan.ratings, SMALL)).csv;
    return measureHttp(plan, workshop.files(plan.ratings), live, workshop.folder, tell);
  },
};

async function main(options: Options): Promise<void> {
  const size = formatSize(options.ratings);
  const parsed = parseJourneyFile(JSON.parse(readFileSync(JOURNEY_FILE, "utf8")));
  if (!parsed.ok) throw new Error(`${JOURNEY_FILE} is no journey.`);
  const moments = parsed.journey.moments.filter((moment) => !moment.archived).map((moment) => moment.key);
  const journey = { file: JOURNEY_FILE, key: parsed.journey.key, moments };
  const workshop = openWorkshop(join(options.folder, size), journey, tell);
  const postgres = process.env.PG_URL || null;
  const run: Run = { plan: planFor(options.ratings, moments), workshop, journeyKey: journey.key, postgres };
  try {
    if (options.only === null) workshop.remember({});
    for (const part of options.only ?? partsOf(run)) {
      if (!partsOf(run).includes(part))
        throw new Error(`${part} is not measured at ${size}${part === "postgres" ? " without PG_URL" : ""}.`);
      if (part !== "imports" && part !== "scattered") workshop.ensureStore(options.ratings);
      tell(`${size}: ${part}`);
      workshop.remember({ ...workshop.measured(), [part]: await MEASURE[part](run) });
    }
    await finish(run, size, options.ratings);
  } finally {
    if (!options.keep && !workshop.found) workshop.remove();
  }
}

/** Prints what is measured, and writes it where every part is there. */
async function finish(run: Run, size: string, ratings: number): Promise<void> {
  const measured = run.workshop.measured();
  const measures = partsOf(run).flatMap((part) => measured[part] ?? []);
  const missing = partsOf(run).filter((part) => measured[part] === undefined);
  process.stdout.write(`${measuresTable(measures)}\n`);
  if (missing.length > 0) return tell(`nothing is written: ${missing.join(", ")} not measured`);
  const document = {
    machine: machine(),
    size: { ratings, visits: ratings / RATINGS_A_VISIT },
    versions: versions(run.postgres === null ? null : await postgresVersion(run.postgres)),
    measures,
  };
  writeFileSync(documentPath(size), `${JSON.stringify(document, null, 2)}\n`);
  writePage();
  tell(`written to ${documentPath(size)} and docs/performance.md`);
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  tell(`bench: ${options}`);
  process.exitCode = 2;
} else {
  await main(options);
}
