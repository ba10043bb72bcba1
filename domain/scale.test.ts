import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerCount, ratingOf, type Scale } from "./journey.ts";
import { defaultCuts, isRecommend, nearestAnswer, parseAnswer, parseDecimal, scaleFault } from "./scale.ts";

function scale(min: number, max: number, step = 1, best: "high" | "low" = "high"): Scale {
  return { min, max, step, best };
}

const anyScale = fc
  .record({
    min: fc.integer({ min: -5, max: 5 }),
    count: fc.integer({ min: 2, max: 11 }),
    step: fc.constantFrom(0.1, 0.25, 0.5, 1, 2, 10),
    best: fc.constantFrom("high" as const, "low" as const),
  })
  .map(({ min, count, step, best }) => scale(min, Number((min + (count - 1) * step).toFixed(6)), step, best));

describe("default cut points", () => {
  it.each([
    ["thumbs 0–1", scale(0, 1), false, 1, 1],
    ["1–3", scale(1, 3), false, 2, 3],
    ["1–4: middle 2.5, three quarters 3.25", scale(1, 4), false, 3, 4],
    ["1–5", scale(1, 5), false, 3, 4],
    ["half stars 0.5–5: middle 2.75, three quarters 3.875", scale(0.5, 5, 0.5), false, 3, 4],
    ["1–6: middle 3.5, three quarters 4.75", scale(1, 6), false, 4, 5],
    ["1–7: three quarters 5.5", scale(1, 7), false, 4, 6],
    ["0–10 satisfaction: three quarters 7.5", scale(0, 10), false, 5, 8],
    ["0–10 recommend", scale(0, 10), true, 7, 9],
    ["1–10: middle 5.5, three quarters 7.75", scale(1, 10), false, 6, 8],
    ["1–5 recommend: no convention, as any other", scale(1, 5), true, 3, 4],
    ["tenths 0–1: middle 0.5, three quarters 0.75", scale(0, 1, 0.1), false, 0.5, 0.8],
  ])("%s", (_name, of, recommend, standardFrom, plusFrom) => {
    const cuts = defaultCuts(of, recommend);
    expect(cuts.standardFrom).toBeCloseTo(standardFrom, 12);
    expect(cuts.plusFrom).toBeCloseTo(plusFrom, 12);
    expect(scaleFault(of, cuts)).toBeNull();
  });

  it("recommend is 0–10 with 7 and 9, and nothing else", () => {
    expect(isRecommend(scale(0, 10), { standardFrom: 7, plusFrom: 9 })).toBe(true);
    expect(isRecommend(scale(0, 10), { standardFrom: 5, plusFrom: 8 })).toBe(false);
    expect(isRecommend(scale(1, 10), { standardFrom: 7, plusFrom: 9 })).toBe(false);
  });

  it("are on every scale, the standard not above plus", () => {
    fc.assert(
      fc.property(anyScale, fc.boolean(), (of, recommend) => {
        expect(scaleFault(of, defaultCuts(of, recommend))).toBeNull();
      }),
    );
  });
});

describe("scales", () => {
  it.each([
    ["no range", scale(5, 5), undefined, "scale-range", /no range/],
    ["upside down", scale(5, 1), undefined, "scale-range", /no range/],
    ["step 0", scale(1, 5, 0), undefined, "scale-step", /above 0/],
    ["1–5 in steps of 3", scale(1, 5, 3), undefined, "scale-divides", /does not divide/],
    ["0–100 has 101 answers", scale(0, 100), undefined, "scale-answers", /101 answers/],
    ["1–12 has 12 answers", scale(1, 12), undefined, "scale-answers", /12 answers/],
    ["3.5 on 1–5", scale(1, 5), { standardFrom: 3.5, plusFrom: 4 }, "cut-off-scale", /standardFrom 3.5 is not an answer/],
    ["6 on 1–5", scale(1, 5), { standardFrom: 3, plusFrom: 6 }, "cut-off-scale", /plusFrom 6 is not an answer/],
    ["4 above 3", scale(1, 5), { standardFrom: 4, plusFrom: 3 }, "cuts-crossed", /is above plusFrom/],
  ])("%s is refused", (_name, of, cuts, fault, sentence) => {
    expect(scaleFault(of, cuts)).toEqual({ fault, sentence: expect.stringMatching(sentence) });
  });

  it("0–100 in steps of 10 has 11 answers and passes", () => {
    expect(scaleFault(scale(0, 100, 10))).toBeNull();
  });
});

describe("answers", () => {
  it("4, 4.0, 4,0, +4 and 04 are the same answer, index 3 on 1–5, index 1 where 1 is best", () => {
    for (const text of ["4", "4.0", "4,0", "+4", "04"]) {
      expect(parseAnswer(text, scale(1, 5))).toBe(3);
      expect(parseAnswer(text, scale(1, 5, 1, "low"))).toBe(1);
    }
  });

  it("0, 6, 4.5, words, exponents, thousands and blanks are none on 1–5", () => {
    for (const text of ["0", "6", "4.5", "good", "4e0", "1,000.0", "", " 4", "0x4", "-1"])
      expect(parseAnswer(text, scale(1, 5))).toBeNull();
  });

  it("half stars: 3,5 is index 6 of 0.5–5; tenths survive binary fractions: 0.3 is index 3 of 0–1", () => {
    expect(parseAnswer("3,5", scale(0.5, 5, 0.5))).toBe(6);
    expect(parseAnswer("0.3", scale(0, 1, 0.1))).toBe(3);
  });

  it("every answer's own rating reads back as its index", () => {
    fc.assert(
      fc.property(anyScale, fc.nat(10), (of, pick) => {
        const index = pick % answerCount(of);
        const rating = Number(ratingOf(of, index).toFixed(6));
        expect(parseAnswer(String(rating), of)).toBe(of.best === "high" ? index : answerCount(of) - 1 - index);
      }),
    );
  });
});

describe("binned sliders", () => {
  it("0–100 onto 1–5: 100/4 = 25 an answer, halves go up: 12 > 1, 12.5 > 2, 50 > 3, 87.5 > 5", () => {
    const nearest = (value: number) => nearestAnswer(value, [0, 100], scale(1, 5));
    expect([0, 12, 12.5, 50, 87, 87.5, 100].map(nearest)).toEqual([0, 0, 1, 2, 3, 4, 4]);
    expect([-1, 101, Number.NaN].map(nearest)).toEqual([null, null, null]);
    expect(nearestAnswer(100, [0, 100], scale(1, 5, 1, "low"))).toBe(0);
  });

  it("no other answer lies nearer", () => {
    fc.assert(
      fc.property(anyScale, fc.double({ min: 0, max: 100, noNaN: true }), (of, value) => {
        const last = answerCount(of) - 1;
        const index = nearestAnswer(value, [0, 100], { ...of, best: "high" }) ?? Number.NaN;
        const distance = (i: number) => Math.abs(value - (i / last) * 100);
        for (let other = 0; other <= last; other += 1) expect(distance(index)).toBeLessThanOrEqual(distance(other) + 1e-9);
      }),
    );
  });
});

describe("decimals", () => {
  it("take a point or a comma", () => {
    expect(["1.25", "1,25", "-3", "1.", ".5", "1,2,3", "abc"].map(parseDecimal)).toEqual([1.25, 1.25, -3, null, null, null, null]);
  });
});
