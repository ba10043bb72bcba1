/** Real files: what goes with overall satisfaction, and what to fix first. Figures are told in the tests. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DriversAnswer, FixFirstAnswer } from "#domain/documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";

const DATA = join(import.meta.dirname, "../../shared/data");
const LONG = 300_000;

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(DATA, path), "utf8")) as T;
}
interface Columns {
  readonly moments: readonly string[];
  readonly blank: readonly string[];
  readonly notMet?: readonly string[];
}
const moment = (key: string) => ({ key, name: key, stage: "smot", scale: [1, 5], standardFrom: 3, plusFrom: 4 });

describe.skipIf(!existsSync(DATA))("drivers of real files", () => {
  let cli: TestCli;
  beforeAll(() => {
    cli = testCli();
  });
  afterAll(() => cli.close());

  test("airport", { timeout: LONG }, () => {
    const columns = readJson<Columns>("sfo/columns.json");
    const put = {
      key: "sfo",
      name: "Departing",
      mode: "questionnaire",
      moments: [...columns.moments.map(moment), { ...moment("Q7ALL"), role: "outcome" }],
    };
    cli.json("journey", "put", cli.write("journey.json", put));
    for (const year of [2014, 2015, 2016]) {
      const mapping = {
        shape: "wide",
        source: `sfo-${year}`,
        visit: year === 2016 ? "*RESPNUM" : "RESPNUM",
        startedAt: { value: `${year}-05-15` },
        segment: { column: "Q2PURP1", values: { 1: "business", 5: "business", "*": "other" } },
        channel: { value: "survey" },
        blank: columns.blank,
        notMet: columns.notMet,
        weight: "WEIGHT",
        ratings: Object.fromEntries([...columns.moments, "Q7ALL"].map((key) => [key, key])),
      };
      cli.json("import", join(DATA, `sfo/${year}.csv`), "--journey", "sfo", "--mapping", cli.write("mapping.json", mapping));
    }
    const drivers = cli.json<DriversAnswer>("report", "drivers", "--journey", "sfo");
    const gains = cli.json<FixFirstAnswer>("report", "fix-first", "--journey", "sfo");
    process.stderr.write(JSON.stringify({ drivers, gains }));
    expect(drivers.outcome).toBe("Q7ALL");
  });
});
