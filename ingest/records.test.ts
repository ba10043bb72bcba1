import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { type RecordFault, RecordTooLong, recordReader } from "./records.ts";

interface Found {
  readonly cells: string[];
  readonly line: number;
  readonly fault: RecordFault | null;
}

function read(text: string, delimiter = ",", cuts: readonly number[] = []): Found[] {
  const found: Found[] = [];
  const reader = recordReader(delimiter, (cells, line, fault) => found.push({ cells, line, fault }));
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    reader.push(text.slice(from, Math.max(from, cut)));
    from = Math.max(from, cut);
  }
  reader.push(text.slice(from));
  reader.end();
  return found;
}

function cellsOf(text: string, delimiter = ","): string[][] {
  return read(text, delimiter).map((record) => record.cells);
}

const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("", "a", '"', '""', "a,b", "x;y", "t\tt", "line\nbreak", "cr\r\nlf", 'say "hi"', " padded ", "한글", "\u3000", "é"),
);
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));

/** Quotes where it must, and at random where it need not. */
function serialise(rows: readonly (readonly string[])[], delimiter: string, lineBreak: string, quoteAll: readonly boolean[]): string {
  let n = 0;
  return rows
    .map((row) =>
      row
        .map((text) => {
          n += 1;
          const must = text.includes(delimiter) || /["\r\n]/.test(text);
          return must || quoteAll[n % quoteAll.length] === true ? `"${text.replaceAll('"', '""')}"` : text;
        })
        .join(delimiter),
    )
    .join(lineBreak);
}

describe("records", () => {
  it("quoted delimiters, doubled quotes, line breaks inside, CRLF, no break at the end", () => {
    expect(cellsOf('a,b\r\n"x, y","say ""hi"""\r\n"two\nlines",')).toEqual([
      ["a", "b"],
      ["x, y", 'say "hi"'],
      ["two\nlines", ""],
    ]);
  });

  it("physical lines: a cell of three lines moves what follows, blank lines count", () => {
    const lines = read('h\n"1\n2\n3"\n\n\r\nx\n').map((record) => record.line);
    expect(lines).toEqual([1, 2, 7]);
  });

  it("a quote inside plain text is text; text after a closing quote and a quote that never closes are faults", () => {
    expect(cellsOf('5" pipe,b')).toEqual([['5" pipe', "b"]]);
    expect(read('a,"b"c,d\nnext,1,2').map((record) => record.fault)).toEqual([{ kind: "text-after-quote", cell: 1 }, null]);
    expect(read('a,b\nc,"d\ne,f\n').map((record) => [record.line, record.fault])).toEqual([
      [1, null],
      [2, { kind: "never-closed", cell: 1 }],
    ]);
    expect(cellsOf('"a" ,"b"\t\r\n')).toEqual([["a", "b"]]);
  });

  it("a record that does not end is an error with its first line, not a growing memory", () => {
    const reader = recordReader(",", () => undefined, 1000);
    reader.push("a,b\n");
    expect(() => {
      for (let i = 0; i < 100; i += 1) reader.push(i === 0 ? '1,"never' : " closed and on and on\n");
    }).toThrow(new RecordTooLong(2));
  });

  it("any table comes back equal (trimmed), wherever the text is cut", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        (rows, delimiter, lineBreak, quoteAll, cuts) => {
          const expected = rows.map((row) => row.map((text) => text.trim())).filter((row) => row.length > 1 || row[0] !== "");
          const found = read(serialise(rows, delimiter, lineBreak, quoteAll), delimiter, cuts);
          expect(found.map((record) => record.cells)).toEqual(expected);
          expect(found.every((record) => record.fault === null)).toBe(true);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  it("agrees with csv-parse", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        (rows, lineBreak, quoteAll) => {
          const text = serialise(rows, ",", lineBreak, quoteAll);
          const ours = read(text);
          const theirs: string[][] = parse(text, { record_delimiter: lineBreak, relax_quotes: true, relax_column_count: true });
          expect(ours.map((record) => record.cells)).toEqual(
            theirs.map((row) => row.map((one) => one.trim())).filter((row) => row.length > 1 || row[0] !== ""),
          );
        },
      ),
    );
  });

  it("gives every record the number of line breaks before it plus one", () => {
    fc.assert(
      fc.property(table, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), (rows, quoteAll) => {
        const expected: number[] = [];
        let text = "";
        for (const row of rows) {
          if (row.length > 1 || row[0]?.trim() !== "") expected.push(text.split("\n").length);
          text += `${serialise([row], ",", "\n", quoteAll)}\n`;
        }
        expect(read(text).map((record) => record.line)).toEqual(expected);
      }),
    );
  });
});
