/**
 * The tables of docs/performance.md, from the documents that the benchmark has written. `node bench/page.ts` writes them between the
 * page's markers; so does every run that writes a document.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE, MEASURE_IDS, type MeasureId } from "./catalogue.ts";
import { type BenchDocument, readDocument, YARDSTICK } from "./document.ts";

export const PAGE = join(import.meta.dirname, "..", "docs", "performance.md");

/** Sizes that have a column. */
const SIZES = ["1M", "11M", YARDSTICK] as const;

type Documents = readonly { readonly size: string; readonly document: BenchDocument }[];

/** The page's text with its tables made anew. Throws where a marker names no table or is not closed. */
export function withTables(page: string, documents: Documents): string {
  const tables: Readonly<Record<string, () => string>> = {
    targets: () => figures(documents, "to reach", (id) => CATALOGUE[id].target !== null),
    told: () => figures(documents, "unit", (id) => CATALOGUE[id].target === null),
    machines: () => machines(documents),
  };
  const opened = page.split("<!-- table:").length - 1;
  let filled = 0;
  const text = page.replaceAll(/<!-- table:(\w+) -->\n[\s\S]*?<!-- end -->/g, (_, name: string) => {
    const table = tables[name];
    if (table === undefined) throw new RangeError(`No table "${name}".`);
    filled += 1;
    return `<!-- table:${name} -->\n${table()}\n<!-- end -->`;
  });
  if (filled !== opened) throw new RangeError("A table's marker is not closed.");
  return text;
}

/** All documents that there are, small sizes first. */
export function readDocuments(): Documents {
  return SIZES.flatMap((size) => {
    const document = readDocument(size);
    return document === null ? [] : [{ size, document }];
  });
}

/** Brings the page's tables up to the documents. */
export function writePage(): void {
  writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), readDocuments()));
}

/** Measures as rows, sizes as columns; a measure that no size has is left out. */
function figures(documents: Documents, third: string, shown: (id: MeasureId) => boolean): string {
  const rows = MEASURE_IDS.filter(shown).flatMap((id) => {
    const cells = documents.map(({ document }) => cell(document, id));
    if (cells.every((text) => text === "")) return [];
    const { what, unit, target } = CATALOGUE[id];
    return [[`\`${id}\``, what, target === null ? unit : `${target} ${unit}`, ...cells]];
  });
  return markdown([["", "what", third, ...documents.map(({ size }) => size)], ...rows]);
}

/** The middle one of the repetitions, lowest and highest where they differ, and a word where the target is missed. */
function cell(document: BenchDocument, id: MeasureId): string {
  const found = document.measures.find((one) => one.id === id);
  if (found === undefined || found.value === null || found.low === null || found.high === null) return "";
  const spread = found.low === found.high ? "" : ` (${figure(found.low)}–${figure(found.high)})`;
  return `${figure(found.value)}${spread}${found.ok === false ? " **missed**" : ""}`;
}

/** Three significant digits, or all before the point. */
export function figure(value: number): string {
  return value.toLocaleString("en", value >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}

function machines(documents: Documents): string {
  const rows = documents.map(({ size, document: { machine, size: counts, versions } }) => [
    size,
    `${counts.ratings.toLocaleString("en")} of ${counts.visits.toLocaleString("en")} visits`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}`,
    Object.entries(versions)
      .flatMap(([name, version]) => (version === null ? [] : [`${name} ${version}`]))
      .join(", "),
  ]);
  return markdown([["size", "ratings", "machine", "versions"], ...rows]);
}

function markdown(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");
}

if (import.meta.main) writePage();
