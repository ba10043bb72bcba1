/** The command line: `npm run -s verdad -- COMMAND …`. */
import { Command, CommanderError } from "commander";
import { StoreError } from "#db/store-error.ts";
import { InputError } from "#ingest/input-error.ts";
import { addDemoCommand } from "./commands/demo.ts";
import { addImportCommand } from "./commands/import.ts";
import { addJourneyCommand } from "./commands/journey.ts";
import { addReportCommand } from "./commands/report.ts";
import { addSampleCommand } from "./commands/sample.ts";
import { addSegmentCommand } from "./commands/segment.ts";
import { addSettingsCommand } from "./commands/settings.ts";
import { addStoreCommands } from "./commands/store.ts";
import { addUserCommand } from "./commands/user.ts";
import { CommandFailure, EXIT, tell } from "./context.ts";
import { loadEnvironment } from "./environment.ts";

function program(): Command {
  const root = new Command("verdad")
    .description("Verdad's command line. DATABASE_URL picks the store (default file:data/verdad.db).")
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  addStoreCommands(root);
  addJourneyCommand(root);
  addImportCommand(root);
  addReportCommand(root);
  addSampleCommand(root);
  addUserCommand(root);
  addSegmentCommand(root);
  addSettingsCommand(root);
  addDemoCommand(root);
  return root;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof CommandFailure) {
    tell(`verdad: ${error.message}`);
    return error.exitCode;
  }
  if (error instanceof InputError) {
    tell(`verdad: ${error.message}${error.value === "" ? "" : ` (found: ${JSON.stringify(error.value)})`}`);
    return EXIT.input;
  }
  if (error instanceof StoreError) {
    tell(`verdad: ${error.message}`);
    return EXIT.store;
  }
  throw error;
}

loadEnvironment();
try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}
