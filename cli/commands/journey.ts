import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { exportJourney, putJourney } from "#db/journey-writer.ts";
import { readJourneys } from "#db/journeys.ts";
import { operatorScope } from "#db/scope.ts";
import { formatJourneyFile, type JourneyFile, parseJourneyFile } from "#domain/journey-file.ts";
import { InputError } from "#ingest/input-error.ts";
import { print, printJson, usage, withStore } from "../context.ts";
import { readJsonFile } from "../read-json.ts";
import { tellProgress } from "../rebuild-progress.ts";

/** A checked journey file. Throws an InputError that lists every fault with its place. */
export function readJourneyFile(file: string): JourneyFile {
  const parsed = parseJourneyFile(readJsonFile(file).value);
  if (parsed.ok) return parsed.journey;
  const sentence = parsed.errors.map((error) => (error.path === "" ? error.sentence : `${error.path}: ${error.sentence}`)).join("\n  ");
  throw new InputError({ file, line: null, column: "", value: "", sentence });
}

export function addJourneyCommand(root: Command): void {
  const journey = root.command("journey").description("journeys and their moments");

  journey
    .command("put")
    .argument("<file>", "a journey file (JSON)")
    .option("--json", "one JSON document on standard output")
    .description("create or update a journey")
    .action((file: string, options: { json?: boolean }) =>
      withStore(async (store) => {
        const checked = readJourneyFile(file);
        const result = await putJourney(store, checked, { now: Date.now(), sample: false, ...tellProgress() });
        if ("refused" in result) {
          throw new InputError({ file, line: null, column: result.refused.path, value: "", sentence: result.refused.sentence });
        }
        writeAudit(store, { at: Date.now(), actor: "cli", action: "journey:put", detail: { key: checked.key, ...result } });
        if (options.json) printJson({ key: checked.key, ...result });
        else {
          const recomputed = result.recomputed > 0 ? `, ${result.recomputed} visits derived anew` : "";
          print(`${result.created ? "Created" : "Updated"} journey "${checked.key}" with ${result.moments} moments${recomputed}.`);
        }
      }),
    );

  journey
    .command("list")
    .option("--json", "one JSON document on standard output")
    .description("the journeys of the store")
    .action((options: { json?: boolean }) =>
      withStore((store) => {
        const rows = readJourneys(store, operatorScope()).map(({ key, name, mode, sample }) => ({ key, name, mode, sample }));
        if (options.json) printJson(rows);
        else for (const row of rows) print(`${row.key}\t${row.name.en}\t${row.name.ko}\t${row.mode}${row.sample ? "\tsample" : ""}`);
      }),
    );

  journey
    .command("export")
    .argument("<key>")
    .option("--json", "as without it: the file is JSON")
    .description("print a journey's file")
    .action((key: string) =>
      withStore((store) => {
        const file = exportJourney(store, key);
        if (!file) usage(`There is no journey "${key}".`);
        printJson(formatJourneyFile(file));
      }),
    );
}
