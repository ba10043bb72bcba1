import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES, change, momentScore, SCORES, share } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { prepareMoments, SORTS, sortRows } from "./prepare.ts";

const en = testWords("moments", "en", CHOICES);
const ko = testWords("moments", "ko", CHOICES);
const charts = testWords("charts", "en", CHOICES);

describe("prepareMoments", () => {
  it("keeps journey order, outcomes apart, and says the finding", () => {
    const list = prepareMoments(SCORES, en, charts);
    expect(list.touchpoints.map((row) => row.name)).toEqual(["Information call", "Booking", "Security check"]);
    expect(list.outcomes.map((row) => row.name)).toEqual(["Overall"]);
    expect(list.title).toBe("Security check misses the standard most often: 25% of its ratings, among 3 moments");
    expect(prepareMoments(SCORES, ko, charts).title).toBe("접점 3개 가운데 기준 미달이 가장 잦은 곳은 보안 검색: 평가의 25%");
  });

  it("names the moments without a touch instead of listing empty rows", () => {
    const moments = [momentScore("call", 1, [0, 0, 0]), momentScore("security", 2, [10, 10, 30])];
    const list = prepareMoments({ ...SCORES, moments }, en, charts);
    expect(list.touchpoints.map((row) => row.key)).toEqual(["security"]);
    expect(list.untouchedNote).toBe("No touch under this filter: Information call.");
    expect(list.title).toBe("Security check: 20% of its ratings miss the standard");
    expect(prepareMoments(SCORES, en, charts).untouchedNote).toBe(null);
  });

  it("prints the scale with its cut points, whole or half", () => {
    const moments = [
      momentScore("call", 1, [40, 160, 600]),
      momentScore("booking", 2, [10, 0, 50], { scale: { min: 0.5, max: 5, step: 0.5, best: "high" }, standardFrom: 3.5, plusFrom: 3.5 }),
    ];
    expect(prepareMoments({ ...SCORES, moments }, en, charts).touchpoints.map((row) => row.cuts)).toEqual([
      "Scale 1–5, standard from 3, plus from 4",
      "Scale 0.5–5, plus from 3.5, no standard zone",
    ]);
  });

  it("mean with its standard error, NPS only where asked", () => {
    const [row] = prepareMoments({ ...SCORES, moments: [momentScore("call", 1, [4, 6, 90], { nps: 86 })] }, en, charts).touchpoints;
    expect(row?.meanText).toBe("4.13 ± 0.03");
    expect(row?.npsText).toBe("NPS +86");
    expect(prepareMoments(SCORES, en, charts).touchpoints[0]?.npsText).toBe(null);
  });

  it("an arrow only for a clear change; otherwise the smallest that would show", () => {
    const list = prepareMoments(
      { ...SCORES, change: [change("call", "satisfaction", 0.031, true), change("booking", "satisfaction", -0.01, false)] },
      en,
      charts,
    );
    expect(list.touchpoints.map((row) => [row.change?.direction, row.change?.text, row.change?.detail])).toEqual([
      ["up", "+3.1 pts", "+1.1 to +5.1 pts"],
      ["none", "no clear change", "from 5.5 pts on it would show"],
      ["none", "not comparable", ""],
    ]);
    expect(prepareMoments(SCORES, en, charts).touchpoints[0]?.change).toBe(null);
  });

  it("speaks of repeated ratings above 5 %, not at 5 %", () => {
    const at = (value: number) => prepareMoments({ ...SCORES, repeated: share(value, 0, 1, 900) }, en, charts).repeatedNote;
    expect(at(0.05)).toBe(null);
    expect(at(0.08)).toBe("8% of visits rated a moment more than once: intervals are too narrow.");
  });
});

describe("sortRows", () => {
  const rows = prepareMoments(
    {
      ...SCORES,
      moments: [
        momentScore("a", 1, [1, 0, 28]),
        momentScore("b", 2, [40, 0, 60]),
        momentScore("c", 3, [0, 0, 0], { touched: 9 }),
        momentScore("d", 4, [10, 0, 90]),
        momentScore("e", 5, [3, 0, 6]),
      ],
    },
    en,
    charts,
  ).touchpoints;
  const order = (key: (typeof SORTS)[number], descending: boolean) =>
    sortRows(rows, { key, descending }, "en")
      .map((row) => row.key)
      .join("");

  it("ranks only n >= 30: 60 % (b) before 90 % (d), then the small ones in journey order, then the unrated", () => {
    expect(order("satisfaction", false)).toBe("bdaec");
    expect(order("satisfaction", true)).toBe("dbaec");
  });

  it("counts and places sort all rows", () => {
    expect(order("rated", true)).toBe("bdaec");
    expect(order("place", true)).toBe("edcba");
    expect(order("name", true)).toBe("edcba");
  });

  it("never loses or repeats a row, whatever the column", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SORTS), fc.boolean(), (key, descending) => {
        expect([...sortRows(rows, { key, descending }, "ko")].map((row) => row.key).sort()).toEqual(["a", "b", "c", "d", "e"]);
      }),
    );
  });
});
