import { describe, expect, it } from "vitest";
import { CHOICES, SURVIVAL, survivalStep } from "../test-documents.ts";
import { testWords } from "../test-words.ts";
import { hazardOf, prepareSurvivalCurve, steepestStep } from "./prepare.ts";

const en = testWords("charts", "en", CHOICES);
const ko = testWords("charts", "ko", CHOICES);

describe("prepareSurvivalCurve", () => {
  it("says the finding: S = 0.95 x 0.96 x 0.75 = 68 %, steepest at 100 of 400 = 25 %", () => {
    expect(0.95 * 0.96 * 0.75).toBeCloseTo(0.684, 12);
    const curve = prepareSurvivalCurve(SURVIVAL, en);
    expect(curve.title).toBe("68% get through all 3 moments without a bad one; the steepest drop is at Security check (25% break there)");
    expect(curve.summary).toBe(
      "The line shows the estimated share of journeys without a bad moment after each of the 3 moments, from 900 rated visits. It ends at 68% (95% interval 65–72%).",
    );
    expect(curve.state).toBe("ready");
  });

  it("says it in Korean", () => {
    expect(prepareSurvivalCurve(SURVIVAL, ko).title).toBe(
      "3개 접점을 나쁜 경험 없이 마치는 여정은 68%, 가장 크게 꺾이는 곳은 보안 검색(25% 무너짐)",
    );
  });

  it("starts at 1 and takes values and limits as they are, unrounded", () => {
    const points = prepareSurvivalCurve(SURVIVAL, en).points;
    expect(points.map((point) => point.value)).toEqual([1, 0.95, 0.912, 0.684]);
    expect(points[3]?.band).toEqual([0.684 - 0.02, 0.684 + 0.02]);
    expect(points[1]?.sentence).toBe("Information call: 95% flawless so far (93–97%); 40 of 800 broke here.");
  });

  it("breaks the line at a moment without a rating and greys one from 29", () => {
    const steps = [
      survivalStep("call", 800, 40, 0.95),
      survivalStep("booking", 0, 0, null, { reason: "no-ratings" }),
      survivalStep("security", 29, 1, 0.917),
    ];
    const curve = prepareSurvivalCurve({ ...SURVIVAL, steps }, en);
    expect(curve.points.map((point) => point.value)).toEqual([1, 0.95, null, 0.917]);
    expect(curve.runs).toEqual([
      { key: "run0", weak: false, first: 0, last: 1 },
      { key: "run1", weak: true, first: 3, last: 3 },
    ]);
    expect(curve.points[2]?.sentence).toBe("Booking: no rating from a journey unbroken so far.");
    expect(curve.summary).toContain("No rating from a journey unbroken so far: Booking.");
  });

  it("draws nothing for n = 4, hidden or not", () => {
    const steps = [survivalStep("call", 4, 1, 0.75)];
    const curve = prepareSurvivalCurve({ ...SURVIVAL, steps }, en);
    expect(curve.points[1]?.value).toBe(null);
    expect(curve.points[1]?.sentence).toBe("Information call: too few to show (n = 4).");
    expect(curve.state).toBe("too-few");
    expect(prepareSurvivalCurve({ ...SURVIVAL, ratedVisits: 0 }, en).state).toBe("empty");
  });

  it("lays the other period beside it, from the same start", () => {
    const compare = { ...SURVIVAL, steps: [survivalStep("call", 100, 10, 0.9), survivalStep("booking", 3, 1, 0.6)] };
    const curve = prepareSurvivalCurve({ ...SURVIVAL, compare }, en);
    expect(curve.hasBefore).toBe(true);
    expect(curve.points.map((point) => point.before)).toEqual([1, 0.9, null, null]);
  });

  it("writes the table with the counts behind each share", () => {
    expect(prepareSurvivalCurve(SURVIVAL, en).table.rows[2]?.cells).toEqual([
      "3. Security check",
      "450",
      "400",
      "100",
      "25%",
      "68%",
      "66–71%",
    ]);
  });
});

describe("steepestStep", () => {
  it("looks only at 30 and more: 5 of 20 = 25 % is passed over for 40 of 800 = 5 %", () => {
    const steps = [survivalStep("call", 800, 40, 0.95), survivalStep("booking", 20, 5, 0.71)];
    expect(steepestStep(steps)?.moment).toBe("call");
    expect(steepestStep([survivalStep("call", 800, 0, 1)])).toBe(null);
  });

  it("has no share where nobody was at risk", () => {
    expect(hazardOf(survivalStep("call", 0, 0, null))).toBe(null);
  });
});
