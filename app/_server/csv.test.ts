import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { type Cell, cellText, flatten, toCsv } from "./csv.ts";

describe("CSV", () => {
  test.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-2+3", "'-2+3"],
    ["+821012345678", "'+821012345678"],
    ["  =1+1", "'  =1+1"],
    ["\t=1", "'\t=1"],
    ["탑승", "탑승"],
    [-0.05, "-0.05"],
    [0.1 + 0.2, "0.30000000000000004"],
    [true, "true"],
    [null, ""],
  ])("%j is written %j", (cell, text) => {
    expect(cellText(cell)).toBe(text);
  });

  test("columns are the names in the order of their first appearance; missing cells are empty; Excel's mark stands in front", () => {
    const rows = [
      new Map<string, Cell>([["a", 1]]),
      new Map<string, Cell>([
        ["b", "x"],
        ["a", null],
      ]),
    ];
    expect(toCsv(rows)).toBe("\uFEFFa,b\r\n1,\r\n,x\r\n");
  });

  test("nested values get dotted names", () => {
    const row = new Map<string, Cell>();
    flatten({ n: 1, share: { value: null, reason: "too-few" }, histogram: [4, 5], none: undefined }, "", row);
    expect([...row]).toEqual([
      ["n", 1],
      ["share.value", null],
      ["share.reason", "too-few"],
      ["histogram.0", 4],
      ["histogram.1", 5],
    ]);
  });

  test("property: any text comes back through a CSV reader, tamed only where it would be a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }), (texts) => {
        const row = new Map<string, Cell>(texts.map((text, index) => [`c${index}`, text]));
        const [, back] = parse(toCsv([row]), { bom: true, record_delimiter: "\r\n" }) as string[][];
        expect(back).toEqual(texts.map((text) => (/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text)));
        for (const cell of back ?? []) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      { numRuns: runs(300) },
    );
  });
});
