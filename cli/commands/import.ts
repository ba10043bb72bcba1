import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { listImports } from "#db/import-runs.ts";
import { undoImport } from "#db/import-undo.ts";
import { type ImportRequest, type ImportResult, OtherVisitGap, runImport } from "#db/import-writer.ts";
import { readJourney } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { fileFingerprint } from "#ingest/fingerprint.ts";
import { InputError } from "#ingest/input-error.ts";
import { parseMapping } from "#ingest/mapping.ts";
import { type OpenedRows, openRows } from "#ingest/open-rows.ts";
import { readInThread } from "#ingest/rows-in-thread.ts";
import { CommandFailure, EXIT, print, printJson, tell, usage, withStore } from "../context.ts";
import { readJsonFile } from "../read-json.ts";
import { finishInterrupted } from "../rebuild-progress.ts";
import { customerHasher } from "./store.ts";

interface ImportOptions {
  readonly journey: string;
  readonly mapping: string;
  readonly dryRun?: boolean;
  readonly maxRejects?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly json?: boolean;
}

const PROGRESS_EVERY_MS = 2_000;

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
    .description("import a file, or list and undo imports")
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
        const rows = listImports(store).map((run) => ({
          importId: run.id,
          journey: run.journey,
          source: run.source,
          file: run.fileName,
          status: run.status,
          startedAt: new Date(run.startedAt).toISOString(),
          ...countsOf({ ...run, importId: run.id }),
        }));
        if (self.optsWithGlobals().json) printJson(rows);
        else
          for (const row of rows)
            print([row.importId, row.status, row.journey, row.source, row.file, `${row.rows} rows`, `${row.rejected} rejected`].join("\t"));
      }),
    );

  command
    .command("undo")
    .argument("<importId>")
    .option("--json", "one JSON document on standard output")
    .description("take an import back, as if it had never run")
    .action((text: string, _: unknown, self: Command) =>
      withStore(async (store) => {
        const importId = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : usage(`import undo: "${text}" is no import's number.`);
        await finishInterrupted(store);
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
}

async function importFile(store: Store, file: string, options: ImportOptions): Promise<void> {
  await finishInterrupted(store);
  const journey = readJourney(store, operatorScope(), options.journey) ?? usage(`There is no journey "${options.journey}".`);
  const mostRejects = options.maxRejects === undefined ? null : rejectLimit(options.maxRejects);
  const { value, text } = readJsonFile(options.mapping);
  const mapping = parseMapping(value, options.mapping);
  const { timeZone } = readSettings(store);
  const rows = await openRows(file, mapping, journey, {
    timeZone,
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
  });
  if (mostRejects !== null) await checkRejects(rows, file, mostRejects);
  const { encoding, delimiter } = rows;
  const reading = readInThread({ file, mapping, journey, options: { timeZone, encoding, delimiter } });
  const result = await importRows().finally(() => reading.close());
  if (!options.dryRun)
    writeAudit(store, { at: Date.now(), actor: "cli", action: "import:run", detail: { ...countsOf(result), file: basename(file) } });
  if (options.json) return printJson({ importId: result.importId, ...countsOf(result), rejectsFile: result.rejectsFile });
  print(
    `${options.dryRun ? "Dry run: nothing is written. " : ""}Import ${result.importId}: ${result.rows} rows read as ${rows.encoding}, ${result.accepted} accepted (${result.unchanged} unchanged), ${result.rejected} rejected; ${result.visits} visits, ${result.touches} touches, ${result.ratings} ratings.`,
  );
  if (result.rejectsFile) print(`Rejected rows, with line and reason: ${result.rejectsFile}`);

  async function importRows(): Promise<ImportResult> {
    const fileHash = await fileFingerprint(file);
    const mappingHash = createHash("sha256").update(JSON.stringify(value)).digest("hex");
    const request: ImportRequest = {
      journeyId: journey.id,
      kind: "import",
      source: mapping.source,
      fileName: basename(file),
      fileHash,
      mappingHash,
      mapping: text,
      shape: mapping.shape,
      header: rows.header,
      visitGapMs: mapping.visitGapMs,
      hashCustomer: customerHasher(),
      now: Date.now,
      dryRun: options.dryRun === true,
      onProgress: progress(),
    };
    return runImport(store, request, reading).catch((error: unknown) => {
      if (!(error instanceof OtherVisitGap)) throw error;
      throw new InputError({ file: options.mapping, line: null, column: "visitGap", value: "", sentence: error.message });
    });
  }
}

function countsOf(result: Omit<ImportResult, "rejectsFile">) {
  const { rows, accepted, rejected, visits, touches, ratings, unchanged } = result;
  return { rows, accepted, rejected, visits, touches, ratings, unchanged };
}

function rejectLimit(text: string): number {
  return /^\d{1,12}$/.test(text) ? Number(text) : usage(`--max-rejects: "${text}" is not a whole number.`);
}

/** Reads the file once without writing, so that with too many rejected rows nothing was ever written. */
async function checkRejects(rows: OpenedRows, file: string, most: number): Promise<void> {
  let count = 0;
  for await (const batch of rows.batches()) {
    count += batch.rejected.length;
    if (count <= most) continue;
    const first = batch.rejected[0];
    const example = first
      ? ` For example ${file}, line ${first.line}, ${first.column}: ${first.reason} (found: ${JSON.stringify(first.value)})`
      : "";
    throw new CommandFailure(EXIT.input, `More than ${most} rows are rejected; nothing was written.${example}`);
  }
}

function progress(): (counts: { readonly rows: number; readonly rejected: number }) => void {
  const start = Date.now();
  let last = start;
  return ({ rows, rejected }) => {
    const now = Date.now();
    if (now - last < PROGRESS_EVERY_MS) return;
    last = now;
    tell(`${rows} rows, ${rejected} rejected, ${Math.round((rows * 1000) / (now - start))} rows/s`);
  };
}
