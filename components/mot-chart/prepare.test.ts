import { describe, expect, it } from "vitest";
import { testWords } from "#components/charts/test-words.ts";
import { missing } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { askedText, editorsSince, prepareHistory } from "./history.ts";
import { prepareChart } from "./prepare.ts";
import { chart, factor } from "./test-chart.ts";

const en = testWords("motChart", "en");
const ko = testWords("motChart", "ko");
const lanes = factor("lanes", "standard", [40, 5, 5]);
const friendly = factor("friendly", "plus", [0, 5, 95]);
const few = factor("few", "minus", [8, 1, 0]);
const three = factor("three", "unplaced", [3, 0, 0]);

describe("a line", () => {
  const rowOf = (one: typeof lanes, words = en) => prepareChart(chart([one]), words).columns.flatMap(({ rows }) => rows)[0];

  it("of 1,000 ratings 50 mention lanes: 80 % of them minus, of the other 950 60, so 6.3 %: +73.7 points", () => {
    const row = rowOf(lanes);
    expect(row).toMatchObject({ mentions: "50 mentions", share: "5.0% of ratings", behaves: "minus", weak: false });
    expect(row?.minus).toMatchObject({ own: "80%", rest: "6%", difference: "+73.7 pts", clear: true });
    expect(row?.disagreement).toBe("Listed as standard, behaves like a minus");
    expect(rowOf(lanes, ko)).toMatchObject({
      text: "lanes 한국어",
      other: "lanes in English",
      mentions: "언급 50건",
      disagreement: "적힌 칸은 표준, 평가로는 마이너스",
    });
  });

  it("with 9 ratings is weak and tells no behaviour, with 3 shows no figure, without mentions nothing is said", () => {
    expect(rowOf(few)).toMatchObject({ weak: true, behaves: "cannot-tell", verdict: "Cannot tell: fewer than 30 ratings on a side." });
    const view = prepareChart(chart([three]), en);
    expect(view.unplaced[0]).toMatchObject({ minus: null, plus: null, verdict: "Cannot tell: fewer than 5 ratings mention it." });
    expect(rowOf(factor("none", "plus", [0, 0, 0]))).toMatchObject({
      mentions: "no mention",
      share: null,
      mentioned: false,
      verdict: null,
    });
  });

  it("whose mentions are hidden says so, and says no other number", () => {
    const hidden = {
      mentioned: null,
      unrated: null,
      share: missing("too-few", 1000),
      broken: missing("too-few", 3),
      brokenDifference: missing("too-few", 3),
    };
    const row = rowOf(factor("hidden", "plus", [0, 0, 0], hidden));
    expect(row).toMatchObject({ mentions: "mentions hidden: too few", share: null, minus: null });
  });

  it("says its other language only where that says something else", () => {
    expect(rowOf(factor("same", "plus", [0, 0, 0], { text: { en: "Wi-Fi", ko: "Wi-Fi" } }))?.other).toBeNull();
  });
});

describe("the chart", () => {
  it("is titled by what disagrees: one by name, several by their number, none by the columns", () => {
    const second = factor("second", "plus", [40, 5, 5]);
    const title = (...factors: (typeof lanes)[]) => prepareChart(chart(factors), en).title;
    expect(title(lanes, friendly)).toBe("“lanes in English” is listed as standard, but behaves like a minus");
    expect(title(lanes, second)).toBe("2 factors behave otherwise than they are listed: “lanes in English” and “second in English”");
    expect(title(friendly, few)).toBe("1 plus, 0 standard, 1 minus: no factor behaves otherwise than it is listed");
    expect(title()).toBe("Nothing on this chart yet");
    expect(prepareChart(chart([lanes]), ko).title).toBe("‘lanes 한국어’: 적힌 칸은 표준, 평가로는 마이너스");
  });

  it("stands in columns, what nobody has placed and what was taken off beside them; the table has every line on it", () => {
    const off = factor("off", "plus", [0, 0, 0], { archived: true });
    const view = prepareChart(chart([friendly, lanes, few, three, off]), en);
    expect(view.columns.map(({ place, rows }) => [place, rows.map(({ key }) => key)])).toEqual([
      ["plus", ["friendly"]],
      ["standard", ["lanes"]],
      ["minus", ["few"]],
    ]);
    expect([view.unplaced, view.archived].map((rows) => rows.map(({ key }) => key))).toEqual([["three"], ["off"]]);
    expect(view.table.rows.map(({ key }) => key)).toEqual(["friendly", "lanes", "few", "three"]);
    expect(view.table.rows.every(({ cells }) => cells.length === view.table.columns.length)).toBe(true);
    expect(view.table.rows[1]?.cells.slice(0, 5)).toEqual(["lanes in English", "standard", "50 mentions · 5.0% of ratings", "80%", "6%"]);
    expect(view.summary).toContain("1,000 ratings of the moment: 60% plus, 10% minus. 1 factor waits to be placed.");
  });

  it("draws the share of ratings that mention a line, all lines on one scale; a line never mentioned has none", () => {
    const point = (month: string, hits: number, complete = true) => {
      return { from: `2026-${month}-01`, to: `2026-${month}-28`, complete, mentioned: hits, share: wilsonShare(hits, 100, "no-ratings") };
    };
    const often = factor("often", "minus", [40, 5, 5], { points: [point("01", 10), point("02", 20), point("03", 40, false)] });
    const seldom = factor("seldom", "minus", [4, 5, 5], { points: [point("01", 1), point("02", 0), point("03", 0, false)] });
    const never = factor("never", "minus", [0, 0, 0], { points: [point("01", 0), point("02", 0)] });
    const [a, b, c] = prepareChart(chart([often, seldom, never]), en).columns[2]?.rows ?? [];
    expect([a?.line?.low, a?.line?.high, b?.line?.high, c?.line]).toEqual([0, 0.4, 0.4, undefined]);
    expect(a?.line?.runs.at(-1)?.dress).toBe("unfinished");
    expect(a?.line?.sentence).toBe("Share of ratings that mention it: from 10.0% (1 Jan 2026) to 20.0% (28 Feb 2026).");
  });
});

describe("the history", () => {
  const state = (column: "plus" | "minus", text = "lanes", archived = false) => ({
    column,
    text: { en: text, ko: `${text} 글` },
    archived,
  });
  const edit = (
    n: number,
    kind: "move" | "text" | "add" | "undo" | "file" | "archive",
    before: ReturnType<typeof state>,
    after = before,
    more = {},
  ) => {
    const changes = [{ factor: "lanes", before, after }];
    return {
      n,
      at: "2026-07-01T09:05:00.000Z",
      actor: n === 1 ? "cli" : "ann@example.org",
      kind,
      of: null,
      factors: ["lanes"],
      changes,
      ...more,
    };
  };
  const document = chart([], {
    edits: [
      edit(6, "undo", state("minus"), state("plus"), { of: 3 }),
      edit(5, "archive", state("plus"), state("plus", "lanes", true)),
      edit(4, "text", state("plus", "old"), state("plus")),
      edit(3, "move", state("plus"), state("minus")),
      edit(2, "move", state("plus")),
      edit(1, "file", state("plus", "lanes", true), state("plus")),
    ],
  });

  it("says who, when and what, each in one sentence", () => {
    expect(prepareHistory(document, en).map(({ what }) => what)).toEqual([
      "Took change 3 back",
      "Took “lanes” off the chart",
      "Renamed “old” to “lanes”",
      "Moved “lanes” from plus to minus",
      "Moved “lanes” within plus",
      "A journey file set 1 factor",
    ]);
    expect(prepareHistory(document, en).at(-1)).toMatchObject({ n: 1, when: "1 Jul 2026, 09:05", who: "the command line" });
    expect(prepareHistory(document, ko)[3]?.what).toBe("‘lanes 글’: 플러스에서 마이너스(으)로 이동");
  });

  it("names who changed the chart after version 4, once; and what was not made meanwhile", () => {
    expect(editorsSince(document, 4, en)).toEqual(["ann@example.org"]);
    expect(editorsSince(document, 6, en)).toEqual([]);
    const asked = askedText({ kind: "move", factor: "lanes", place: "minus", at: 2 }, (key) => key.toUpperCase(), en);
    expect(asked).toBe("Move “LANES” to minus, place 3");
  });
});
