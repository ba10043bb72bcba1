import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { breaches, importsOf, readRules } from "../scripts/import-rules.ts";

const root = join(import.meta.dirname, "..");
const rules = readRules(readFileSync(join(root, "docs/architecture.md"), "utf8"));

function sources(): Map<string, string> {
  const found = new Map<string, string>();
  const skip = new Set(["node_modules", ".next", ".git", "data"]);
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (skip.has(folder.name)) continue;
    const paths = folder.isDirectory()
      ? readdirSync(join(root, folder.name), { recursive: true, encoding: "utf8" }).map((path) => join(folder.name, path))
      : [folder.name];
    for (const path of paths) if (/\.tsx?$/.test(path) && !path.endsWith(".d.ts")) found.set(path, readFileSync(join(root, path), "utf8"));
  }
  return found;
}

/** What the check says of one file beside a few that exist. */
function planted(path: string, source: string): string[] {
  const around: [string, string][] = [
    ["db/open.ts", ""],
    ["db/scope.ts", ""],
    ["domain/funnel.ts", ""],
    ["reports/funnel.ts", ""],
    ["auth/scope.ts", ""],
  ];
  return breaches(rules, new Map([...around, [path, source]]));
}

describe("import rules", () => {
  test("no file imports what the table of docs/architecture.md does not allow", () => {
    const files = sources();
    expect(files.size).toBeGreaterThan(10);
    expect(breaches(rules, files)).toEqual([]);
  });

  test("domain and sample know no clock and no chance: now and seed are arguments", () => {
    const pure = [...sources()].filter(([path]) => /^(domain|sample)\//.test(path) && !path.includes(".test."));
    const impure = pure.filter(([, source]) =>
      /Math\.random\(|Date\.now\(|new Date\(\)|Temporal\.Now|performance\.now\(|process\.env/.test(source),
    );
    expect(impure.map(([path]) => path)).toEqual([]);
  });

  test.each([
    ["domain/x.ts", 'import { a } from "#db/open.ts";', "domain/x.ts may not import db"],
    ["domain/x.ts", 'import { readFileSync } from "node:fs";', "domain/x.ts may not import node:fs: domain does no I/O"],
    ["db/x.ts", 'import { a } from "#reports/funnel.ts";', "db/x.ts may not import reports"],
    ["ingest/x.ts", 'import { a } from "#db/open.ts";', "ingest/x.ts may not import db"],
    ["reports/x.ts", 'import type { Viewer } from "#auth/viewer.ts";', "reports/x.ts may not import auth"],
    ["components/x.tsx", 'const a = () => import("#reports/funnel.ts");', "components/x.tsx may not import reports"],
    ["app/page.tsx", 'import { openStore } from "#db/open.ts";', "app/page.tsx may not import db"],
    ["reports/x.ts", 'import { useState } from "react";', "reports/x.ts may not import next, react"],
    ["auth/grants.ts", 'import { cookies } from "next/headers";', "auth/grants.ts may not import next, react"],
    [
      "templates/x.ts",
      'import { a } from "#domain/funnel.ts";',
      "templates/x.ts may not import domain: its folder has no row in the table",
    ],
    [
      "reports/x.ts",
      'import { a } from "../domain/funnel.ts";',
      "reports/x.ts imports ../domain/funnel.ts: across folders write #domain/funnel.ts",
    ],
    ["db/x.ts", 'import { a } from "#scripts/import-rules.ts";', "db/x.ts may not import scripts/import-rules.ts: scripts is for tools"],
    ["db/x.ts", 'import Database from "better-sqlite3";', "db/x.ts may not import better-sqlite3: only db/open.ts may"],
    ["reports/x.ts", 'import { sql } from "drizzle-orm";', "reports/x.ts may not import drizzle-orm: only db/ may"],
    ["reports/x.ts", 'import {\n  type Scope,\n  operatorScope,\n} from "#db/scope.ts";', "may not import the scope maker"],
    ["app/_server/answer.ts", 'export * from "#db/scope.ts";', "may not import the scope maker"],
    ["app/_server/answer.ts", 'import * as scope from "#db/scope.ts";', "may not import the scope maker"],
    ["app/_server/answer.ts", 'const { makeScope } = await import("#db/scope.ts");', "may not import the scope maker"],
    ["components/x.tsx", 'import { getServerSession } from "next-auth";', "components/x.tsx may not import next-auth: only"],
  ])("%s with %j is found out", (path, source, sentence) => {
    expect(planted(path, source).join("\n")).toContain(sentence);
  });

  test.each([
    ["reports/x.ts", 'import { mayReadJourney, type Scope } from "#db/scope.ts";'],
    ["auth/scope.ts", 'import { makeScope } from "#db/scope.ts";'],
    ["cli/x.ts", 'import { operatorScope } from "#db/scope.ts";'],
    ["app/_server/version.ts", 'import about from "../../package.json" with { type: "json" };'],
    ["app/_server/x.ts", 'import { openReader } from "#db/open.ts";'],
    ["reports/x.ts", '// import { sql } from "drizzle-orm";\nconst url = "https://x"; /* import "react"; */'],
    ["reports/x.test.ts", 'import { operatorScope } from "#db/scope.ts";\nimport { runs } from "#scripts/property-runs.ts";'],
  ])("%s with %j is allowed", (path, source) => {
    expect(planted(path, source)).toEqual([]);
  });

  test("a cycle of values is one, a cycle closed by types is none", () => {
    const files = (last: string) =>
      new Map([
        ["db/a.ts", 'import { b } from "./b.ts";'],
        ["db/b.ts", 'import { c } from "./deep/c.ts";'],
        ["db/deep/c.ts", last],
      ]);
    expect(breaches(rules, files('export { a } from "../a.ts";'))).toEqual(["cycle: db/a.ts > db/b.ts > db/deep/c.ts > db/a.ts"]);
    expect(breaches(rules, files('import type { A } from "../a.ts";'))).toEqual([]);
  });

  test("imports are found wherever they stand, and only there", () => {
    const source = `"use client";\nimport a, { type B } from "a";\nimport "b.css";\nexport type { C } from './c.ts';\nconst glob = "**/*.ts";\nconst d = dynamic(() => import("./d.tsx"));\nconst text = "from 'nowhere'"; // "**/"`;
    expect(importsOf(source).map((one) => one.specifier)).toEqual(["a", "./c.ts", "b.css", "./d.tsx"]);
  });
});
