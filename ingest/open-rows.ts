/** A file and a mapping to batches of checked rows, in file order and flat memory. */
import { statSync } from "node:fs";
import { isZone } from "#domain/calendar.ts";
import type { RowBatch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import type { ReadStep } from "#domain/read-step.ts";
import type { ColumnBatch } from "#domain/row-columns.ts";
import { BATCH_ROWS, BatchCollector, columnList, rowList } from "./batches.ts";
import { RowFaults, textReader } from "./cells.ts";
import { checkFile, type FilePlan } from "./check-file.ts";
import { rowChecker } from "./check-row.ts";
import { decodeFile, detectEncoding, type TextChunk } from "./encoding.ts";
import { gatheredBatches, type ReadFrom } from "./gathered-batches.ts";
import type { GatherSizes } from "./gathered-rows.ts";
import { detectDelimiter, type Header, nameColumns } from "./header.ts";
import { InputError } from "./input-error.ts";
import { type Mapping, mappedColumns } from "./mapping.ts";
import { type RecordFault, recordReader } from "./records.ts";
import { sampleOrder } from "./visit-order.ts";

export interface OpenOptions {
  /** The organisation's zone, for local times where the mapping names none. */
  readonly timeZone: string;
  /** Rows a batch: every batch but the last has exactly as many, or fewer where rows are long. */
  readonly batchSize?: number;
  /** Instead of the mapping's, or of what is detected. */
  readonly encoding?: string;
  readonly delimiter?: string;
  /** How much may be in memory where rows come visit by visit. */
  readonly gatherSizes?: GatherSizes;
}

export interface OpenedRows {
  readonly encoding: string;
  readonly delimiter: string;
  /** Column names, `#1`, `#2` … where they are empty or doubled. */
  readonly header: readonly string[];
  /**
   * Reads the file once from its beginning. Texts of rows may point into the chunk of the file they were cut from: what is kept for long
   * should be copied. Throws an InputError where the file cannot be read on.
   */
  batches(): AsyncIterable<RowBatch>;
  /** The same rows as columns. */
  columnBatches(): AsyncIterable<ColumnBatch>;
  /** The rows as columns as well, in whichever order takes less time to write, from a place on, and how far the reading is. */
  steps(from: ReadFrom): AsyncIterable<ReadStep>;
}

const REPLACEMENT = "\uFFFD";
/** Rows that come in another batch than their visit's row before them, of all: from about here on it takes less time to gather visits first. */
const FAR_APART = 0.01;

/** Throws an InputError where the file, its header or the mapping do not fit together. */
export async function openRows(file: string, mapping: Mapping, journey: Journey, options: OpenOptions): Promise<OpenedRows> {
  const timeZone = mapping.timeZone ?? options.timeZone;
  if (!isZone(timeZone)) throw new RangeError(`Not a time zone: ${timeZone}`);
  const encoding = options.encoding ?? mapping.encoding ?? (await detectEncoding(file));
  const columns = mappedColumns(mapping);
  const wanted = columns.map(({ column }) => column);
  const beginning = await readBeginning(file, encoding);
  const delimiter = options.delimiter ?? mapping.delimiter ?? detectDelimiter(beginning.text, wanted);
  const first = firstRecord(file, beginning, delimiter);
  const header = nameColumns(first);
  checkMoments(mapping, journey, file);
  for (const { place, column } of columns) placeOf(header, column, file, place);

  const faults = new RowFaults();
  const inMapping = (column: string): number => placeOf(header, column, file, "mapping");
  const checker = () => rowChecker(mapping, { journey, faults, timeZone, placeOf: inMapping });
  const plan: FilePlan = { file, encoding, delimiter, header, faults, checker };
  const batchSize = options.batchSize ?? BATCH_ROWS;
  const columnCollector = () => new BatchCollector(batchSize, () => columnList(batchSize));
  return {
    encoding,
    delimiter,
    header: header.names,
    batches: () => batchesOf(plan, new BatchCollector(batchSize, rowList)),
    columnBatches: () => batchesOf(plan, columnCollector()),
    async *steps(from) {
      const order = from.order === "file" ? null : sampleOrder(plan, textReader(mapping.visit, inMapping), batchSize);
      if (from.order === "visits" || (order !== null && order.apart > FAR_APART))
        yield* gatheredBatches(plan, from, order, options.gatherSizes);
      else yield* stepsInOrder(plan, columnCollector());
    },
  };
}

async function* batchesOf<B>(plan: FilePlan, collector: BatchCollector<B>): AsyncGenerator<B> {
  for await (const _ of checkFile(plan, collector)) yield* collector.full();
  yield* collector.rest();
}

async function* stepsInOrder(plan: FilePlan, collector: BatchCollector<ColumnBatch>): AsyncGenerator<ReadStep> {
  const bytes = statSync(plan.file).size;
  for await (const read of checkFile(plan, collector)) {
    const share = Math.min(1, read / Math.max(1, bytes));
    const full = [...collector.full()];
    for (const batch of full) yield { share, batch };
    if (full.length === 0) yield { share, batch: null };
  }
  for (const batch of collector.rest()) yield { share: 1, batch };
}

/** The first piece of text that holds a whole line. */
async function readBeginning(file: string, encoding: string): Promise<TextChunk> {
  let text = "";
  let damaged = false;
  for await (const chunk of decodeFile(file, encoding)) {
    text += chunk.text;
    damaged ||= chunk.damaged;
    if (text.length > 65_536) break;
  }
  return { text, damaged };
}

function firstRecord(file: string, beginning: TextChunk, delimiter: string): string[] {
  const found: { cells: string[]; line: number; fault: RecordFault | null }[] = [];
  const reader = recordReader(delimiter, (cells, line, fault) => {
    if (found.length === 0) found.push({ cells, line, fault });
  });
  reader.push(beginning.text);
  reader.end();
  const first = found[0];
  if (first === undefined) throw new InputError({ file, line: 1, column: "", value: "", sentence: "The file is empty." });
  if (first.fault !== null) {
    throw new InputError({
      file,
      line: first.line,
      column: "",
      value: "",
      sentence: "The header has a quote that is not closed, or text after one.",
    });
  }
  if (beginning.damaged && first.cells.some((cell) => cell.includes(REPLACEMENT))) {
    throw new InputError({ file, line: first.line, column: "", value: "", sentence: "The header has bytes that are not of the encoding." });
  }
  return first.cells;
}

function placeOf(header: Header, column: string, file: string, place: string): number {
  if (header.doubled.has(column)) {
    const sentence = `The column stands more than once in the header (${place} in the mapping): call each by its position, #1, #2 ….`;
    throw new InputError({ file, line: 1, column, value: "", sentence });
  }
  const index = header.names.indexOf(column);
  if (index >= 0) return index;
  const sentence = `The file has no such column (${place} in the mapping). It has ${header.names.join(", ")}.`;
  throw new InputError({ file, line: 1, column, value: "", sentence });
}

function checkMoments(mapping: Mapping, journey: Journey, file: string): void {
  if (mapping.shape === "long") return;
  const named = [
    ...mapping.ratings.map(([key]) => ({ key, column: `ratings.${key}` })),
    ...mapping.factors.map(([key]) => ({ key, column: `factors.${key}` })),
  ];
  for (const { key, column } of named) {
    if (journey.moments.some((moment) => moment.key === key)) continue;
    const sentence = `The journey "${journey.key}" has no moment "${key}". It has ${journey.moments.map((moment) => moment.key).join(", ")}.`;
    throw new InputError({ file, line: null, column, value: key, sentence });
  }
}
