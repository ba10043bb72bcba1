/** Undoing imports as a process: what is left is what the other imports alone would have made. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChoicesDocument } from "#domain/documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { allReports, longFile, openShop, SHOP } from "./test-shop.ts";

const LONG = 300_000;

const FIRST = longFile(
  "v1,search,2026-05-01T09:00:00Z,5,priority,app,crew a",
  "v1,pay,2026-05-01T09:05:00Z,2,priority,app,crew a",
  "v2,search,2026-05-01T10:00:00Z,1,,web",
);
/** Repeats two rows of the first, corrects one, moves v2's start to an earlier day and brings its own channel, segment and team. */
const SECOND = longFile(
  "v1,search,2026-05-01T09:00:00Z,5,priority,app,crew a",
  "v2,search,2026-05-01T10:00:00Z,1,,web",
  "v1,pay,2026-05-01T09:05:00Z,5,priority,app,crew a",
  "v2,search,2026-04-30T10:00:00Z,4,late,kiosk,crew b",
  "v3,deliver,2026-05-02T10:00:00Z,3,late,kiosk,crew b",
);

let cli: TestCli;
let shop: ReturnType<typeof openShop>;
let first: string;
let second: string;
beforeAll(() => {
  cli = testCli();
  shop = openShop(cli);
  first = cli.write("first.csv", FIRST);
  second = cli.write("second.csv", SECOND);
}, LONG);
afterAll(() => cli.close());

const keys = (what: "channels" | "segments" | "teams") =>
  cli.json<ChoicesDocument>("report", "choices", "--journey", SHOP)[what].map(({ key }) => key);

describe("undo", { timeout: LONG }, () => {
  test("of the later import: every report byte for byte as before it, and its channel, segment and team are gone", () => {
    shop.take(first);
    const before = allReports(cli);
    const taken = shop.take(second);
    expect(taken).toMatchObject({ rows: 5, accepted: 5, unchanged: 2, visits: 3, touches: 3, ratings: 3 });
    expect([keys("channels"), keys("segments"), keys("teams")].flat()).toEqual(expect.arrayContaining(["kiosk", "late", "crew b"]));
    expect(allReports(cli)).not.toEqual(before);
    expect(cli.json("import", "undo", String(taken.importId))).toEqual({ importId: taken.importId, visits: 3, repeatedRows: 0 });
    expect(allReports(cli)).toEqual(before);
    expect(keys("channels")).toEqual(["app", "web"]);
    expect(keys("teams")).not.toContain("crew b");
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
  });

  test("of the earlier import: the later one is kept, but the two rows that it only repeated go; as if it had been alone, without them", () => {
    const taken = shop.take(second);
    const undone = cli.run("import", "undo", "1");
    expect(undone).toMatchObject({ code: 0 });
    expect(undone.stdout).toContain("2 rows");
    const alone = testCli();
    try {
      const other = openShop(alone);
      const kept = SECOND.split("\n").filter((_, i) => i !== 1 && i !== 2);
      other.take(alone.write("alone.csv", kept.join("\n")));
      expect(allReports(cli)).toEqual(allReports(alone));
    } finally {
      alone.close();
    }
    const listed = cli.json<{ importId: number; status: string }[]>("import", "list");
    expect(listed.map(({ importId, status }) => [importId, status])).toEqual([
      [taken.importId, "done"],
      [2, "undone"],
      [1, "undone"],
    ]);
    expect(cli.json("verify")).toMatchObject({ differences: 0 });
  });

  test("of an import that is undone or never was: exit 2, one sentence", () => {
    for (const [id, words] of [
      ["1", "undone already"],
      ["99", "no import 99"],
      ["first", '"first"'],
    ] as const) {
      const done = cli.run("import", "undo", id, "--json");
      expect(done).toMatchObject({ code: 2, stdout: "" });
      expect(done.stderr).toContain(words);
    }
  });

  test("of all imports: nothing is left of them, not even a channel that two of them had used, nor the pause of their source", () => {
    shop.take(first);
    for (const { importId, status } of cli.json<{ importId: number; status: string }[]>("import", "list").toReversed()) {
      if (status === "done") expect(cli.run("import", "undo", String(importId)).code).toBe(0);
    }
    expect(cli.json("report", "choices", "--journey", SHOP)).toMatchObject({ channels: [], segments: [], teams: [], first: null });
    expect(cli.run("report", "moment-scores", "--journey", SHOP, "--channel", "app").code).toBe(2);
    const mapping = cli.write("pause.json", {
      ...{ shape: "long", source: "shop", visit: "visit", moment: { value: "deliver" }, at: "when" },
      visitGap: "30m",
    });
    expect(cli.run("import", first, "--journey", SHOP, "--mapping", mapping).code).toBe(0);
  });
});
