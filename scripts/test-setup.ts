/** Runs before every test file: a warning or an error on the console fails the test that caused it. */
import { afterEach, beforeEach, expect, vi } from "vitest";

const noise: string[] = [];

function note(kind: string): (...parts: unknown[]) => void {
  return (...parts) => {
    noise.push(`console.${kind}: ${parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(" ")}`);
  };
}

beforeEach(() => {
  noise.length = 0;
  vi.spyOn(console, "warn").mockImplementation(note("warn"));
  vi.spyOn(console, "error").mockImplementation(note("error"));
});

afterEach(() => {
  const seen = noise.splice(0);
  expect(seen, "a test writes no warnings and no errors to the console").toEqual([]);
});
