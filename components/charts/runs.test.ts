import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDrawn, isRanked, isWeak } from "./evidence.ts";
import { lineRuns, type RunPoint } from "./runs.ts";

const line = (text: string): RunPoint<"full" | "weak">[] =>
  [...text].map((c) => ({ value: c === "." ? null : 1, dress: c === "w" ? "weak" : "full" }));

describe("lineRuns", () => {
  it("f f w f . f = f-f, f~w, w-f, and a lone point after the gap", () => {
    expect(lineRuns(line("ffwf.f"))).toEqual([
      { dress: "full", first: 0, last: 1 },
      { dress: "weak", first: 1, last: 2 },
      { dress: "full", first: 2, last: 3 },
      { dress: "full", first: 5, last: 5 },
    ]);
  });

  it("draws nothing where nothing is known", () => {
    expect(lineRuns(line("..."))).toEqual([]);
    expect(lineRuns([])).toEqual([]);
  });

  it("covers every segment between known neighbours exactly once, in the dress of its end, and crosses no gap", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("f", "w", "."), { maxLength: 30 }), (chars) => {
        const points = line(chars.join(""));
        const drawn = new Map<number, string>();
        for (const run of lineRuns(points)) {
          for (let i = run.first + 1; i <= run.last; i++) {
            expect(drawn.has(i)).toBe(false);
            drawn.set(i, run.dress);
          }
        }
        points.forEach((point, i) => {
          const joined = i > 0 && point.value !== null && points[i - 1]?.value !== null;
          expect(drawn.get(i)).toBe(joined ? point.dress : undefined);
        });
      }),
    );
  });
});

describe("evidence", () => {
  it("draws from 5 on, greyed up to 29, ranks from 30 on", () => {
    expect([0, 4, 5, 29, 30].map(isDrawn)).toEqual([false, false, true, true, true]);
    expect([0, 4, 5, 29, 30].map(isWeak)).toEqual([false, false, true, true, false]);
    expect([0, 4, 5, 29, 30].map(isRanked)).toEqual([false, false, false, false, true]);
  });
});
