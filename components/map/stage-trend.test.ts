import { describe, expect, it } from "vitest";
import { CHOICES } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import type { TrendDocument, TrendPoint } from "#domain/documents.ts";
import { missing } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { prepareStageTrend } from "./stage-trend.ts";

const en = testWords("map", "en", CHOICES);
const ko = testWords("map", "ko", CHOICES);
const charts = testWords("charts", "en", CHOICES);

const MONTHS = ["2026-04", "2026-05", "2026-06"];

function point(i: number, plus: number, rated: number): TrendPoint {
  const month = MONTHS[i] ?? "";
  const satisfaction = wilsonShare(plus, rated, "no-ratings");
  return { from: `${month}-01`, to: `${month}-${i === 1 ? "31" : "30"}`, complete: i < 2, rated, satisfaction, broken: satisfaction };
}

function trend(series: Record<string, readonly (readonly [number, number])[]>): TrendDocument {
  return {
    period: { from: "2026-04-01", to: "2026-06-30", timeZone: "UTC" },
    grain: "month",
    series: Object.entries(series).map(([moment, counts]) => ({ moment, points: counts.map(([plus, n], i) => point(i, plus, n)) })),
  };
}

const shown = (document: TrendDocument, words = en) => prepareStageTrend(document, CHOICES, words, charts);
const PLAIN = {
  call: [
    [60, 100],
    [90, 100],
    [10, 20],
  ],
  booking: [
    [70, 100],
    [72, 100],
    [9, 20],
  ],
  security: [
    [0, 0],
    [3, 4],
    [0, 0],
  ],
} as const;

describe("prepareStageTrend", () => {
  it("calls only clear changes between the first and the last full period: 60 to 90 of 100, not 70 to 72; June is not over", () => {
    expect(shown(trend(PLAIN)).title).toBe("April 2026 to May 2026: ZMOT clearly rose (60% → 90%); the rest is within noise");
    expect(shown(trend(PLAIN), ko).title).toBe("2026년 4월 대비 2026년 5월: ZMOT 뚜렷한 상승(60% → 90%), 나머지는 오차 범위 안");
    expect(shown(trend({ booking: PLAIN.booking })).title).toBe("April 2026 to May 2026: no clear change in any stage");
    expect(shown(trend({ call: [[60, 100]] })).title).toBe("Satisfaction by stage over time");
  });

  it("pools the moments of a stage: 60 of 100 and 90 of 200 are 150 of 300", () => {
    const moments = CHOICES.moments.map((moment) => (moment.key === "booking" ? { ...moment, stage: "zmot" as const } : moment));
    const both = trend({ call: [[60, 100]], booking: [[90, 200]] });
    const line = prepareStageTrend(both, { ...CHOICES, moments }, en, charts).lines[0];
    expect(line?.points[0]?.satisfaction).toEqual(wilsonShare(150, 300, "no-ratings"));
  });

  it("a hidden point hides the stage's; 4 ratings are a gap; a stage without ratings says so", () => {
    const document = trend(PLAIN);
    const hidden = document.series.map((one) =>
      one.moment === "call"
        ? { ...one, points: one.points.map((each) => ({ ...each, satisfaction: missing("too-few", each.rated) })) }
        : one,
    );
    expect(shown({ ...document, series: hidden }).lines[0]?.points[0]?.satisfaction).toEqual(missing("too-few", 100));
    expect(shown(document).lines[2]?.nothing).toBe("Under 5 ratings in every period: too few for a line. Choose a longer period.");
    expect(shown(trend({ call: PLAIN.call })).lines[2]?.nothing).toBe("Nobody rated this stage in this selection.");
  });

  it("an overall question stands in where a stage has no moment, and is named; else nothing is known of the stage", () => {
    const lines = shown(
      trend({
        ...PLAIN,
        overall: [
          [50, 100],
          [50, 100],
          [5, 10],
        ],
      }),
    ).lines;
    expect(lines[3]).toMatchObject({ stage: "umot", standIn: "Overall question: Overall", nothing: null });
    const without = CHOICES.moments.filter((moment) => moment.key !== "overall");
    expect(prepareStageTrend(trend(PLAIN), { ...CHOICES, moments: without }, en, charts).lines[3]?.nothing).toBe(
      "No moment of the journey is in this stage, so nothing is known of it.",
    );
  });

  it("the unfinished period is drawn dashed and named in the table", () => {
    const drawn = shown(trend(PLAIN));
    expect(drawn.lines[0]?.runs.map((run) => run.dress)).toEqual(["full", "unfinished"]);
    expect(drawn.table.rows[2]?.cells[0]).toBe("June 2026 (unfinished)");
    expect(drawn.table.rows[0]?.cells[1]).toBe("60% (50–70%, n = 100)");
    expect(drawn.ends).toEqual(["Apr 2026", "Jun 2026"]);
  });

  it("nothing rated is empty, all under five is too few", () => {
    expect(shown(trend({ call: [[0, 0]] })).state).toBe("empty");
    expect(shown(trend({ call: [[3, 4]] })).state).toBe("too-few");
  });
});
