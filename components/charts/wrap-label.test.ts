import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letters, wrapLabel } from "./wrap-label.ts";

describe("wrapLabel", () => {
  it("breaks between words, cuts what is too long, and marks what is left out", () => {
    expect(wrapLabel("Finding the departure gate", 12, 3)).toEqual(["Finding the", "departure", "gate"]);
    expect(wrapLabel("Finding the departure gate", 12, 2)).toEqual(["Finding the", "departure…"]);
    expect(wrapLabel("Internationalisation", 10, 2)).toEqual(["Internati…"]);
    expect(wrapLabel("", 10, 2)).toEqual([]);
  });

  it("counts a Korean letter as two: 보안 검색 is 9 wide", () => {
    expect(letters("보안 검색")).toBe(9);
    expect(wrapLabel("탑승권 확인과 탑승", 10, 3)).toEqual(["탑승권", "확인과", "탑승"]);
    expect(wrapLabel("보안 검색", 9, 3)).toEqual(["보안 검색"]);
  });

  it("never exceeds its lines or its width", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.integer({ min: 4, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (text, width, lines) => {
          const wrapped = wrapLabel(text, width, lines);
          expect(wrapped.length).toBeLessThanOrEqual(lines);
          for (const line of wrapped) expect(letters(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
