import { describe, expect, it } from "vitest";
import { CHOICES, change, momentScore, SCORES } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { missing } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { mapTable } from "./map-table.ts";
import { type MapInput, prepareMap } from "./prepare.ts";

const en = testWords("map", "en", CHOICES);
const ko = testWords("map", "ko", CHOICES);
const moments = testWords("moments", "en", CHOICES);
const charts = testWords("charts", "en", CHOICES);
const beside = testWords("beside", "en", CHOICES);
const INPUT: MapInput = { scores: SCORES, compared: null, sides: null, choices: CHOICES, stage: null, narrowed: false };
const map = (more: Partial<MapInput> = {}, words = en) => prepareMap({ ...INPUT, ...more }, words, moments, charts);

describe("prepareMap", () => {
  it("keeps the steps in order, with channels, and contacts against the busiest: 1,600 of 1,600, 1,000, 800", () => {
    expect(map().stations.map((station) => [station.place, station.name, station.channels, station.volume])).toEqual([
      [1, "Information call", ["Phone"], 1],
      [2, "Booking", ["App", "Phone"], 0.625],
      [3, "Security check", [], 0.5],
    ]);
  });

  it("says lowest and highest of the curve: (200 - 100) / 400 = 0.25 and (600 - 40) / 800 = 0.7", () => {
    expect(map().title).toBe("Low point: Security check (50% satisfied). High point: Information call (75%)");
    expect(map({}, ko).title).toBe("가장 낮은 곳은 보안 검색(만족 50%), 가장 높은 곳은 정보 문의 전화(만족 75%)");
    expect(map().stations.map((station) => station.point?.value)).toEqual([0.7, 0.66, 0.25]);
  });

  it("a moment that nobody rates stays on the map as not measured, and breaks the curve", () => {
    const scores = { ...SCORES, moments: [momentScore("call", 1, [0, 0, 0], { touched: 90 }), momentScore("booking", 2, [5, 5, 40])] };
    const drawn = map({ scores });
    expect(drawn.stations.map((station) => [station.measured, station.point === null, station.touched])).toEqual([
      ["no", true, 90],
      ["yes", false, 100],
    ]);
    expect(drawn.summary).toContain("Not measured, though customers meet it: Information call.");
    expect(mapTable(drawn, en, charts, beside).rows[0]?.cells[3]).toBe("Not measured");
  });

  it("without a contact a moment is not measured; where the filter chooses channels, it is not met by those", () => {
    const scores = { ...SCORES, moments: [momentScore("call", 1, [0, 0, 0]), momentScore("booking", 2, [5, 5, 40])] };
    expect(map({ scores }).stations[0]?.measured).toBe("no");
    const narrowed = map({ scores, narrowed: true });
    expect(narrowed.stations[0]?.measured).toBe("not-met");
    expect(narrowed.summary).not.toContain("Not measured");
  });

  it("4 ratings are not drawn, 5 to 29 weakly, and neither is called the low point", () => {
    const scores = {
      ...SCORES,
      moments: [momentScore("call", 1, [4, 0, 0]), momentScore("booking", 2, [20, 0, 9]), momentScore("security", 3, [10, 0, 90])],
    };
    const drawn = map({ scores });
    expect(drawn.stations.map((station) => station.point?.weak ?? null)).toEqual([null, true, false]);
    expect(drawn.title).toBe("3 moments in journey order");
  });

  it("looked at one stage, keeps the places of the whole journey; the scale holds 0", () => {
    const zoomed = map({ stage: "smot" });
    expect(zoomed.stations.map((station) => [station.key, station.place])).toEqual([["security", 3]]);
    expect(zoomed.stages).toEqual(["zmot", "fmot", "smot"]);
    expect(zoomed.low).toBeLessThanOrEqual(0);
    expect(map({ stage: "umot" })).toMatchObject({ state: "empty", stations: [] });
  });

  it("neighbours of one stage have one heading with their ratings pooled: (350 + 200) of (500 + 400)", () => {
    const stage = { stage: "smot" as const };
    const scores = {
      ...SCORES,
      moments: [
        momentScore("call", 1, [40, 160, 600]),
        momentScore("booking", 2, [20, 130, 350], stage),
        momentScore("security", 3, [100, 100, 200], stage),
      ],
    };
    expect(map({ scores }).runs.map((run) => [run.stage, run.first, run.count, run.satisfaction.value])).toEqual([
      ["zmot", 1, 1, 0.75],
      ["smot", 2, 2, 550 / 900],
    ]);
  });

  it("names moments whose ratings are more bad than good beyond noise: 40 against 10, not 11 against 10", () => {
    const low = { value: -0.3, low: -0.41, high: -0.18, n: 100 };
    const noise = { value: -0.01, low: -0.1, high: 0.08, n: 100 };
    const scores = {
      ...SCORES,
      moments: [momentScore("call", 1, [40, 50, 10], { net: low }), momentScore("booking", 2, [11, 79, 10], { net: noise })],
    };
    expect(map({ scores }).summary).toContain("More bad than good ratings, beyond noise: Information call.");
    expect(map({ scores }).low).toBeCloseTo(-0.49, 12);
  });

  it("an arrow for a clear change only; below the map how it splits, and what would have shown elsewhere", () => {
    const compared = {
      ...SCORES,
      change: [
        change("call", "satisfaction", 0.03, true, { rate: 0.02, mix: 0.01 }),
        change("booking", "satisfaction", 0.01, false, { detectable: 0.041 }),
      ],
    };
    const drawn = map({ compared });
    expect(drawn.stations.map((station) => station.change?.direction ?? null)).toEqual(["up", "none", "none"]);
    expect(drawn.changes).toEqual([
      "Information call +3.0 pts: +2.0 pts from ratings, +1.0 pts from the mix of customers.",
      "Elsewhere no clear change; the smallest that would show is 4.1 pts.",
    ]);
    expect(map().changes).toEqual([]);
  });

  it("sets the priority segment beside all others: 60 of 100 against 400 of 500 at the call", () => {
    const side = (plus: number, n: number) => ({
      ...SCORES,
      moments: [momentScore("call", 1, [n - plus, 0, plus], { satisfaction: wilsonShare(plus, n, "no-ratings") })],
    });
    const labels = { priority: "Business flyers", others: "All others" };
    const drawn = map({ sides: { documents: { priority: side(60, 100), others: side(400, 500) }, labels } });
    expect(drawn.title).toBe("Business flyers against all others: clearly less satisfied at Information call");
    expect(drawn.stations.map((station) => station.sides?.apart ?? null)).toEqual(["lower", null, null]);
    expect(drawn.stations[0]?.sides?.points.priority?.value).toBeCloseTo(0.2, 12);
    expect(
      mapTable(drawn, en, charts, beside)
        .columns.map((column) => column.label)
        .slice(-3),
    ).toEqual(["Business flyers", "All others", "Difference"]);
  });

  it("what is hidden is neither drawn nor ranked", () => {
    const hidden = momentScore("call", 1, [1, 1, 60], { net: missing("too-few", 62), satisfaction: missing("too-few", 62), plus: null });
    expect(map({ scores: { ...SCORES, moments: [hidden] } }).stations[0]?.point).toBe(null);
  });
});
