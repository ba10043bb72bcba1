/**
 * Delimited text to records (RFC 4180): quoted cells with doubled quotes, delimiters and line breaks inside; LF or CRLF. Fed with chunks
 * of text that may end anywhere. Every import goes through this loop once per character, which is why it is written out by hand.
 */

/** What is wrong with a record's quoting. */
export type QuoteFault = "text-after-quote" | "never-closed";

export interface RecordFault {
  readonly kind: QuoteFault;
  /** 0-based cell in which it occurs. */
  readonly cell: number;
}

/** Takes one record: trimmed cells, its first physical line (1-based), and its length in characters. The array is the taker's to keep. */
export type OnRecord = (cells: string[], line: number, fault: RecordFault | null, characters: number) => void;

export interface RecordReader {
  push(text: string): void;
  /** The end of the file: what is left is the last record. */
  end(): void;
}

/** Thrown where a record grows past `mostCharacters`: mostly a quote that is never closed. */
export class RecordTooLong extends Error {
  readonly line: number;

  constructor(line: number) {
    super(`The record that begins on line ${line} does not end.`);
    this.name = "RecordTooLong";
    this.line = line;
  }
}

const QUOTE = 34;
const LF = 10;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Blank lines are passed over. `delimiter` is one character. */
export function recordReader(delimiter: string, onRecord: OnRecord, mostCharacters = MOST_CHARACTERS): RecordReader {
  const delimiterCode = delimiter.charCodeAt(0);
  let rest = "";
  let line = 1;
  let width = 0;

  /** Reads whole records from a place on; gives the place where the first unfinished one begins. */
  function take(text: string, from: number, atEnd: boolean): number {
    const length = text.length;
    let recordStart = from;
    while (recordStart < length) {
      const cells: string[] = new Array<string>(width);
      let count = 0;
      let at = recordStart;
      let breaks = 0;
      let fault: RecordFault | null = null;
      for (;;) {
        let cellEnd = at;
        if (at < length && text.charCodeAt(at) === QUOTE) {
          const quoted = takeQuoted(text, at, delimiterCode);
          if (quoted.closed ? quoted.next >= length && !atEnd : !atEnd) return recordStart;
          if (!quoted.closed) fault ??= { kind: "never-closed", cell: count };
          else if (quoted.trailing) fault ??= { kind: "text-after-quote", cell: count };
          breaks += quoted.breaks;
          cells[count] = quoted.value.trim();
          cellEnd = quoted.next;
        } else {
          let code = 0;
          while (cellEnd < length) {
            code = text.charCodeAt(cellEnd);
            if (code === delimiterCode || code === LF) break;
            cellEnd += 1;
          }
          if (cellEnd >= length && !atEnd) return recordStart;
          cells[count] = trimmed(text, at, cellEnd);
        }
        count += 1;
        at = cellEnd + 1;
        if (cellEnd >= length || text.charCodeAt(cellEnd) === LF) break;
      }
      if (count !== cells.length) cells.length = count;
      if (width === 0) width = count;
      const first = line;
      line += breaks + 1;
      const characters = at - recordStart;
      recordStart = Math.min(at, length);
      if (count > 1 || cells[0] !== "" || fault !== null) onRecord(cells, first, fault, characters);
    }
    return recordStart;
  }

  return {
    push(text) {
      if (rest !== "" && !text.includes("\n")) {
        // No record ends in here: reading it again with each piece would take the square of its length.
        rest += text;
        if (rest.length > mostCharacters) throw new RecordTooLong(line);
        return;
      }
      // The rest is ended by itself, up to the first line break: a text put together from two is slower to read, character by character.
      const lineEnd = rest === "" ? 0 : text.indexOf("\n") + 1;
      const seam = rest + text.slice(0, lineEnd);
      const done = take(seam, 0, false);
      if (done === seam.length) rest = text.slice(take(text, lineEnd, false));
      else {
        const whole = seam.slice(done) + text.slice(lineEnd);
        rest = whole.slice(take(whole, 0, false));
      }
      if (rest.length > mostCharacters) throw new RecordTooLong(line);
    },
    end() {
      const last = rest;
      rest = "";
      take(last, 0, true);
    },
  };
}

interface QuotedCell {
  readonly value: string;
  /** Place of the delimiter or line break after the cell, or the text's length. */
  readonly next: number;
  readonly closed: boolean;
  /** Something but white space stands between the closing quote and the delimiter; it is kept as it is. */
  readonly trailing: boolean;
  readonly breaks: number;
}

function takeQuoted(text: string, open: number, delimiterCode: number): QuotedCell {
  let close = text.indexOf('"', open + 1);
  let doubled = false;
  while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
    doubled = true;
    close = text.indexOf('"', close + 2);
  }
  if (close === -1) {
    const value = text.slice(open + 1);
    return { value, next: text.length, closed: false, trailing: false, breaks: countBreaks(value) };
  }
  const inner = text.slice(open + 1, close);
  const value = doubled ? inner.replaceAll('""', '"') : inner;
  let next = close + 1;
  while (next < text.length && text.charCodeAt(next) !== delimiterCode && text.charCodeAt(next) !== LF) next += 1;
  const after = next === close + 1 ? "" : text.slice(close + 1, next).trim();
  return { value: after === "" ? value : value + after, next, closed: true, trailing: after !== "", breaks: countBreaks(inner) };
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** `slice(from, to).trim()` that touches the ends only where they can be white space. */
function trimmed(text: string, from: number, to: number): string {
  if (from === to) return "";
  const first = text.charCodeAt(from);
  const last = text.charCodeAt(to - 1);
  const plain = first > 32 && first < 127 && last > 32 && last < 127;
  return plain ? text.slice(from, to) : text.slice(from, to).trim();
}
