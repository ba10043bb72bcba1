import { afterAll, beforeAll, expect, test } from "vitest";
import { listAudit } from "#db/audit.ts";
import { readDimension } from "#db/dimensions.ts";
import { openReader } from "#db/open.ts";
import { type TestCli, testCli } from "./test-cli.ts";

const JOURNEY = { key: "shop", name: "Shop", moments: [{ key: "pay", name: "Pay", stage: "fmot", scale: [1, 5] }] };
const MAPPING = { shape: "long", source: "s", visit: "visit", moment: "moment", at: "at", rating: "rating", segment: "segment" };
const ROWS = ["visit,moment,at,rating,segment", 'v1,pay,2026-05-01T09:00:00Z,5,"우수 고객, 1"', "v2,pay,2026-05-01T09:00:00Z,2,new"];

let cli: TestCli;
beforeAll(() => {
  cli = testCli();
  cli.json("journey", "put", cli.write("journey.json", JOURNEY));
  cli.json("import", cli.write("rows.csv", ROWS.join("\n")), "--journey", "shop", "--mapping", cli.write("mapping.json", MAPPING));
});
afterAll(() => cli.close());

/** Marked segments, and who changed them to what: from the store, since each command is a process of its own. */
function stored() {
  const store = openReader(cli.url);
  const marked = readDimension(store, "segments").flatMap((row) => (row.priority ? [row.key] : []));
  const changes = listAudit(store).flatMap(({ actor, action, detail }) => (action === "segment:priority" ? [[actor, detail.segment]] : []));
  store.close();
  return { marked, changes };
}

test("one segment is marked by its exact key, then none; the audit trail has both", () => {
  expect(cli.run("segment", "priority", "우수 고객, 1").code).toBe(0);
  expect(stored()).toEqual({ marked: ["우수 고객, 1"], changes: [["cli", "우수 고객, 1"]] });
  expect(cli.run("segment", "priority", "--none").code).toBe(0);
  expect(stored().marked).toEqual([]);
  expect(stored().changes[0]).toEqual(["cli", null]);
});

test.each([
  [["segment", "priority", "vip"], 'there is no segment "vip"'],
  [["segment", "priority", "new", "--none"], "Name one segment, or say --none."],
])("%j is the command line's fault: exit 2", (words, sentence) => {
  const done = cli.run(...words);
  expect(done.code).toBe(2);
  expect(done.stderr).toContain(sentence);
});

test("the ledger is a report of the command line too", () => {
  expect(cli.json("report", "ledger", "--journey", "shop")).toMatchObject({ days: 1, visits: 2, touched: 2, secondsPerTouch: 15 });
});
