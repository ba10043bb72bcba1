import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CATALOGUE, isMeasureId } from "./catalogue.ts";
import type { BenchDocument } from "./document.ts";
import { measure, reaches } from "./measure.ts";
import { PAGE, readDocuments, withTables } from "./page.ts";
import { measuresTable } from "./table.ts";

const documents = readDocuments();

function made(...measures: BenchDocument["measures"]): BenchDocument {
  return {
    machine: { cpu: "CPU", cores: 2, memoryGiB: 24, platform: "linux-x64" },
    size: { ratings: 1_000_000, visits: 200_000 },
    versions: { node: "24.0.0", sqlite3: null },
    measures,
  };
}

describe("docs/performance.md", () => {
  test("its tables say what the benchmark's documents say", () => {
    const page = readFileSync(PAGE, "utf8");
    expect(page).toBe(withTables(page, documents));
  });

  test("every measure in a document is the catalogue's: unit, target, and whether it is reached", () => {
    expect(documents.length).toBeGreaterThan(0);
    const wrong = documents.flatMap(({ size, document }) =>
      document.measures
        .filter(({ id, unit, target, value, ok }) => {
          const kind = CATALOGUE[id];
          const reached = target === null || value === null ? null : reaches(value, target);
          return unit !== kind.unit || target !== kind.target || ok !== reached;
        })
        .map(({ id }) => `${size}: ${id}`),
    );
    expect(wrong).toEqual([]);
  });

  test("names no measure in its prose that the catalogue lacks", () => {
    const named = [...readFileSync(PAGE, "utf8").matchAll(/`((?:P\d|PG-)[\w-]*)`/g)].map(([, id]) => id ?? "");
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((id) => !isMeasureId(id))).toEqual([]);
  });
});

describe("tables", () => {
  const page = "before\n<!-- table:targets -->\nold\n<!-- end -->\nbetween\n<!-- table:told -->\n<!-- end -->\n";

  test("targets apart from the rest; spread only where there is one; a missed target is said; what nobody measured is left out", () => {
    const one = { size: "1M", document: made(measure("P3", [12, 11, 13]), measure("P1-bare", [2.0449]), measure("P1", [])) };
    const other = { size: "50M", document: made(measure("P11", [29.94]), measure("P1-bare", [1234.5])) };
    expect(withTables(page, [one, other])).toBe(
      [
        "before",
        "<!-- table:targets -->",
        "|  | what | to reach | 1M | 50M |",
        "| --- | --- | --- | --- | --- |",
        `| \`P3\` | ${CATALOGUE.P3.what} | <= 10 ms | 12 (11–13) **missed** |  |`,
        `| \`P11\` | ${CATALOGUE.P11.what} | <= 30 bytes |  | 29.9 |`,
        "<!-- end -->",
        "between",
        "<!-- table:told -->",
        "|  | what | unit | 1M | 50M |",
        "| --- | --- | --- | --- | --- |",
        "| `P1-bare` | `sqlite3 .import` | s | 2.04 | 1,235 |",
        "<!-- end -->",
        "",
      ].join("\n"),
    );
  });

  test("the machines' table leaves out what there was not", () => {
    expect(withTables("<!-- table:machines -->\n<!-- end -->", [{ size: "1M", document: made() }])).toContain(
      "| 1M | 1,000,000 of 200,000 visits | CPU, 2 cores, 24 GiB, linux-x64 | node 24.0.0 |",
    );
  });

  test("an unknown table and an open marker are refused", () => {
    expect(() => withTables("<!-- table:other -->\n<!-- end -->", [])).toThrow('No table "other"');
    expect(() => withTables("<!-- table:told -->\n", [])).toThrow("not closed");
  });

  test("what is printed: columns of one width, a dash for what is missing", () => {
    const [head, reached, missing] = measuresTable([measure("P3", [4, 6, 5]), measure("P1", [])]).split("\n");
    expect(head).toBe("measure  value  unit   lowest … highest  n  target");
    expect(reached).toBe("P3       5      ms     4 … 6             3  <= 10   reached");
    expect(missing).toBe("P1       –      times  – … –             0  <= 1.5");
  });
});
