import { describe, expect, it } from "vitest";
import { testWords } from "#components/charts/test-words.ts";
import { letters } from "#components/charts/wrap-label.ts";
import { FACTOR_COLUMNS } from "#domain/factor.ts";
import { type Drawing, type DrawingTexts, drawChart } from "./drawing.ts";
import { prepareChart } from "./prepare.ts";
import { chart, factor } from "./test-chart.ts";

const words = testWords("motChart", "ko");
const texts: DrawingTexts = {
  heading: "보안 검색: MOT 차트",
  subheading: "항공 여행 · 전체 기간",
  column: (place) => ({ name: place, text: "무엇" }),
  sides: ({ minus }) => (minus === null ? [] : [`마이너스 ${minus.own}, 그 밖 ${minus.rest}`, `${minus.difference} (${minus.interval})`]),
  unplaced: (rows) => `칸 미정 (${rows.length})`,
  notes: ["기준에 못 미친 비율"],
};
/** A chart of so many lines in each column. */
const drawn = (each: number): Drawing =>
  drawChart(
    prepareChart(
      chart(FACTOR_COLUMNS.flatMap((place) => Array.from({ length: each }, (_, i) => factor(`${place} ${i}`, place, [4, 20, 16])))),
      words,
    ),
    texts,
  );
const written = (drawing: Drawing) => drawing.shapes.flatMap((shape) => (shape.kind === "text" ? shape : []));

describe("the drawing of a chart", () => {
  it("fits a sheet of 273 by 178 mm up to 12 lines a column; a chart of one line is drawn larger than one of twelve", () => {
    for (const each of [0, 1, 4, 8, 12]) expect(drawn(each).height / drawn(each).width, `${each} lines`).toBeLessThanOrEqual(178 / 273);
    expect(drawn(1).width).toBeLessThan(drawn(12).width);
  });

  it("says every line's words, mentions and figures", () => {
    const all = written(drawn(2)).map(({ text }) => text);
    expect(all).toContain("plus 1 한국어");
    expect(all.filter((text) => text.startsWith("언급 40건"))).toHaveLength(6);
    // 4 of 40 against 96 of 960: both a tenth.
    expect(all.filter((text) => text.startsWith("마이너스 10%, 그 밖 10%"))).toHaveLength(6);
    expect(all.filter((text) => text.includes("0.0%p (−"))).toHaveLength(6);
  });

  it("keeps every text inside the drawing, and no two texts of a column on one line", () => {
    const drawing = drawn(30);
    for (const { text, x, y, size } of written(drawing)) {
      expect(x + letters(text) * 0.52 * size).toBeLessThanOrEqual(drawing.width);
      expect(y).toBeLessThan(drawing.height);
    }
    const places = written(drawing).map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
