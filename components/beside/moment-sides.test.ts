import { expect, test } from "vitest";
import { momentScore, SCORES } from "#components/charts/test-documents.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { momentSides } from "./moment-sides.ts";

const LABELS = { priority: "Business flyers", others: "All others" };
const rated = (moment: string, position: number | null, plus: number, n: number) =>
  momentScore(moment, position, [n - plus, 0, plus], { satisfaction: wilsonShare(plus, n, "no-ratings") });

test("60 of 100 beside 400 of 500 is 20 points lower and clear; 82 of 100 is within noise; 20 of 29 is too small a side", () => {
  const others = { ...SCORES, moments: [rated("call", 1, 400, 500), rated("booking", 2, 400, 500), rated("security", 3, 480, 500)] };
  const priority = { ...SCORES, moments: [rated("call", 1, 60, 100), rated("booking", 2, 82, 100), rated("security", 3, 20, 29)] };
  const sides = momentSides({ documents: { priority, others }, labels: LABELS });
  expect([...sides].map(([key, side]) => [key, side.apart])).toEqual([
    ["call", "lower"],
    ["booking", "none"],
    ["security", "none"],
  ]);
  expect(sides.get("call")?.difference.value).toBeCloseTo(-0.2, 12);
  expect(sides.get("call")?.satisfaction.priority.n).toBe(100);
  const turned = momentSides({ documents: { priority: others, others: priority }, labels: LABELS });
  expect(turned.get("call")?.apart).toBe("higher");
});

test("an overall question is tested on its own, and a moment of one side only is none", () => {
  const priority = { ...SCORES, moments: [rated("call", 1, 60, 100), rated("overall", null, 56, 70)] };
  const others = { ...SCORES, moments: [rated("overall", null, 48, 80)] };
  const sides = momentSides({ documents: { priority, others }, labels: LABELS });
  expect([...sides.keys()]).toEqual(["overall"]);
  expect(sides.get("overall")?.apart).toBe("higher");
});
