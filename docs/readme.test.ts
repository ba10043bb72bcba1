import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestCli, testCli } from "../cli/test-cli.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const readme = read("README.md");
const scripts: Record<string, string> = JSON.parse(read("package.json")).scripts;

describe("README", () => {
  test("names no script that package.json lacks", () => {
    const named = [...readme.matchAll(/npm (?:run )?(?:-s )?(demo|test|start|build|check|dev|bench|verdad|[a-z:]+(?=`))/g)].map(
      (match) => match[1] ?? "",
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => name !== "ci" && scripts[name] === undefined)).toEqual([]);
  });

  test("explains every variable of .env.example", () => {
    const variables = [...read(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1] ?? "");
    expect(variables).toContain("DATABASE_URL");
    expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test("shows the mapping that docs/example has", () => {
    const block = /```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    expect(JSON.parse(block)).toEqual(JSON.parse(read("docs/example/mapping.json")));
  });
});

interface Scores {
  readonly moments: readonly { moment: string; touched: number; rated: number; minus: number; plus: number }[];
}

describe("the example of docs/example", () => {
  let cli: TestCli;
  beforeAll(() => {
    cli = testCli();
  });
  afterAll(() => cli.close());

  test("comes in by README's commands, and the scores are those counted line by line", () => {
    const commands = [...readme.matchAll(/^npm run -s verdad -- ((?:journey|import|report).*)$/gm)].map((match) =>
      (match[1] ?? "").trim().split(/\s+/),
    );
    expect(commands.map(([name]) => name)).toEqual(["journey", "import", "import", "report"]);
    for (const words of commands) expect(cli.run(...words)).toMatchObject({ code: 0 });

    const [, ...lines] = read("docs/example/orders.csv").trim().split("\n");
    const rows = lines.map((line) => line.split(","));
    const { moments } = cli.json<Scores>("report", "moment-scores", "--journey", "shop");
    const counted = ["find", "order", "delivery", "unpack", "support"].map((moment) => {
      const mine = rows.filter((row) => row[1] === moment);
      const scores = mine.map((row) => row[3] ?? "").filter((text) => text !== "");
      return {
        moment,
        touched: mine.length,
        rated: scores.length,
        minus: scores.filter((s) => Number(s) < 3).length,
        plus: scores.filter((s) => Number(s) >= 4).length,
      };
    });
    expect(moments).toMatchObject(counted);
  }, 120_000);
});
