/** A file and a mapping to batches of checked rows, in file order and flat memory. */
import { isZone } from "#domain/calendar.ts";
import type { CheckedRow, Reject, RowBatch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { type ColumnBatch, RowPacker } from "#domain/row-columns.ts";
import { RowFaults } from "./cells.ts";
import { type RowChecker, rowChecker } from "./check-row.ts";
import { decodeFile, detectEncoding, type TextChunk } from "./encoding.ts";
import { detectDelimiter, type Header, nameColumns } from "./header.ts";
import { InputError } from "./input-error.ts";
import { type Mapping, mappedColumns } from "./mapping.ts";
import { type RecordFault, RecordTooLong, recordReader } from "./records.ts";

export interface OpenOptions {
  /** The organisation's zone, for local times where the mapping names none. */
  readonly timeZone: string;
  /** Rows a batch: every batch but the last has exactly as many. */
  readonly batchSize?: number;
  /** Instead of the mapping's, or of what is detected. */
  readonly encoding?: string;
  readonly delimiter?: string;
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
}

/** So many that a rollup cell's change and a commit are shared by many rows, so few that a batch takes some tens of MB at most. */
const BATCH_SIZE = 50_000;
const REPLACEMENT = "\uFFFD";

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
  const check = (): RowChecker =>
    rowChecker(mapping, { journey, faults, timeZone, placeOf: (column) => placeOf(header, column, file, "mapping") });
  const batchSize = options.batchSize ?? BATCH_SIZE;
  const read = <B>(collector: BatchCollector<B>): AsyncIterable<B> =>
    readBatches(file, encoding, delimiter, header, check(), faults, collector);
  return {
    encoding,
    delimiter,
    header: header.names,
    batches: () => read(new BatchCollector(batchSize, rowList)),
    columnBatches: () => read(new BatchCollector(batchSize, () => columnList(batchSize))),
  };
}

async function* readBatches<B>(
  file: string,
  encoding: string,
  delimiter: string,
  header: Header,
  check: RowChecker,
  faults: RowFaults,
  collector: BatchCollector<B>,
): AsyncGenerator<B> {
  const width = header.names.length;
  let seenHeader = false;
  let damaged = false;
  const reader = recordReader(delimiter, (cells, line, quoteFault) => {
    if (!seenHeader) {
      seenHeader = true;
      return;
    }
    faults.clear();
    if (quoteFault !== null) noteQuote(faults, quoteFault, header, cells);
    else if (cells.length !== width) faults.note("", `${cells.length} cells`, ragged(cells.length, width));
    else if (damaged && cells.some((cell) => cell.includes(REPLACEMENT))) noteDamage(faults, header, cells, encoding);
    const row = faults.reason === "" ? check(cells, line) : null;
    if (row !== null) collector.accept(row);
    else collector.reject({ line, column: faults.column, value: faults.value, reason: faults.reason, cells });
  });
  const feed = (text: string): void => {
    try {
      reader.push(text);
    } catch (error) {
      throw error instanceof RecordTooLong ? tooLong(file, error) : error;
    }
  };
  for await (const chunk of decodeFile(file, encoding)) {
    // For good: a record may begin in one chunk and end in a later one.
    damaged ||= chunk.damaged;
    feed(chunk.text);
    yield* collector.full();
  }
  reader.end();
  yield* collector.full();
  yield* collector.rest();
}

/** Where the accepted rows of one batch go. */
interface RowList<B> {
  add(row: CheckedRow): void;
  batch(rows: number, rejected: readonly Reject[]): B;
}

function rowList(): RowList<RowBatch> {
  const accepted: CheckedRow[] = [];
  return { add: (row) => accepted.push(row), batch: (rows, rejected) => ({ rows, accepted, rejected }) };
}

function columnList(most: number): RowList<ColumnBatch> {
  const packer = new RowPacker(most);
  return { add: (row) => packer.add(row), batch: (rows, rejected) => ({ rows, columns: packer.take(), rejected }) };
}

/** Gathers rows into batches of one size. */
class BatchCollector<B> {
  readonly #size: number;
  readonly #newList: () => RowList<B>;
  #list: RowList<B>;
  #rejected: Reject[] = [];
  #rows = 0;
  #ready: B[] = [];

  constructor(size: number, newList: () => RowList<B>) {
    this.#size = size;
    this.#newList = newList;
    this.#list = newList();
  }

  accept(row: CheckedRow): void {
    this.#list.add(row);
    this.#count();
  }

  reject(row: Reject): void {
    this.#rejected.push(row);
    this.#count();
  }

  *full(): Generator<B> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }

  *rest(): Generator<B> {
    if (this.#rows > 0) yield this.#list.batch(this.#rows, this.#rejected);
  }

  #count(): void {
    this.#rows += 1;
    if (this.#rows < this.#size) return;
    this.#ready.push(this.#list.batch(this.#rows, this.#rejected));
    this.#list = this.#newList();
    this.#rejected = [];
    this.#rows = 0;
  }
}

function ragged(cells: number, width: number): string {
  return `The row has ${cells} ${cells === 1 ? "cell" : "cells"}, the header has ${width}.`;
}

function noteQuote(faults: RowFaults, fault: RecordFault, header: Header, cells: readonly string[]): void {
  const column = header.names[fault.cell] ?? `#${fault.cell + 1}`;
  const value = (cells[fault.cell] ?? "").slice(0, 100);
  faults.note(
    column,
    value,
    fault.kind === "never-closed" ? "A quoted cell never ends." : "Text stands between a closing quote and the next cell.",
  );
}

function noteDamage(faults: RowFaults, header: Header, cells: readonly string[], encoding: string): void {
  const place = cells.findIndex((cell) => cell.includes(REPLACEMENT));
  faults.note(header.names[place] ?? "", cells[place] ?? "", `The cell has bytes that are not ${encoding}.`);
}

function tooLong(file: string, error: RecordTooLong): InputError {
  const sentence = "The row that begins here does not end within 4 million characters: a quote may never be closed.";
  return new InputError({ file, line: error.line, column: "", value: "", sentence });
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
