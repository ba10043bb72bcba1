/**
 * The import rules of docs/architecture.md as a check: reads the table there, and says which file imports what it may not.
 * Pure: files come in as text, findings go out as sentences. Tests are free except for cycles.
 */

/** One import of a file: what it names, where it leads, and whether it is gone after compilation. */
export interface Import {
  readonly specifier: string;
  /** What stands between `import`/`export` and `from`; null for `import("…")` and `import "…"`. */
  readonly clause: string | null;
  readonly typeOnly: boolean;
}

/** Row folder > column > `true` (anywhere in the folder) or the places inside the folder that may. */
export type Rules = ReadonlyMap<string, ReadonlyMap<string, true | readonly string[]>>;

const FREE_FOLDERS = new Set(["scripts", "docs", "e2e", ""]);
const FRAMEWORK = ["next", "react", "react-dom", "next-intl", "nuqs"];

/** Packages that only the named places may import: the edge that keeps a driver or a library replaceable. */
const PACKAGE_PLACES: readonly { readonly package: RegExp; readonly places: readonly string[] }[] = [
  { package: /^better-sqlite3$/, places: ["db/open.ts"] },
  { package: /^drizzle-orm(\/|$)/, places: ["db/"] },
  { package: /^drizzle-kit(\/|$)/, places: ["drizzle.config.ts"] },
  { package: /^next-auth\/react$/, places: ["components/", "app/(auth)/sign-in/"] },
  {
    package: /^next-auth(\/(?!react$).*)?$/,
    places: ["auth/next-auth.ts", "auth/viewer.ts", "auth/session-token.ts", "app/_server/auth-route.ts", "app/api/auth/"],
  },
  { package: /^@duckdb\//, places: ["bench/"] },
  { package: /^recharts(\/|$)/, places: ["components/charts/"] },
];

const SCOPE_MAKERS = /\b(makeScope|operatorScope)\b|^\s*\*/;
const SCOPE_PLACES = ["auth/scope.ts", "cli/", "bench/", "app/_server/report-worker.ts"];

/** The table of "may import" in the text of docs/architecture.md. Throws where it is not there. */
export function readRules(markdown: string): Rules {
  const lines = markdown.split("\n");
  const start = lines.findIndex((line) => line.startsWith("| may import >"));
  if (start < 0) throw new Error("docs/architecture.md has no table that starts with | may import > |");
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const columns = cells(lines[start] ?? "").slice(1);
  const rules = new Map<string, ReadonlyMap<string, true | readonly string[]>>();
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith("|")) break;
    const [folders = "", ...allowed] = cells(line);
    const row = new Map<string, true | readonly string[]>();
    allowed.forEach((cell, index) => {
      if (cell === "") return;
      row.set(columns[index] ?? "", cell === "yes" ? true : cell.split(",").map((place) => place.replaceAll("`", "").trim()));
    });
    for (const folder of folders.split(",")) rules.set(folder.trim(), row);
  }
  return rules;
}

/** Every static and dynamic import and re-export of a TypeScript source. */
export function importsOf(source: string): Import[] {
  const code = source.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (_, text?: string) => text ?? " ");
  const found: Import[] = [];
  for (const match of code.matchAll(/(?:^|[;}\n])\s*(?:import|export)\s+(type\s+)?([\w$*{}\s,]+?)\s*from\s*["']([^"']+)["']/g)) {
    found.push({ specifier: match[3] ?? "", clause: match[2] ?? "", typeOnly: match[1] !== undefined });
  }
  for (const match of code.matchAll(/(?:^|[;}\n])\s*import\s*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']/g)) {
    found.push({ specifier: match[1] ?? match[2] ?? "", clause: null, typeOnly: false });
  }
  return found;
}

/** Where an import leads: a path from the project's folder, or null for a package. */
export function targetOf(file: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return null;
  const parts = file.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function folderOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\.(fixture|fixtures)\.tsx?$/.test(path);
}

function isAt(file: string, places: readonly string[]): boolean {
  return places.some((place) => file === place || (place.endsWith("/") && file.startsWith(place)));
}

function allows(rule: true | readonly string[] | undefined, file: string): boolean {
  if (rule === undefined) return false;
  if (rule === true) return true;
  const inside = file.slice(folderOf(file).length + 1);
  return rule.some((place) => inside === place || inside.startsWith(`${place}/`));
}

function tableFault(rules: Rules, file: string, column: string): string | null {
  const row = rules.get(folderOf(file));
  if (row === undefined) return column === folderOf(file) ? null : `${file} may not import ${column}: its folder has no row in the table`;
  return allows(row.get(column), file) ? null : `${file} may not import ${column}`;
}

function packageFaults(rules: Rules, file: string, specifier: string): (string | null)[] {
  const place = PACKAGE_PLACES.find((candidate) => candidate.package.test(specifier));
  const name = specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? "");
  return [
    place && !isAt(file, place.places) ? `${file} may not import ${specifier}: only ${place.places.join(", ")} may` : null,
    FRAMEWORK.includes(name) ? tableFault(rules, file, "next, react") : null,
    folderOf(file) === "domain" && specifier.startsWith("node:") ? `${file} may not import ${specifier}: domain does no I/O` : null,
  ];
}

function faultsOf(rules: Rules, file: string, one: Import): (string | null)[] {
  const target = targetOf(file, one.specifier);
  if (target === null) return packageFaults(rules, file, one.specifier);
  if (target === "package.json") return [];
  const own = folderOf(file);
  const theirs = folderOf(target);
  return [
    own !== theirs && one.specifier.startsWith(".") ? `${file} imports ${one.specifier}: across folders write #${target}` : null,
    own !== theirs && FREE_FOLDERS.has(theirs) ? `${file} may not import ${target}: ${theirs || "the root"} is for tools` : null,
    own === theirs || FREE_FOLDERS.has(theirs) ? null : tableFault(rules, file, theirs),
    target === "db/scope.ts" && own !== "db" && SCOPE_MAKERS.test(one.clause ?? "*") && !isAt(file, SCOPE_PLACES)
      ? `${file} may not import the scope maker: only ${SCOPE_PLACES.join(", ")} may`
      : null,
  ];
}

/** Every breach in the files given (path from the project's folder > source), one sentence each; cycles among values included. */
export function breaches(rules: Rules, files: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, source] of files) {
    const imports = importsOf(source);
    const targets = imports.filter((one) => !one.typeOnly).map((one) => targetOf(file, one.specifier));
    graph.set(
      file,
      targets.filter((target) => target !== null && files.has(target)).map((target) => target ?? ""),
    );
    if (isTest(file) || FREE_FOLDERS.has(folderOf(file))) continue;
    for (const one of imports) found.push(...faultsOf(rules, file, one).filter((fault) => fault !== null));
  }
  return [...found, ...cycles(graph)];
}

/** Each cycle once, as `a > b > a`. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.push(`cycle: ${[...path.slice(at), file].join(" > ")}`);
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}
