import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const CSS = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

/** The tokens of globals.css as [light, dark]. */
const tokens = new Map(
  [...CSS.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((found) => [
    found[1] ?? "",
    [found[2] ?? "", found[3] ?? ""],
  ]),
);

/** WCAG 2.2: relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

test("black on white is 21, and the published pair #767676 on white is 4.54", () => {
  expect(contrast("#000000", "#ffffff")).toBe(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ["ink", ["canvas", "surface", "raised", "sunken", "hover", "accent-soft", "minus-soft", "plus-soft", "standard-soft"]],
  ["ink-soft", ["canvas", "surface", "raised", "sunken", "hover"]],
  ["ink-faint", ["canvas", "surface", "raised", "sunken"]],
  ["accent", ["canvas", "surface", "raised", "accent-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
  ["minus-ink", ["canvas", "surface", "raised", "minus-soft"]],
  ["plus", ["surface", "raised"]],
  ["minus", ["surface", "raised"]],
];
const MARKS: readonly (readonly [string, readonly string[]])[] = [
  ["line-strong", ["canvas", "surface", "raised"]],
  ["standard", ["surface"]],
  ...[1, 2, 3, 4, 5, 6].map((i) => [`series-${i}`, ["surface"]] as const),
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("%s theme", (_name, theme) => {
  const cases = (pairs: typeof TEXT): [string, string][] =>
    pairs.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));
  const ratio = (front: string, back: string): number => contrast(tokens.get(front)?.[theme] ?? "", tokens.get(back)?.[theme] ?? "");

  test.each(cases(TEXT))("text %s on %s reaches 4.5", (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(cases(MARKS))("mark %s on %s reaches 3", (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(3);
  });
});
