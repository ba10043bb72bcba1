import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMapping } from "#ingest/mapping.ts";
import { type TestCli, testCli } from "../cli/test-cli.ts";

const page = readFileSync(join(import.meta.dirname, "importing.md"), "utf8");

/** The fenced blocks of the page in order; `file`: the name that stands in the line before. */
interface Block {
  readonly language: string;
  readonly text: string;
  readonly file: string | null;
}

const blocks: Block[] = [...page.matchAll(/(?:^`([\w.-]+)`[^\n]*:[^\n]*\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
  file: match[1] ?? null,
  language: match[2] ?? "",
  text: match[3] ?? "",
}));

let cli: TestCli;
beforeAll(() => {
  cli = testCli();
  for (const { file, text } of blocks) if (file !== null && !file.startsWith("import-")) cli.write(file, text);
});
afterAll(() => cli.close());

/** How far an import is, which a slow machine tells of any file. */
const PROGRESS = /^[\d,]+ rows, [\d,]+ rejected, .*\n/gm;

/** What a command prints, with the names of the page. */
function printed(command: string): string {
  const words = command.replace("npm run -s verdad -- ", "").trim().split(/\s+/);
  const done = cli.run(...words.map((word) => (existsSync(join(cli.folder, word)) ? join(cli.folder, word) : word)));
  const names = blocks.flatMap(({ file }) => file ?? []);
  const said = names.reduce(
    (text, name) => text.replaceAll(join(cli.folder, name), name),
    done.stdout + done.stderr.replaceAll(PROGRESS, ""),
  );
  return said.replaceAll(cli.folder, "/srv/verdad/data");
}

describe("docs/importing.md", () => {
  const commands = blocks.flatMap((block, i) => (block.language === "sh" ? [{ commands: block.text, expected: blocks[i + 1] }] : []));

  // In order, on one store: each goes on where the one before has ended.
  test.each(commands)(
    "prints what it says for $commands",
    ({ commands: lines, expected }) => {
      const output = lines.trim().split("\n").map(printed).join("");
      expect(output).toBe(expected?.text);
    },
    120_000,
  );

  test("shows the rejects file as it was written", () => {
    const shown = blocks.find(({ file }) => file === "import-1.csv");
    expect(readFileSync(join(cli.folder, "rejects/import-1.csv"), "utf8")).toBe(shown?.text);
  });

  test("has a row for each field of a mapping of either shape, and for no other", () => {
    const base = { source: "s", visit: "v", at: "t", startedAt: "t" };
    const wide = parseMapping({ ...base, shape: "wide", ratings: {} }, "wide");
    const long = parseMapping({ ...base, shape: "long", moment: "m" }, "long");
    const known: Record<string, string> = { dateFormats: "dateFormat", visitGapMs: "visitGap" };
    const fields = [wide, long].map((mapping) => Object.keys(mapping).map((name) => known[name] ?? name));
    const table = (page.split("| field | shapes | means |\n")[1] ?? "").split("\n\n")[0] ?? "";
    const rows = table
      .split("\n")
      .slice(1)
      .map((line) => line.split("|"));
    const rowsOf = (shape: string) =>
      rows
        .filter(([, , shapes = ""]) => ["both", shape].includes(shapes.trim()))
        .flatMap(([, names = ""]) => [...names.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ""));
    expect(rowsOf("wide").sort()).toEqual([...(fields[0] ?? [])].sort());
    expect(rowsOf("long").sort()).toEqual([...(fields[1] ?? [])].sort());
  });
});
