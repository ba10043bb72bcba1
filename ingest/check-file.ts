/** The rows of a file, checked one by one in file order. */
import type { CheckedRow, Reject } from "#domain/checked-row.ts";
import type { RowFaults } from "./cells.ts";
import type { RowChecker } from "./check-row.ts";
import { decodeFile } from "./encoding.ts";
import type { Header } from "./header.ts";
import { InputError } from "./input-error.ts";
import { type RecordFault, RecordTooLong, recordReader } from "./records.ts";

/** A file that was opened: how its bytes become records, and records checked rows. */
export interface FilePlan {
  readonly file: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly header: Header;
  readonly faults: RowFaults;
  /** Made anew for each reading. */
  readonly checker: () => RowChecker;
}

/** Takes the rows of a file; `characters`: how long the row is in the file. */
export interface RowTaker {
  accept(row: CheckedRow, characters: number): void;
  reject(row: Reject, characters: number): void;
}

const REPLACEMENT = "\uFFFD";

/** Gives every row to the taker. Yields the bytes read so far, again and again. Throws an InputError where the file cannot be read on. */
export async function* checkFile(plan: FilePlan, taker: RowTaker): AsyncGenerator<number> {
  const { file, encoding, header, faults } = plan;
  const check = plan.checker();
  const width = header.names.length;
  let seenHeader = false;
  let damaged = false;
  const reader = recordReader(plan.delimiter, (cells, line, quoteFault, characters) => {
    if (!seenHeader) {
      seenHeader = true;
      return;
    }
    faults.clear();
    if (quoteFault !== null) noteQuote(faults, quoteFault, header, cells);
    else if (cells.length !== width) faults.note("", `${cells.length} cells`, ragged(cells.length, width));
    else if (damaged && cells.some((cell) => cell.includes(REPLACEMENT))) noteDamage(faults, header, cells, encoding);
    const row = faults.reason === "" ? check(cells, line) : null;
    if (row !== null) taker.accept(row, characters);
    else taker.reject({ line, column: faults.column, value: faults.value, reason: faults.reason, cells }, characters);
  });
  const feed = (text: string): void => {
    try {
      reader.push(text);
    } catch (error) {
      throw error instanceof RecordTooLong ? tooLong(file, error) : error;
    }
  };
  let bytesRead = 0;
  for await (const chunk of decodeFile(file, encoding)) {
    // For good: a record may begin in one chunk and end in a later one.
    damaged ||= chunk.damaged;
    feed(chunk.text);
    bytesRead = chunk.bytesRead;
    yield bytesRead;
  }
  reader.end();
  yield bytesRead;
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
