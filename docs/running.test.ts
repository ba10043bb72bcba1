import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { actionsOf } from "#auth/grants.ts";
import { DEFAULT_SETTINGS, SETTING_KEYS } from "#db/settings.ts";
import { ACTIONS, type Action } from "#domain/action.ts";
import { ROLES } from "#domain/role.ts";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/running.md"), "utf8");

/** The rows of the table whose first column has this heading. */
function rows(column: string): string[][] {
  const table = page.split(`\n| ${column} |`)[1]?.split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
}

describe("docs/running.md", () => {
  test("explains every variable that server and command line read, and no other", () => {
    const sources = ["app", "auth", "cli", "db"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|test-cli/.test(path))
        .map((path) => readFileSync(join(root, folder, path), "utf8")),
    );
    const used = sources.flatMap((source) => [...source.matchAll(/process\.env\.([A-Z_]+)/g)].map((match) => match[1] ?? ""));
    expect(used).toContain("DATABASE_URL");
    expect(rows("variable").map(([, name]) => name)).toEqual(expect.arrayContaining([...new Set(used)]));
    expect(rows("variable").length).toBe(new Set(used).size);
  });

  test("explains every setting with its default", () => {
    expect(rows("setting").map(([, key, value]) => [key, value])).toEqual(SETTING_KEYS.map((key) => [key, String(DEFAULT_SETTINGS[key])]));
  });

  test("says of each role what the table of grants says", () => {
    const meant: Record<string, Action> = {
      "moment scores, trends": "report:scores",
      "funnel, survival, overview": "report:survival",
      export: "export",
      "open single visits": "visit:read",
      "charts with their evidence": "report:chart",
      "how teams and channels compare": "report:units",
      "change charts, tag comments": "chart:write",
      "search and read comments": "comment:read",
      "see small numbers": "visit:read",
      "import, change journeys": "import",
      "mark the priority segment": "segment:write",
      "users, settings": "settings:write",
    };
    expect(ROLES).toEqual(["admin", "lead", "executive", "manager"]);
    expect(ROLES.map((role) => actionsOf(role).includes("comment:tag"))).toEqual(
      ROLES.map((role) => actionsOf(role).includes("chart:write")),
    );
    for (const [, what = "", ...cells] of rows("may")) {
      const action = meant[what] ?? "none";
      expect(ACTIONS).toContain(action);
      const may = ROLES.map((role) => actionsOf(role).some((one) => one === action));
      expect([what, cells.slice(0, 4).map((cell) => !cell.startsWith("no"))]).toEqual([what, may]);
    }
  });
});
