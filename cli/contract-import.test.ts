/** Importing as a process: what is printed, what is written, what is refused, and with which exit code. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ChoicesDocument, MomentScoresDocument } from "#domain/documents.ts";
import type { VisitDocument, VisitsDocument } from "#domain/visit-documents.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { type ImportCounts, longFile, openShop, SHOP } from "./test-shop.ts";

/** Each test runs several processes. */
const LONG = 300_000;

let cli: TestCli;
let shop: ReturnType<typeof openShop>;
beforeAll(() => {
  cli = testCli();
  shop = openShop(cli);
}, LONG);
afterAll(() => cli.close());

const histogram = (key: string) =>
  cli.json<MomentScoresDocument>("report", "moment-scores", "--journey", SHOP, "--moment", key).moments.flatMap((score) => score.histogram);

describe("a file with four good rows and four bad ones", { timeout: LONG }, () => {
  const counts = { rows: 8, accepted: 4, rejected: 4, visits: 3, touches: 4, ratings: 3, unchanged: 0 };
  let file: string;
  beforeAll(() => {
    file = cli.write(
      "first.csv",
      longFile(
        "v1,search,2026-05-01T09:00:00Z,5,priority,app",
        "v1,pay,2026-05-01T09:05:00Z,2,priority,app",
        "v2,search,2026-05-01T10:00:00Z,,,web",
        "v2,nowhere,2026-05-01T10:05:00Z,4,,web",
        "v3,search,2026-05-01T11:00:00Z,9",
        "v3,search,yesterday,4",
        ",search,2026-05-01T11:00:00Z,4",
        'v3,search,2026-05-01T12:00:00Z,4.0,"우수 고객, 1","kiosk, 2층"',
      ),
    );
  });

  test("a dry run says the same and writes nothing", () => {
    const dry = shop.take(file, "--dry-run");
    expect(dry).toEqual({ importId: 1, ...counts, rejectsFile: null });
    expect(cli.json("import", "list")).toEqual([]);
    expect(cli.json<ChoicesDocument>("report", "choices", "--journey", SHOP)).toMatchObject({ channels: [], first: null, last: null });
  });

  test("past --max-rejects nothing stays, exit 1, and the message names file, line, column and value; at the limit it is taken", () => {
    const refused = cli.run(...shop.args(file, "--max-rejects", "3", "--json"));
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain(`${file}, line 5, page:`);
    expect(refused.stderr).toContain('(found: "nowhere")');
    expect(cli.json("import", "list")).toEqual([]);
    expect(shop.take(file, "--max-rejects", "4")).toMatchObject({ importId: 1, ...counts });
  });

  test("rejected rows stand whole in the rejects file, with line, column, value and reason", () => {
    const [run] = cli.json<ImportCounts[]>("import", "list");
    expect(run).toMatchObject({ importId: 1, ...counts, status: "done", journey: SHOP, source: "shop", file: "first.csv" });
    const { rejectsFile } = shop.take(file);
    const rows = parse(readFileSync(rejectsFile ?? "", "utf8")) as string[][];
    expect(rows[0]).toEqual(["line", "column", "value", "reason", "visit", "page", "when", "score", "who", "device", "crew", "customer"]);
    expect(rows.slice(1).map(([line, column, value]) => [line, column, value])).toEqual([
      ["5", "page", "nowhere"],
      ["6", "score", "9"],
      ["7", "when", "yesterday"],
      ["8", "visit", ""],
    ]);
    expect(rows.slice(1).map((row) => row.slice(4))).toEqual([
      ["v2", "nowhere", "2026-05-01T10:05:00Z", "4", "", "web", "", ""],
      ["v3", "search", "2026-05-01T11:00:00Z", "9", "", "", "", ""],
      ["v3", "search", "yesterday", "4", "", "", "", ""],
      ["", "search", "2026-05-01T11:00:00Z", "4", "", "", "", ""],
    ]);
    for (const row of rows.slice(1)) expect(row[3]).toMatch(/\.$/);
  });

  test("the same file again: 0 created, all 4 accepted rows unchanged, under a number of its own", () => {
    const again = shop.take(file);
    expect(again).toMatchObject({ rows: 8, accepted: 4, rejected: 4, visits: 0, touches: 0, ratings: 0, unchanged: 4 });
    expect(again.importId).toBeGreaterThan(1);
    expect(again.rejectsFile).not.toBe(null);
  });

  test("channels and segments come into being with the file's own words as keys", () => {
    const choices = cli.json<ChoicesDocument>("report", "choices", "--journey", SHOP);
    expect(choices.channels.map(({ key }) => key).sort()).toEqual(["app", "kiosk, 2층", "web"]);
    expect(choices.segments.map(({ key }) => key).sort()).toEqual(["none", "priority", "우수 고객, 1"]);
    expect(choices.segments.find(({ key }) => key === "우수 고객, 1")?.name).toEqual({ en: "우수 고객, 1", ko: "우수 고객, 1" });
  });

  test("a correction at the same time: the later arrival wins; the first file again changes nothing back", () => {
    expect(histogram("pay/결제")).toEqual([0, 1, 0, 0, 0]);
    const correction = cli.write("correction.csv", longFile("v1,pay,2026-05-01T09:05:00Z,4,priority,app"));
    expect(shop.take(correction)).toMatchObject({ rows: 1, visits: 1, touches: 1, ratings: 1, unchanged: 0 });
    expect(histogram("pay/결제")).toEqual([0, 0, 0, 1, 0]);
    expect(shop.take(file)).toMatchObject({ visits: 0, touches: 0, ratings: 0, unchanged: 4 });
    expect(histogram("pay/결제")).toEqual([0, 0, 0, 1, 0]);
  });
});

/** The visit of a source's id as the reports show it. */
function visitOf(externalId: string, at: string): VisitDocument {
  const { visits } = cli.json<VisitsDocument>("report", "visits", "--journey", SHOP, "--at", at);
  const id = visits.find((visit) => visit.externalId === externalId)?.id;
  return cli.json<VisitDocument>("report", "visit", "--journey", SHOP, "--id", String(id));
}

describe("corrections", { timeout: LONG }, () => {
  test("wide: of 5 at 12:00, 1 at 11:00 and 2 at 13:00 the last one stands, two are history", () => {
    const mapping = cli.write("wide.json", {
      shape: "wide",
      source: "form",
      visit: "id",
      startedAt: { value: "2026-05-02" },
      at: "at",
      notMet: ["x"],
      ratings: { deliver: "d", overall: "o" },
    });
    const take = (name: string, row: string) =>
      cli.json<ImportCounts>("import", cli.write(name, `id,at,d,o\n${row}\n`), "--journey", SHOP, "--mapping", mapping);
    expect(take("w1.csv", "w1,2026-05-02T12:00:00Z,5,x")).toMatchObject({ visits: 1, touches: 1, ratings: 1, unchanged: 0 });
    expect(take("w2.csv", "w1,2026-05-02T11:00:00Z,1,x")).toMatchObject({ accepted: 1, touches: 0, ratings: 0 });
    expect(take("w3.csv", "w1,2026-05-02T13:00:00Z,2,x")).toMatchObject({ visits: 1, touches: 1, ratings: 1, unchanged: 0 });
    expect(take("w1.csv", "w1,2026-05-02T12:00:00Z,5,x")).toMatchObject({ visits: 0, touches: 0, ratings: 0, unchanged: 1 });
    const visit = visitOf("w1", "deliver");
    expect(visit.startedAt).toBe("2026-05-02");
    expect(visit.steps.find((step) => step.moment === "deliver")).toMatchObject({
      counts: "broken",
      touches: [{ at: "2026-05-02T13:00:00.000Z", rating: 2, zone: "minus", corrections: 2 }],
    });
    expect(visit.steps.find((step) => step.moment === "overall")).toMatchObject({ counts: "not-met", touches: [] });
  });

  test("with a ratingId the rating is the same one at another time; without it another time is a repeated touch", () => {
    const mapping = cli.write("ids.json", {
      shape: "long",
      source: "ids",
      visit: "id",
      moment: { value: "deliver" },
      at: "at",
      rating: "r",
      ratingId: "ref",
    });
    const rows = [
      "i1,2026-05-03T10:00:00Z,5,r1",
      "i1,2026-05-03T11:00:00Z,1,r1",
      "i1,2026-05-03T09:00:00Z,3,r1",
      "i1,2026-05-03T12:00:00Z,4,",
    ];
    const file = cli.write("ids.csv", `id,at,r,ref\n${rows.join("\n")}\n`);
    const taken = cli.json<ImportCounts>("import", file, "--journey", SHOP, "--mapping", mapping);
    expect(taken).toMatchObject({ rows: 4, visits: 1, touches: 2, ratings: 2, unchanged: 0 });
    const deliver = visitOf("i1", "deliver").steps.find((step) => step.moment === "deliver");
    expect(deliver?.touches).toMatchObject([
      { at: "2026-05-03T11:00:00.000Z", rating: 1, corrections: 2 },
      { at: "2026-05-03T12:00:00.000Z", rating: 4, corrections: 0 },
    ]);
  });
});

describe("faults of the input and of the command line", { timeout: LONG }, () => {
  test.for<[string, number, string[], string]>([
    ["a file that is not there", 1, ["missing.csv"], "missing.csv"],
    ["a mapping that is no JSON", 1, ["first.csv", "--mapping", "first.csv"], "first.csv"],
    ["an unknown journey", 2, ["first.csv", "--journey", "nowhere"], '"nowhere"'],
    ["no journey", 2, ["first.csv", "--mapping", "long.json"], "--journey"],
    ["an option that does not exist", 2, ["first.csv", "--fast"], "--fast"],
    ["a limit that is no number", 2, ["first.csv", "--max-rejects", "few"], '"few"'],
  ])("%s: exit %i", ([name, code, given, named]) => {
    const args = given.map((arg) => (/\.(csv|json)$/.test(arg) ? `${cli.folder}/${arg}` : arg));
    const journey = name === "no journey" || given.includes("--journey") ? [] : ["--journey", SHOP];
    const mapping = given.includes("--mapping") ? [] : ["--mapping", `${cli.folder}/long.json`];
    const done = cli.run("import", ...args, ...journey, ...mapping, "--json");
    expect(done).toMatchObject({ code, stdout: "" });
    expect(done.stderr).toContain(named);
    expect(done.stderr).not.toContain("    at ");
  });

  test("the same source with another pause between visits is the mapping's fault (exit 1) and leaves no run behind", () => {
    const before = cli.json<unknown[]>("import", "list").length;
    const mapping = cli.write("gap.json", {
      ...{ shape: "long", source: "shop", visit: "visit", moment: { value: "deliver" }, at: "when" },
      visitGap: "30m",
    });
    const done = cli.run("import", `${cli.folder}/correction.csv`, "--journey", SHOP, "--mapping", mapping, "--json");
    expect(done).toMatchObject({ code: 1, stdout: "" });
    expect(done.stderr).toContain("visitGap");
    expect(cli.json<unknown[]>("import", "list").length).toBe(before);
  });

  test("an unknown command, no command, an unknown journey file: 2, 2, 1", () => {
    expect(cli.run("fly").code).toBe(2);
    expect(cli.run().code).toBe(2);
    expect(cli.run("journey", "put", `${cli.folder}/missing.json`).code).toBe(1);
    const done = cli.run(
      "journey",
      "put",
      cli.write("bad.json", { key: "bad", name: "Bad", moments: [{ key: "m", name: "M", stage: "now" }] }),
    );
    expect(done.code).toBe(1);
    expect(done.stderr).toContain("moments[0].stage");
  });
});
