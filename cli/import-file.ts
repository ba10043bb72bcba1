/** Imports a file: what `verdad import FILE` does. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { writeAudit } from "#db/audit.ts";
import { type ImportProgress, progressText } from "#db/import-pace.ts";
import { ImportRefused } from "#db/import-refused.ts";
import type { ImportCounts } from "#db/import-runs.ts";
import { ImportCancelled, type ImportResult, OtherVisitGap, runImport } from "#db/import-writer.ts";
import { type JourneyRow, readJourney } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { withWriteLock } from "#db/write-lock.ts";
import type { Journey } from "#domain/journey.ts";
import { fileFingerprint } from "#ingest/fingerprint.ts";
import { InputError } from "#ingest/input-error.ts";
import { type Mapping, parseMapping } from "#ingest/mapping.ts";
import { type OpenedRows, openRows } from "#ingest/open-rows.ts";
import { type RowsInThread, readInThread } from "#ingest/rows-in-thread.ts";
import { customerHasher } from "./commands/store.ts";
import { CommandFailure, EXIT, print, printJson, tell, usage } from "./context.ts";
import { Interruption } from "./interruption.ts";
import { readJsonFile } from "./read-json.ts";

export interface ImportOptions {
  readonly journey: string;
  readonly mapping: string;
  readonly dryRun?: boolean;
  readonly maxRejects?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly json?: boolean;
}

const TELL_EVERY_MS = 2_000;

/** What was read before the import's turn came. */
interface Prepared {
  readonly mapping: Mapping;
  readonly mappingText: string;
  readonly mappingValue: unknown;
  readonly mostRejects: number | null;
}

/** Waits its turn, imports, and prints what it did. Ctrl-C takes back what is stored so far. */
export async function importFile(store: Store, file: string, options: ImportOptions): Promise<void> {
  const mostRejects = options.maxRejects === undefined ? null : rejectLimit(options.maxRejects);
  const { value, text } = readJsonFile(options.mapping);
  const prepared = { mapping: parseMapping(value, options.mapping), mappingText: text, mappingValue: value, mostRejects };
  // Before its turn, so that what cannot be imported is said at once.
  let rows = await open(store, file, prepared, options);
  let waited = false;
  const interruption = Interruption.listen("Cancelling: what was written so far is being taken back.");
  const tellSeldom = atMostEvery(TELL_EVERY_MS);
  const queue = {
    check: () => interruption.throwIfAsked(() => new ImportCancelled(null, 0)),
    onWait: (sentence: string) => {
      waited = true;
      tellSeldom(sentence);
    },
  };
  try {
    await withWriteLock(
      store,
      async () => {
        if (waited) rows = await open(store, file, prepared, options);
        const result = await importRows(store, file, rows, prepared, options, interruption);
        if (!options.dryRun) audit(store, "import:run", { ...countsOf(result), file: basename(file) });
        report(result, rows.opened, options);
      },
      { queue },
    );
  } catch (error) {
    throw failureOf(error, store, file, options);
  } finally {
    interruption.stopListening();
  }
}

interface Opened {
  readonly journey: JourneyRow & Journey;
  readonly timeZone: string;
  readonly opened: OpenedRows;
}

async function open(store: Store, file: string, { mapping }: Prepared, options: ImportOptions): Promise<Opened> {
  const journey = readJourney(store, operatorScope(), options.journey) ?? usage(`There is no journey "${options.journey}".`);
  const { timeZone } = readSettings(store);
  const opened = await openRows(file, mapping, journey, {
    timeZone,
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.delimiter === undefined ? {} : { delimiter: options.delimiter }),
  });
  return { journey, timeZone, opened };
}

async function importRows(
  store: Store,
  file: string,
  { journey, timeZone, opened }: Opened,
  prepared: Prepared,
  options: ImportOptions,
  interruption: Interruption,
): Promise<ImportResult> {
  const { mapping, mostRejects } = prepared;
  if (mostRejects !== null) await checkRejects(opened, file, mostRejects, interruption);
  const { encoding, delimiter, header } = opened;
  let reading: RowsInThread | null = null;
  try {
    return await runImport(
      store,
      {
        journeyId: journey.id,
        kind: "import",
        source: mapping.source,
        fileName: basename(file),
        fileHash: await fileFingerprint(file),
        fileBytes: statSync(file).size,
        mappingHash: createHash("sha256").update(JSON.stringify(prepared.mappingValue)).digest("hex"),
        mapping: prepared.mappingText,
        shape: mapping.shape,
        header,
        visitGapMs: mapping.visitGapMs,
        hashCustomer: customerHasher(),
        now: Date.now,
        dryRun: options.dryRun === true,
        onProgress: tellProgress(),
        isCancelled: () => interruption.isAsked,
        isFault: (error) => error instanceof InputError,
      },
      (point) => {
        const from = { ...point, spillPath: `${store.path}.gathering` };
        reading = readInThread({ file, mapping, journey, options: { timeZone, encoding, delimiter }, from });
        return reading;
      },
    );
  } finally {
    await closeReading(reading);
  }
}

async function closeReading(reading: RowsInThread | null): Promise<void> {
  await reading?.close();
}

function report(result: ImportResult, { encoding }: OpenedRows, { dryRun, json }: ImportOptions): void {
  if (json) {
    printJson({ importId: result.importId, ...countsOf(result), rejectsFile: result.rejectsFile });
    return;
  }
  print(
    `${dryRun ? "Dry run: nothing is written. " : ""}Import ${result.importId}: ${result.rows} rows read as ${encoding}, ${result.accepted} accepted (${result.unchanged} unchanged), ${result.rejected} rejected; ${result.visits} visits, ${result.touches} touches, ${result.ratings} ratings.`,
  );
  if (result.rejectsFile) print(`Rejected rows, with line and reason: ${result.rejectsFile}`);
}

/** What the operator is told of an import that did not come to its end. */
function failureOf(error: unknown, store: Store, file: string, options: ImportOptions): unknown {
  if (error instanceof ImportCancelled) {
    if (error.importId !== null) audit(store, "import:cancel", { importId: error.importId, visits: error.visits });
    const what = error.importId === null ? "The import is cancelled; nothing was written." : cancelledText(error.importId, error.visits);
    return new CommandFailure(EXIT.interrupted, what);
  }
  if (error instanceof OtherVisitGap) {
    return new InputError({ file: options.mapping, line: null, column: "visitGap", value: "", sentence: error.message });
  }
  if (error instanceof ImportRefused) {
    const value = error.value.slice(0, 100);
    const sentence = `${error.message} Nothing of this import stays written.`;
    return new InputError({ file, line: error.line, column: "", value, sentence });
  }
  return error;
}

/** The sentence about an import that was taken back before its end. */
export function cancelledText(importId: number, visits: number): string {
  return `Import ${importId} is cancelled, and what it had written is undone: ${visits} visits changed or removed.`;
}

function audit(store: Store, action: string, detail: Readonly<Record<string, unknown>>): void {
  writeAudit(store, { at: Date.now(), actor: "cli", action, detail });
}

export function countsOf({ rows, accepted, rejected, visits, touches, ratings, unchanged }: ImportCounts): ImportCounts {
  return { rows, accepted, rejected, visits, touches, ratings, unchanged };
}

function rejectLimit(text: string): number {
  return /^\d{1,12}$/.test(text) ? Number(text) : usage(`--max-rejects: "${text}" is not a whole number.`);
}

/** Reads the file once without writing, so that with too many rejected rows nothing was ever written. */
async function checkRejects(rows: OpenedRows, file: string, most: number, interruption: Interruption): Promise<void> {
  let count = 0;
  for await (const batch of rows.batches()) {
    interruption.throwIfAsked(() => new ImportCancelled(null, 0));
    count += batch.rejected.length;
    if (count <= most) continue;
    const first = batch.rejected[0];
    const example = first
      ? ` For example ${file}, line ${first.line}, ${first.column}: ${first.reason} (found: ${JSON.stringify(first.value)})`
      : "";
    throw new CommandFailure(EXIT.input, `More than ${most} rows are rejected; nothing was written.${example}`);
  }
}

function tellProgress(): (progress: ImportProgress) => void {
  const tellSeldom = atMostEvery(TELL_EVERY_MS, Date.now());
  return (progress) => tellSeldom(`${progress.rows} rows, ${progress.rejected} rejected, ${progressText(progress)}`);
}

/** Tells a sentence every now and then, the first one at once unless one was told at `toldAt`; never the same twice running. */
export function atMostEvery(ms: number, toldAt = Number.NEGATIVE_INFINITY): (sentence: string) => void {
  let told = "";
  return (sentence) => {
    if (sentence === told || Date.now() - toldAt < ms) return;
    toldAt = Date.now();
    told = sentence;
    tell(sentence);
  };
}
