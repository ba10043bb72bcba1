/** `npm run bench -- [--size 1M] [--repeat N] [--questions N]`: measures, prints a table, writes bench/latest-SIZE.json. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseJourneyFile } from "#domain/journey-file.ts";
import { openDuck } from "./duckdb.ts";
import { RATINGS_A_VISIT, writeRatings } from "./generate.ts";
import { machine, versions } from "./machine.ts";
import type { Measure } from "./measure.ts";
import { measureImports, measureReports } from "./run.ts";
import { formatSize, parseSize } from "./size.ts";
import { openVerdad } from "./verdad.ts";

const HERE = import.meta.dirname;
const JOURNEY_FILE = join(HERE, "..", "templates", "airline.json");
const SEED = 1980;
/** From here on one repetition has to do. */
const LARGE = 5_000_000;

interface Options {
  readonly ratings: number;
  readonly repetitions: number;
  readonly questions: number;
}

function readOptions(): Options | string {
  const values = readArguments();
  if (typeof values === "string") return values;
  const ratings = parseSize(values.size);
  if (ratings === null) return `--size: "${values.size}" is not a size: 5000, 250k, 1M, at most 200M.`;
  const repetitions = Number(values.repeat ?? (ratings >= LARGE ? 1 : 3));
  if (!Number.isInteger(repetitions) || repetitions < 1) return `--repeat: "${values.repeat}" is not a whole number above 0.`;
  const questions = Number(values.questions);
  if (!Number.isInteger(questions) || questions < 1) return `--questions: "${values.questions}" is not a whole number above 0.`;
  return { ratings: ratings - (ratings % RATINGS_A_VISIT), repetitions, questions };
}

function readArguments(): { readonly size: string; readonly repeat?: string; readonly questions: string } | string {
  try {
    return parseArgs({
      options: { size: { type: "string", default: "1M" }, repeat: { type: "string" }, questions: { type: "string", default: "40" } },
    }).values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(options: Options): Promise<void> {
  const size = formatSize(options.ratings);
  const parsed = parseJourneyFile(JSON.parse(readFileSync(JOURNEY_FILE, "utf8")));
  if (!parsed.ok) throw new Error(`${JOURNEY_FILE} is no journey.`);
  const moments = parsed.journey.moments.filter((moment) => !moment.archived).map((moment) => moment.key);
  const csv = join(HERE, ".data", `ratings-${size}.csv`);
  const store = join(HERE, ".data", `verdad-${size}.db`);
  tell(writeRatings(csv, options.ratings, moments, SEED) ? `wrote ${csv}` : `found ${csv}`);

  const plan = { ...options, moments };
  const files = { csv, store, journeyFile: JOURNEY_FILE, journeyKey: parsed.journey.key, mapping: join(HERE, "mapping.json") };
  const measures = measureImports(plan, files, join(HERE, ".data", `bare-${size}.db`), tell);
  const duck = await openDuck(csv, moments);
  const verdad = openVerdad(store, parsed.journey.key);
  try {
    measures.push(...(await measureReports(plan, verdad, duck, tell)));
  } finally {
    verdad.close();
    duck.close();
  }

  const document = {
    machine: machine(),
    size: { ratings: options.ratings, visits: options.ratings / RATINGS_A_VISIT },
    versions: versions(),
    measures,
  };
  const target = join(HERE, `latest-${size}.json`);
  writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`);
  printTable(measures);
  process.stdout.write(
    `${document.machine.cpu}, ${document.machine.cores} cores, ${document.machine.memoryGiB} GiB; written to ${target}\n`,
  );
}

function printTable(measures: readonly Measure[]): void {
  const figure = (value: number | null): string =>
    value === null ? "–" : value.toLocaleString("en", { maximumSignificantDigits: value >= 1000 ? 4 : 3 });
  const rows = measures.map(({ id, value, low, high, unit, target, ok }) => [
    id,
    figure(value),
    unit,
    `${figure(low)} … ${figure(high)}`,
    target ?? "",
    ok === null ? "" : ok ? "reached" : "MISSED",
  ]);
  const table = [["measure", "value", "unit", "lowest … highest", "target", ""], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
}

const options = readOptions();
if (typeof options === "string") {
  tell(`bench: ${options}`);
  process.exitCode = 2;
} else {
  await main(options);
}
