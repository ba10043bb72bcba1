import { describe, expect, it } from "vitest";
import { missing } from "#domain/share.ts";
import { prepareDistribution } from "./distribution/prepare.ts";
import { prepareSparklines } from "./sparkline/prepare.ts";
import { prepareStageStrip } from "./stage-strip/prepare.ts";
import { CHOICES, momentScore, PERIOD, SCORES, share } from "./test-documents.ts";
import { testWords } from "./test-words.ts";

const en = testWords("charts", "en", CHOICES);
const ko = testWords("charts", "ko", CHOICES);

describe("prepareStageStrip", () => {
  it("pools ratings, not shares: (90 + 10) plus of (100 + 100) = 50 %, Wilson 43.1-56.9", () => {
    const moments = [momentScore("call", 1, [5, 5, 90]), momentScore("call", 2, [70, 20, 10])];
    const cell = prepareStageStrip({ ...SCORES, moments }, en).cells[0];
    expect(cell?.satisfaction.value).toBe(0.5);
    expect(cell?.broken.value).toBe(0.375);
    expect(cell?.satisfaction.n).toBe(200);
    const centre = 0.5;
    const z2 = 1.959963984540054 ** 2;
    const half = Math.sqrt((0.25 / 200 + z2 / (4 * 200 * 200)) * z2) / (1 + z2 / 200);
    expect(cell?.satisfaction.low).toBeCloseTo(centre - half, 12);
    expect(cell?.satisfaction.high).toBeCloseTo(centre + half, 12);
  });

  it("names the worst stage; an outcome belongs to no stage of the strip", () => {
    const strip = prepareStageStrip(SCORES, en);
    expect(strip.title).toBe("SMOT breaks most: 25% of its ratings miss the standard");
    expect(strip.cells.map((cell) => [cell.label, cell.moments, cell.satisfaction.value])).toEqual([
      ["ZMOT", 1, 0.75],
      ["FMOT", 1, 0.7],
      ["SMOT", 1, 0.5],
      ["UMOT", 0, null],
    ]);
    expect(prepareStageStrip(SCORES, ko).title).toBe("가장 많이 무너지는 단계는 SMOT: 평가의 25%가 기준 미달");
  });

  it("one hidden moment hides its stage: the sum would give it away", () => {
    const hidden = momentScore("call", 2, [1, 1, 1], { minus: null, standard: null, plus: null });
    const strip = prepareStageStrip({ ...SCORES, moments: [momentScore("call", 1, [5, 5, 90]), hidden] }, en);
    expect(strip.cells[0]?.satisfaction).toEqual(missing("too-few", 103));
    expect(strip.title).toBe("The four stages side by side");
  });
});

describe("prepareDistribution", () => {
  it("40, 160, 600 of 800 = 5 %, 20 %, 75 %", () => {
    const bar = prepareDistribution(momentScore("call", 1, [40, 160, 600]), en);
    expect(bar?.parts.map((part) => part.share)).toEqual([0.05, 0.2, 0.75]);
    expect(bar?.sentence).toBe("minus 5% (40), standard 20% (160), plus 75% (600)");
  });

  it("leaves an empty zone out, greys 29, and draws neither 4 nor what is hidden", () => {
    const weak = prepareDistribution(momentScore("call", 1, [0, 9, 20]), en);
    expect(weak?.parts.map((part) => part.zone)).toEqual(["standard", "plus"]);
    expect(weak?.weak).toBe(true);
    expect(prepareDistribution(momentScore("call", 1, [1, 1, 2]), en)).toBe(null);
    expect(prepareDistribution(momentScore("call", 1, [9, 9, 9], { minus: null }), en)).toBe(null);
  });
});

describe("prepareSparklines", () => {
  const point = (month: string, rated: number, value: number | null, complete = true) => ({
    from: `2026-${month}-01`,
    to: `2026-${month}-28`,
    complete,
    rated,
    satisfaction: value === null ? missing("no-ratings") : share(value, value - 0.05, value + 0.05, rated),
    broken: missing("no-ratings"),
  });
  const series = [
    {
      moment: "call",
      points: [
        point("01", 50, 0.6),
        point("02", 60, 0.7),
        point("03", 0, null),
        point("04", 20, 0.5),
        point("05", 60, 0.8),
        point("06", 40, 0.2, false),
      ],
    },
    { moment: "booking", points: [point("01", 4, 0.9), point("02", 3, 0.1)] },
  ];
  const lines = prepareSparklines({ period: PERIOD, grain: "month", series }, en);

  it("breaks at the gap, greys 20, dashes the unfinished end, and leaves out a moment with nothing to draw", () => {
    expect(lines.get("call")?.runs).toEqual([
      { dress: "full", first: 0, last: 1 },
      { dress: "full", first: 3, last: 4 },
      { dress: "unfinished", first: 4, last: 5 },
    ]);
    expect(lines.has("booking")).toBe(false);
  });

  it("shares one scale, and speaks only of finished periods", () => {
    expect(lines.get("call")?.low).toBeCloseTo(0.18, 12);
    expect(lines.get("call")?.high).toBeCloseTo(0.82, 12);
    expect(lines.get("call")?.sentence).toBe("From 60% (1 Jan 2026) to 80% (28 May 2026).");
  });
});
