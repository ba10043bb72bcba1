import { describe, expect, it } from "vitest";
import { type ChartBucket, toControlChart } from "#domain/control-chart.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import { toControlChartDocument } from "#domain/control-points.ts";
import { missing } from "#domain/share.ts";
import { CHOICES, PERIOD } from "../test-documents.ts";
import { testWords } from "../test-words.ts";
import { prepareControlChart } from "./prepare.ts";

const en = testWords("moment", "en", CHOICES);
const ko = testWords("moment", "ko", CHOICES);
const day = (i: number) => new Date(Date.UTC(2026, 3, 1 + i)).toISOString().slice(0, 10);
const bucket = (i: number, hits: number, n = 100, complete = true): ChartBucket => ({ from: day(i), to: day(i), hits, n, complete });
/** By turns 18 and 22 of 100: centre 20 %, limits 8 and 32 %. */
const CALM = Array.from({ length: 20 }, (_, i) => bucket(i, i % 2 === 0 ? 18 : 22));
const FROZEN = { from: day(0), to: day(19) };

function documentOf(buckets: readonly ChartBucket[], frozen = false, more: Partial<ControlChartDocument> = {}): ControlChartDocument {
  const head = { period: PERIOD, ...({ moment: "security", measure: "broken", grain: "day", frozen, unweighted: false } as const) };
  return { ...toControlChartDocument(head, toControlChart(buckets, frozen ? FROZEN : undefined)), ...more };
}

describe("prepareControlChart", () => {
  it("without a signal it says so; limits 20 ± 3 x 4 points", () => {
    const view = prepareControlChart(documentOf(CALM), en);
    expect(view.state).toBe("ready");
    expect(view.title).toBe("No signal: bad ratings go up and down around 20.0% as they usually do");
    expect(view.summary).toBe(
      "Share of bad ratings at 20 points, 1–20 Apr 2026. p-chart: the points scatter no more than chance alone would have them, so the limits are three standard deviations of chance (σz = 1).",
    );
    expect(view.parts.marks[0]?.sentence).toBe("1 Apr 2026: 18.0% of 100 ratings, within 8.0–32.0%");
    expect(view.parts.marks.every(({ shape, tone }) => shape === "dot" && tone === "plain")).toBe(true);
    expect(view.notes[0]).toBe("Baseline: all 20 finished points, 1–20 Apr 2026.");
    expect(prepareControlChart(documentOf(CALM), ko).title).toBe("신호 없음: 불만족 평가는 평소처럼 20.0% 안팎에서 오르내립니다");
  });

  it("a signal is marked by its shape and told in words: 40 of 100 is above 32 %, and bad news", () => {
    const view = prepareControlChart(documentOf([...CALM, bucket(20, 40)], true), en);
    expect(view.title).toBe("One signal: 21 Apr 2026: 40.0% of 100 ratings, above the limit of 32.0%");
    expect(view.parts.marks[20]).toMatchObject({ shape: "strong", tone: "bad" });
    expect(view.signals.map(({ text }) => text)).toEqual(["21 Apr 2026: 40.0% of 100 ratings, above the limit of 32.0%"]);
    expect(view.legend.map(({ text }) => text)).toContain("Outside the limits, worse");
    expect(view.legend.map(({ text }) => text)).toContain("Share over the chosen baseline (shaded)");
    expect(view.parts.stretch).toEqual({ from: 0, to: expect.closeTo((20 / 21) * 100, 9) });
  });

  it("eight in a row below are good news of bad ratings, and bad news of plus ratings; the latest five are told", () => {
    const buckets = [...CALM, ...Array.from({ length: 15 }, (_, i) => bucket(20 + i, 17))];
    const view = prepareControlChart(documentOf(buckets, true), en);
    expect(view.parts.marks[27]).toMatchObject({ shape: "mild", tone: "good" });
    expect(view.signals[0]?.text).toBe("5 May 2026: 17.0% of 100 ratings, eighth or later point in a row below 20.0%");
    expect([view.signals.length, view.moreSignals]).toEqual([5, 3]);
    const plus = prepareControlChart(documentOf(buckets, true, { measure: "satisfaction" }), en);
    expect(plus.parts.marks[27]?.tone).toBe("bad");
  });

  it("ten points of 18 and ten of 30: from the eighth of each on, 2 x 3 signals of 20 say that the level has changed", () => {
    const view = prepareControlChart(documentOf(Array.from({ length: 20 }, (_, i) => bucket(i, i < 10 ? 18 : 30))), en);
    expect(view.title).toContain("The level itself has changed: 6 of 20 points are signals, the latest 20 Apr 2026: 30.0% of 100 ratings");
    expect(view.notes.some((note) => note.startsWith("So many signals mean"))).toBe(true);
  });

  it("the unfinished day is a dashed ring at the end of a dashed line, and is named in the notes", () => {
    const view = prepareControlChart(documentOf([...CALM, bucket(20, 30, 60, false)]), en);
    expect(view.parts.marks.at(-1)).toMatchObject({
      shape: "unfinished",
      sentence: "21 Apr 2026, not whole: 50.0% of 60 ratings",
    });
    expect(view.parts.lines.filter(({ dress }) => dress === "unfinished").map(({ points }) => points.length)).toEqual([2]);
    expect(view.notes.some((note) => note.startsWith("The dashed point"))).toBe(true);
  });

  it("overdispersed it is Laney's p' and says by how much: 10 and 30 of 100 by turns jump 5 sigma, over 1.128 is 4.43", () => {
    const wild = Array.from({ length: 20 }, (_, i) => bucket(i, i % 2 === 0 ? 10 : 30));
    expect(prepareControlChart(documentOf(wild), en).summary).toContain("Laney’s p′ chart: the points scatter 4.43 times as much");
  });

  it("11 points have no limits and say what would help; 12 are provisional", () => {
    const few = prepareControlChart(documentOf(CALM.slice(0, 11)), en);
    expect(few.title).toBe("11 of the 12 points that limits need: take a longer period or a finer grain");
    expect(few.parts.lines.some(({ dress }) => dress === "inner" || dress === "centre")).toBe(false);
    const enough = prepareControlChart(documentOf(CALM.slice(0, 12)), en);
    expect(enough.notes).toContain("Provisional: the limits rest on 12 points; 20 make them firm.");
  });

  it("hidden points are gaps, and the reason stands in the title", () => {
    const document = documentOf(CALM);
    const points = document.points.map((point, i) => (i === 3 ? { ...point, share: missing("too-few", 100) } : point));
    const view = prepareControlChart({ ...document, centre: null, sigmaZ: null, reason: "too-few", points }, en);
    expect(view.title).toBe("No limits: some points rest on fewer than 5 ratings, which limits would give away");
    expect(view.parts.marks).toHaveLength(19);
    expect(view.parts.lines.filter(({ dress }) => dress === "main")).toHaveLength(2);
  });

  it("nothing rated is empty; four ratings a day are too few to show", () => {
    expect(prepareControlChart(documentOf([]), en).state).toBe("empty");
    expect(prepareControlChart(documentOf([bucket(0, 1, 4)]), en).state).toBe("too-few");
  });

  it("the table has each point with its interval, limits and signals", () => {
    const { table } = prepareControlChart(documentOf([...CALM, bucket(20, 40)], true), en);
    expect(table.rows[20]?.cells).toEqual(["21 Apr 2026", "100", "40.0%", "30.9–49.8%", "8.0–32.0%", "Outside the limits"]);
  });
});
