import { describe, expect, it } from "vitest";
import { missing } from "#domain/share.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { toUnitSpread } from "#domain/unit-spread.ts";
import type { DimensionUnits } from "#domain/unit-spread-document.ts";
import { testWords } from "../test-words.ts";
import { prepareFunnelPlot } from "./prepare.ts";

const en = testWords("moment", "en");
const ko = testWords("moment", "ko");

function teamsOf(counts: Readonly<Record<string, readonly [number, number]>>): DimensionUnits {
  const list = Object.entries(counts).map(([unit, [hits, n]]) => ({ unit, hits, n }));
  const { units, ...spread } = toUnitSpread(list);
  return {
    dimension: "team",
    withoutUnit: 0,
    ...spread,
    units: units.map(({ limits: _, ...one }, i) => ({
      ...one,
      broken: one.share,
      satisfaction: wilsonShare((list[i]?.n ?? 0) - (list[i]?.hits ?? 0), list[i]?.n ?? 0, "no-ratings"),
    })),
  };
}

describe("prepareFunnelPlot", () => {
  it("teams that are alike lie inside, in the order of their names and not of their shares", () => {
    const view = prepareFunnelPlot(teamsOf({ zulu: [19, 100], alpha: [21, 100], mike: [20, 100] }), "broken", en);
    expect(view.title).toBe("All 3 teams lie within what chance allows around 20.0%");
    expect(view.table.rows.map(({ key }) => key)).toEqual(["alpha", "mike", "zulu"]);
    expect(view.parts.marks.every(({ shape, tone }) => shape === "dot" && tone === "neutral")).toBe(true);
  });

  it("40 of 100 among 200 of 1,000 lies beyond 99.8 %: a diamond, bad of bad ratings and good of plus ratings", () => {
    const teams = teamsOf({ a: [160, 900], b: [40, 100] });
    const view = prepareFunnelPlot(teams, "broken", en);
    expect(view.title).toBe("1 of 2 teams lie beyond the 99.8% limits around 20.0%");
    expect(view.parts.marks[0]).toMatchObject({
      key: "b",
      shape: "strong",
      tone: "bad",
      sentence: "b: 40.0% (30.9–49.8%) of 100 ratings, above the 99.8% limits",
    });
    expect(prepareFunnelPlot(teams, "satisfaction", en).parts.marks[0]?.tone).toBe("good");
    expect(prepareFunnelPlot(teams, "broken", ko).title).toBe("팀 2개 중 1개가 20.0%를 중심으로 한 99.8% 한계 밖에 있습니다");
  });

  it("5 to 29 ratings are greyed, four are not drawn, hidden ones say why in the table", () => {
    const teams = teamsOf({ a: [20, 100], b: [6, 29], c: [1, 4], d: [30, 150] });
    const hidden = { ...teams, units: teams.units.map((one) => (one.unit === "d" ? { ...one, share: missing("too-few", 150) } : one)) };
    const view = prepareFunnelPlot(hidden, "broken", en);
    expect(view.parts.marks.map(({ key, shape }) => [key, shape])).toEqual([
      ["b", "weak"],
      ["a", "dot"],
    ]);
    expect(view.weak).toBe(true);
    expect(view.table.rows[2]?.cells.slice(0, 4)).toEqual(["c", "4", "Fewer than 5: hidden.", "Fewer than 5: hidden."]);
  });

  it("limits narrow to the right, and names of marks that lie on each other stand at different corners", () => {
    const view = prepareFunnelPlot(teamsOf({ a: [20, 100], b: [200, 1000], c: [201, 1000] }), "broken", en);
    const outer = view.parts.lines.find(({ key }) => key === "wide high")?.points ?? [];
    expect(outer[0]?.[1]).toBeGreaterThan(outer.at(-1)?.[1] ?? 100);
    const [, b, c] = view.parts.marks;
    expect([b?.label?.text, c?.label?.text].sort()).toEqual(["b", "c"]);
    expect(b?.label?.place).not.toBe(c?.label?.place);
  });

  it("one team, none at all, and none that may be told", () => {
    expect(prepareFunnelPlot(teamsOf({ only: [20, 100] }), "broken", en).title).toBe("One team only: only");
    expect(prepareFunnelPlot(teamsOf({}), "broken", en).state).toBe("empty");
    expect(prepareFunnelPlot(teamsOf({ a: [1, 3] }), "broken", en).state).toBe("too-few");
  });
});
