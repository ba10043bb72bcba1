import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NAMESPACES } from "./namespaces.ts";

const ROOT = join(import.meta.dirname, "..");

type Tree = { readonly [key: string]: string | Tree };

function read(locale: string, namespace: string): Tree {
  return JSON.parse(readFileSync(join(import.meta.dirname, locale, `${namespace}.json`), "utf8"));
}

/** Every text with its dotted key. */
function texts(tree: Tree, prefix = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : texts(value, `${prefix}${key}.`),
  );
}

/** The names of the arguments of a text: `{n}`, `{n, plural, …}`. */
function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((found) => found[1] ?? ""))].sort();
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"));
}

const code = ["app", "components"].flatMap(sources).join("\n");
/** Every string literal of the code that could be a key. */
const literals = new Set([...code.matchAll(/["'`]([\w.-]+)["'`]/g)].map((found) => found[1] ?? ""));
/** Templates that could be one, as `reasons.${reason}`; each hole stands for one part of a key. */
const templates = [...code.matchAll(/`((?:[\w.-]|\$\{[^{}`]*\})+)`/g)]
  .map((found) => (found[1] ?? "").split(/\$\{[^{}`]*\}/))
  .filter((pieces) => pieces.length > 1 && pieces.some((piece) => piece.includes(".")))
  .map((pieces) => new RegExp(`^${pieces.map((piece) => piece.replaceAll(".", "\\.")).join("[^.]+")}$`));

function isSpelt(key: string): boolean {
  return literals.has(key) || templates.some((template) => template.test(key));
}

/** Whether the code can ask for a key: by its whole, by its tail under a translator of a part of the namespace, or in a list read with `raw`. */
function isUsed(namespace: string, key: string): boolean {
  const parts = key.split(".");
  return parts.some((_, i) => {
    const head = parts.slice(0, i);
    if (i > 0 && code.includes(`raw("${head.join(".")}")`)) return true;
    return (i === 0 || literals.has([namespace, ...head].join("."))) && isSpelt(parts.slice(i).join("."));
  });
}

test("every file is a namespace, and every namespace a file in both languages", () => {
  for (const locale of ["en", "ko"]) {
    expect(readdirSync(join(import.meta.dirname, locale)).sort()).toEqual(NAMESPACES.map((name) => `${name}.json`));
  }
});

describe.each(NAMESPACES)("%s", (namespace) => {
  const [en, ko] = [new Map(texts(read("en", namespace))), new Map(texts(read("ko", namespace)))];

  test("English and Korean have the same keys", () => {
    expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test("a text takes the same arguments in both, and none is empty", () => {
    for (const [key, text] of en) {
      expect(text.trim(), key).not.toBe("");
      expect(ko.get(key)?.trim(), key).not.toBe("");
      expect([key, argumentsOf(ko.get(key) ?? "")]).toEqual([key, argumentsOf(text)]);
    }
  });

  test("no key is there that no screen asks for", () => {
    expect([...en.keys()].filter((key) => !isUsed(namespace, key))).toEqual([]);
  });
});

test("every key that is asked for by its whole is there", () => {
  const missing: string[] = [];
  for (const source of ["app", "components"].flatMap(sources)) {
    const translators = [...source.matchAll(/const (\w+) = (?:await )?(?:useTranslations|getTranslations)\("([\w.]+)"\)/g)];
    for (const [, name, path] of translators) {
      const [namespace = "", ...under] = (path ?? "").split(".");
      const known = new Set(texts(read("en", namespace)).map(([key]) => key));
      for (const [, key] of source.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.markup)?\\("([\\w.-]+)"`, "g"))) {
        const whole = [...under, key].join(".");
        if (!known.has(whole)) missing.push(`${namespace}: ${whole}`);
      }
    }
  }
  expect(missing).toEqual([]);
});
