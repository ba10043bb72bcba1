import { describe, expect, test } from "vitest";
import { disagrees, factorEvidence } from "./factor-evidence.ts";
import { countZones } from "./scores.ts";

const MOMENT = { scale: { min: 1, max: 5, step: 1, best: "high" as const }, standardFrom: 3, plusFrom: 4 };

/** Mentioned by `own` ratings of a moment that has `rest` others: counts of the answers 1 to 5. */
const evidence = (own: readonly number[], rest: readonly number[], mentioned = own.reduce((sum, n) => sum + n, 0)) =>
  factorEvidence(
    MOMENT,
    { mentioned, answers: own },
    countZones(
      MOMENT,
      own.map((n, i) => n + (rest[i] ?? 0)),
    ),
  );

describe("the evidence of a factor", () => {
  test("Newcombe's own example (1998, table II): 56/70 minus 48/80 = 0.2, 95 % limits 0.0524 and 0.3339", () => {
    const found = evidence([56, 0, 14, 0, 0], [48, 0, 32, 0, 0]);
    expect(found.brokenDifference).toMatchObject({ n: 70 });
    expect(found.brokenDifference.value).toBeCloseTo(0.2, 12);
    expect(found.brokenDifference.low).toBeCloseTo(0.0524, 4);
    expect(found.brokenDifference.high).toBeCloseTo(0.3339, 4);
    expect(found.behaves).toBe("minus");
  });

  test("12 mentions, 10 of them rated, of 60 ratings: share 10/60, 2 unrated, 4 of 10 broken against 5 of 50", () => {
    const found = evidence([2, 2, 1, 3, 2], [1, 4, 15, 20, 10], 12);
    expect(found).toMatchObject({ mentioned: 12, unrated: 2, share: { value: 10 / 60, n: 60 } });
    expect(found).toMatchObject({
      broken: { value: 4 / 10 },
      restBroken: { value: 5 / 50 },
      satisfaction: { value: 5 / 10 },
      restSatisfaction: { value: 30 / 50 },
    });
  });

  test.each([
    ["29 mentions, however bad", [29, 0, 0, 0, 0], [0, 0, 0, 0, 500], "cannot-tell"],
    ["30 mentions as bad", [30, 0, 0, 0, 0], [0, 0, 0, 0, 500], "minus"],
    ["29 others", [40, 0, 0, 0, 0], [0, 0, 0, 0, 29], "cannot-tell"],
    ["more plus, as few minus", [1, 0, 4, 20, 25], [10, 0, 200, 90, 90], "plus"],
    ["more of both: a bad moment weighs more", [25, 0, 0, 25, 0], [10, 0, 200, 50, 50], "minus"],
    ["no difference", [5, 5, 20, 20, 10], [50, 50, 200, 200, 100], "neither"],
    ["fewer minus ratings and no more plus", [0, 0, 100, 0, 0], [100, 0, 100, 0, 0], "neither"],
    ["nobody", [0, 0, 0, 0, 0], [5, 5, 5, 5, 5], "cannot-tell"],
  ] as const)("%s: %j beside %j behaves like %s", (_name, own, rest, expected) => {
    expect(evidence(own, rest).behaves).toBe(expected);
  });

  test("nobody mentions it: a share of 0, and no figures of those who do", () => {
    const found = evidence([0, 0, 0, 0, 0], [5, 5, 5, 5, 5]);
    expect(found.share.value).toBe(0);
    expect([found.broken, found.brokenDifference]).toMatchObject([
      { value: null, reason: "no-ratings" },
      { value: null, reason: "no-ratings" },
    ]);
  });

  test("only a plus or a minus that stands elsewhere disagrees; what nobody placed does not", () => {
    const places = ["plus", "standard", "minus", "unplaced"] as const;
    const table = (["plus", "minus", "neither", "cannot-tell"] as const).map((behaves) => places.map((place) => disagrees(place, behaves)));
    expect(table).toEqual([
      [false, true, true, false],
      [true, true, false, false],
      [false, false, false, false],
      [false, false, false, false],
    ]);
  });
});
