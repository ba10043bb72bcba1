/** Files that are hard on memory: they work, or are refused with a sentence, and the process stays small. */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestCli, testCli } from "./test-cli.ts";
import { longFile, openShop } from "./test-shop.ts";

const MOST_MIB = 900;
const MIB = 1024 * 1024;

let cli: TestCli;
let shop: ReturnType<typeof openShop>;
beforeEach(() => {
  cli = testCli();
  shop = openShop(cli);
});
afterEach(() => cli.close());

/** Imports what `pieces` puts together; what the command says, and the most memory it held in MiB. */
function take(pieces: Iterable<string>) {
  const path = join(cli.folder, "hard.csv");
  const file = openSync(path, "w");
  writeSync(file, longFile());
  for (const piece of pieces) writeSync(file, piece);
  closeSync(file);
  const peaks = join(cli.folder, "peaks");
  rmSync(peaks, { recursive: true, force: true });
  mkdirSync(peaks);
  const preload = join(import.meta.dirname, "../bench/peak-memory.ts");
  const done = cli.runWith({ env: { VERDAD_PEAK_FOLDER: peaks, NODE_OPTIONS: `--import=${preload}` } }, ...shop.args(path));
  const kib = readdirSync(peaks).map((name) => Number(readFileSync(join(peaks, name), "utf8")));
  return { ...done, peakMiB: Math.max(...kib) / 1024 };
}

function* times(count: number, piece: (i: number) => string): Generator<string> {
  for (let i = 0; i < count; i += 1) yield piece(i);
}

describe("memory stays bounded", () => {
  test("a line of 200 MiB is refused by its number", () => {
    const mib = "x".repeat(MIB);
    const { code, stderr, peakMiB } = take(["v1,search,2026-05-01,5,,,,\n", ...times(200, () => mib)]);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("line 3: The row that begins here does not end within 4 million characters"),
    ]);
    expect(peakMiB).toBeLessThan(MOST_MIB);
  }, 120_000);

  test("300 rejects of a MiB each are rejects, with the cell cut short in the reason", () => {
    const mib = "x".repeat(MIB);
    const { code, stdout, peakMiB } = take(times(300, (i) => `v${i},search,2026-05-01,${mib},,,,\n`));
    expect([code, stdout]).toEqual([0, expect.stringContaining("300 rows read as utf-8, 0 accepted (0 unchanged), 300 rejected")]);
    expect(peakMiB).toBeLessThan(MOST_MIB);
    const head = readFileSync(join(cli.folder, "rejects/import-1.csv"), "utf8").slice(0, 600);
    expect(head).toContain(`2,score,${"x".repeat(200)}…,`);
  }, 120_000);

  test("20,001 touches of one visit are refused at the line of the last, and nothing stays", () => {
    const start = Date.parse("2026-05-01T00:00:00Z");
    const { code, stderr, peakMiB } = take(times(20_001, (i) => `nobody,search,${new Date(start + i * 1_000).toISOString()},5,,,,\n`));
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/line 20002: One visit would have more than 20000 .* Nothing of this import stays/),
    ]);
    expect(cli.run("import", "list").stdout).toMatch(/^1\trefused\t/);
    expect(cli.json<{ visits: number }>("report", "funnel", "--journey", shop.args("")[3] ?? "").visits).toBe(0);
    expect(peakMiB).toBeLessThan(MOST_MIB);
  }, 120_000);

  test("10,001 teams are refused at the line of the last; 60,000 repeats of one touch are one touch", () => {
    const teams = take(times(10_001, (i) => `v${i},search,2026-05-01,5,,,team ${i},\n`));
    expect([teams.code, teams.stderr]).toEqual([1, expect.stringContaining("line 10002: The store would have more than 10000 teams")]);
    const repeats = take(times(60_000, () => "v,search,2026-05-01,5,,,,\n"));
    expect([repeats.code, repeats.stdout]).toEqual([0, expect.stringContaining("60000 accepted (59999 unchanged)")]);
    expect(Math.max(teams.peakMiB, repeats.peakMiB)).toBeLessThan(MOST_MIB);
  }, 120_000);
});
