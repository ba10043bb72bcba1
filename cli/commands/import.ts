import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { cancelImport } from "#db/import-cancel.ts";
import { progressOf, progressText } from "#db/import-pace.ts";
import { type ImportRun, listImports } from "#db/import-runs.ts";
import { undoImport } from "#db/import-undo.ts";
import type { Store } from "#db/open.ts";
import { isWriteLocked } from "#db/write-lock.ts";
import { readJob } from "#db/writing-job.ts";
import { CommandFailure, EXIT, print, printJson, usage, withStore } from "../context.ts";
import { atMostEvery, cancelledText, countsOf, type ImportOptions, importFile } from "../import-file.ts";
import { Interruption } from "../interruption.ts";

const TELL_EVERY_MS = 2_000;

export function addImportCommand(root: Command): void {
  const command = root
    .command("import")
    .argument("[file]", "a CSV file")
    .option("--journey <key>")
    .option("--mapping <file>", "what the columns mean (JSON)")
    .option("--dry-run", "write nothing and say the same")
    .option("--max-rejects <n>", "with more rejected rows than this nothing is written")
    .option("--encoding <name>", "instead of what is detected")
    .option("--delimiter <character>", "instead of what is detected")
    .option("--json", "one JSON document on standard output")
    .description("import a file, or list, cancel and undo imports")
    .action((file: string | undefined, options: Partial<ImportOptions>) => {
      const { journey, mapping } = options;
      if (file === undefined) usage("import: name a file.");
      if (journey === undefined) usage("import: name a journey with --journey KEY.");
      if (mapping === undefined) usage("import: name a mapping with --mapping FILE.json.");
      return withStore((store) => importFile(store, file, { ...options, journey, mapping }));
    });

  command
    .command("list")
    .option("--json", "one JSON document on standard output")
    .description("imports, newest first")
    .action((_: unknown, self: Command) =>
      withStore((store) => {
        const running = runningImport(store);
        const runs = listImports(store);
        if (self.optsWithGlobals().json) printJson(runs.map((run) => document(run, running)));
        else for (const run of runs) print(line(run, running));
      }),
    );

  command
    .command("undo")
    .argument("<importId>")
    .option("--json", "one JSON document on standard output")
    .description("take an import back, as if it had never run")
    .action((text: string, _: unknown, self: Command) =>
      withStore(async (store) => {
        const importId = numberOf("undo", text);
        const result = await undoImport(store, importId, Date.now);
        if (result === "unknown-import") usage(`There is no import ${importId}.`);
        if (result === "already-undone") usage(`Import ${importId} is undone already.`);
        writeAudit(store, { at: Date.now(), actor: "cli", action: "import:undo", detail: { ...result } });
        if (self.optsWithGlobals().json) printJson(result);
        else
          print(
            `Import ${importId} is undone: ${result.visits} visits changed or removed; ${result.repeatedRows} rows of later imports repeated it and went with it.`,
          );
      }),
    );

  command
    .command("cancel")
    .argument("<importId>")
    .option("--json", "one JSON document on standard output")
    .description("stop an import that runs, or was interrupted, and take back what it has written")
    .action((text: string, _: unknown, self: Command) =>
      withStore(async (store) => {
        const importId = numberOf("cancel", text);
        const result = await cancel(store, importId);
        if (result === "unknown-import") usage(`There is no import ${importId}.`);
        if (result === "already-undone") usage(`Import ${importId} is undone already.`);
        if (result === "done") usage(`Import ${importId} has ended: "import undo ${importId}" takes it back.`);
        if (result) writeAudit(store, { at: Date.now(), actor: "cli", action: "import:cancel", detail: { ...result } });
        if (self.optsWithGlobals().json) printJson({ importId, visits: result?.visits ?? null });
        else print(result ? cancelledText(importId, result.visits) : `Import ${importId} is cancelled, and what it had written is undone.`);
      }),
    );
}

async function cancel(store: Store, importId: number): ReturnType<typeof cancelImport> {
  const interruption = Interruption.listen("No longer waiting.");
  try {
    return await cancelImport(store, importId, Date.now, {
      check: () =>
        interruption.throwIfAsked(() => new CommandFailure(EXIT.interrupted, `Import ${importId} may still stop: see "import list".`)),
      onWait: atMostEvery(TELL_EVERY_MS),
    });
  } finally {
    interruption.stopListening();
  }
}

function numberOf(command: string, text: string): number {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : usage(`import ${command}: "${text}" is no import's number.`);
}

/** The import that some process runs at this moment; null: none. */
function runningImport(store: Store): number | null {
  return isWriteLocked(store) ? (readJob(store)?.importId ?? null) : null;
}

function document(run: ImportRun, running: number | null) {
  return {
    importId: run.id,
    journey: run.journey,
    source: run.source,
    file: run.fileName,
    status: run.status,
    startedAt: new Date(run.startedAt).toISOString(),
    ...countsOf(run),
    progress: run.id === running ? progressOf(run) : null,
  };
}

function line(run: ImportRun, running: number | null): string {
  const progress = run.id === running ? progressOf(run) : null;
  const isStopped = run.id !== running && (run.status === "running" || run.status === "undoing");
  const status = isStopped ? "interrupted" : run.status;
  const cells = [run.id, status, run.journey, run.source, run.fileName, `${run.rows} rows`, `${run.rejected} rejected`];
  return [...cells, ...(progress ? [progressText(progress)] : [])].join("\t");
}
