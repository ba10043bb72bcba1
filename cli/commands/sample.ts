import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { readSettings } from "#db/settings.ts";
import { parseDay } from "#domain/calendar.ts";
import { print, printJson, usage, withStore } from "../context.ts";
import { loadSample, removeSample, yesterday } from "../load-sample.ts";

interface SampleOptions {
  readonly scale: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export function addSampleCommand(root: Command): void {
  const sample = root
    .command("sample")
    .option("--scale <n>", "1 is about 60,000 visits", "1")
    .option("--as-of <day>", "the sample's last day; default: yesterday")
    .option("--json", "one JSON document on standard output")
    .description("load the sample journey")
    .action((options: SampleOptions) => {
      const scale = Number(options.scale);
      if (!(scale > 0 && scale <= 1000)) usage(`--scale: "${options.scale}" is not above 0 and at most 1000.`);
      if (options.asOf !== undefined && parseDay(options.asOf) === null) usage(`--as-of: "${options.asOf}" is no day (YYYY-MM-DD).`);
      return withStore(async (store) => {
        const asOf = options.asOf ?? yesterday(readSettings(store).timeZone);
        const result = await loadSample(store, asOf, scale);
        writeAudit(store, { at: Date.now(), actor: "cli", action: "sample:load", detail: { scale, asOf } });
        if (options.json) printJson(result);
        else print(`Loaded the sample: ${result.visits} visits, ${result.touches} touches, ${result.ratings} ratings.`);
      });
    });

  sample
    .command("remove")
    .description("take the sample away")
    .action((_: unknown, self: Command) =>
      withStore(async (store) => {
        if (!(await removeSample(store))) usage("There is no sample to remove.");
        writeAudit(store, { at: Date.now(), actor: "cli", action: "sample:remove", detail: {} });
        if (self.optsWithGlobals().json) printJson({ removed: true });
        else print("Removed the sample.");
      }),
    );
}
