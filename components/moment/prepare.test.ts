import { describe, expect, it } from "vitest";
import { CHOICES, change, FUNNEL, momentScore, SCORES } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import type { MomentScoresDocument } from "#domain/documents.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { wilsonShare } from "#domain/statistics/wilson.ts";
import { toUnitSpread } from "#domain/unit-spread.ts";
import type { DimensionUnits } from "#domain/unit-spread-document.ts";
import { prepareAnswers } from "./answers.ts";
import { prepareChannels } from "./channels.ts";
import { prepareCost } from "./cost.ts";
import { placeInJourney, prepareHead } from "./head.ts";
import { momentSearches } from "./searches.ts";
import { spreadText, withoutText } from "./units-words.ts";

const en = testWords("moment", "en", CHOICES);
const ko = testWords("moment", "ko", CHOICES);
const words = { words: en, moments: testWords("moments", "en", CHOICES), charts: testWords("charts", "en", CHOICES) };
const scoresOf = (...counts: [number, number, number]): MomentScoresDocument => ({
  ...SCORES,
  moments: [momentScore("security", 3, counts)],
});
const scores = scoresOf(100, 100, 200);

describe("head", () => {
  const titled = (value: number, clear: boolean, more: object = {}) =>
    prepareHead(scores, { ...scores, change: [change("security", "satisfaction", value, clear, more)] }, null, words)?.title;

  it("100, 100, 200 of 400: a quarter bad, half plus; a clear change stands first, an unclear one does not", () => {
    expect(titled(-0.01, false)).toBe("25% of the ratings miss the standard, 50% are a plus");
    expect(titled(0.052, true)).toBe("Satisfaction clearly rose by 5.2 pts: 50% of the ratings are a plus, 25% miss the standard");
    expect(titled(-0.052, true)).toBe("Satisfaction clearly fell by 5.2 pts: 50% of the ratings are a plus, 25% miss the standard");
    expect(titled(0.05, true, { rate: 0.01, mix: 0.04 })).toBe(
      "Satisfaction moved by +5.0 pts, mostly because other customers came: 50% are a plus, 25% miss the standard",
    );
  });

  it("four ratings make no finding, and none none either", () => {
    expect(prepareHead(scoresOf(1, 1, 2), null, null, words)).toMatchObject({ title: "Too few ratings for a finding", change: null });
    expect(prepareHead(scoresOf(0, 0, 0), null, null, words)).toMatchObject({ state: "empty" });
    expect(prepareHead({ ...scores, moments: [] }, null, null, words)).toBeNull();
  });

  it("the table has every figure with interval and n, and either side where one stands beside the other", () => {
    const sides = { documents: { priority: scores, others: scores }, labels: { priority: "Business flyers", others: "All others" } };
    const rows = prepareHead(scores, null, sides, words)?.table.rows;
    expect(rows?.map(({ cells }) => cells[0])).toEqual([
      ...["Satisfaction", "Satisfaction, Business flyers", "Satisfaction, All others", "Broken share", "Mean ± s.e.", "Coverage"],
    ]);
    expect(rows?.[0]?.cells).toEqual(["Satisfaction", "50%", "48–52%", "400"]);
  });

  it("third of three touchpoints, between booking and the overall question, which is no step", () => {
    expect(placeInJourney(CHOICES, "security", en)).toEqual({
      text: "Touchpoint 3 of 3",
      previous: { key: "booking", name: "Booking" },
      next: { key: "overall", name: "Overall" },
    });
    expect(placeInJourney(CHOICES, "call", ko)).toMatchObject({ text: "접점 3개 중 1번째", previous: null });
    expect(placeInJourney(CHOICES, "overall", en)?.text).toBe("Overall question, no step of the journey");
    expect(placeInJourney(CHOICES, "gone", en)).toBeNull();
  });
});

describe("answers", () => {
  const rated = (histogram: readonly number[] | null) => ({ ...momentScore("security", 3, [30, 20, 50]), histogram });

  it("10, 20 | 20 | 40, 10: three zones of 2, 1 and 2 answers, most often 4, 30 of 100 below the standard", () => {
    const view = prepareAnswers(rated([10, 20, 20, 40, 10]), en, words.charts);
    expect(view.title).toBe("Most often the answer is 4 (40%); 30% lie below the standard");
    expect(view.summary).toBe("100 ratings: minus 30%, standard 20%, and plus 50%.");
    expect(view.zones.map(({ zone, bars }) => [zone, bars.map(({ height }) => height)])).toEqual([
      ["minus", [25, 50]],
      ["standard", [50]],
      ["plus", [100, 25]],
    ]);
    expect(view.table.rows[3]?.cells).toEqual(["4", "plus", "40", "40%", "30–50%"]);
  });

  it("hidden answers are too few, no rating is nothing, and a scale that was turned says so", () => {
    expect(prepareAnswers(rated(null), en, words.charts).state).toBe("too-few");
    expect(prepareAnswers({ ...momentScore("security", 3, [0, 0, 0]), histogram: [0, 0, 0, 0, 0] }, en, words.charts).state).toBe("empty");
    const turned = { ...rated([10, 20, 20, 40, 10]), scale: { min: 1, max: 5, step: 1, best: "low" } as const };
    expect(prepareAnswers(turned, en, words.charts).turned).toBe(true);
  });
});

describe("channels", () => {
  const channelsOf = (counts: Readonly<Record<string, readonly [number, number]>>, withoutUnit = 0): DimensionUnits => {
    const { units, ...spread } = toUnitSpread(Object.entries(counts).map(([unit, [hits, n]]) => ({ unit, hits, n })));
    return {
      dimension: "channel",
      withoutUnit,
      ...spread,
      units: units.map(({ limits: _, ...one }) => ({ ...one, broken: one.share, satisfaction: wilsonShare(0, one.share.n, "no-ratings") })),
    };
  };

  it("60 and 40 of 100: the spread is the root of 7/400, 13.2 points, and they stand by name", () => {
    const channels = channelsOf({ phone: [60, 100], app: [40, 100] });
    expect(Math.sqrt(7 / 400)).toBeCloseTo(0.1323, 4);
    const view = prepareChannels(channels, "broken", en);
    expect(view.title).toBe("Channels differ by more than chance: by about 13.2 pts");
    expect(view.rows.map(({ name }) => name)).toEqual(["App", "Phone"]);
    expect(spreadText(channels, en)).toContain(
      "the 2 channels with 30 or more ratings differ by a standard deviation of 13.2 pts beyond chance",
    );
    expect(spreadText(channels, en)).toContain("p = 0.005");
  });

  it("alike ones cannot be told apart; one has nobody beside it; ratings without a channel are counted", () => {
    expect(prepareChannels(channelsOf({ phone: [50, 100], app: [50, 100] }), "broken", en).title).toBe(
      "Whether channels differ by more than chance cannot be told",
    );
    const one = channelsOf({ app: [40, 100] }, 7);
    expect(prepareChannels(one, "broken", en)).toMatchObject({ title: "Met on one channel only: App", centre: null });
    expect(spreadText(one, en)).toBe("Consistency between channels needs at least two with 30 ratings each.");
    expect(withoutText(one, en)).toBe("7 ratings without a channel are in no figure here.");
    expect(prepareChannels(channelsOf({}), "broken", en).state).toBe("empty");
  });
});

describe("cost of a break", () => {
  it("10 points more leave, about 4 visits lost, with the raw figure beside it", () => {
    const view = prepareCost(FUNNEL, "call", en);
    expect(view?.title).toBe("After a break 10.0 pts more leave here than after a good rating: about 4 visits lost");
    expect(view?.figures).toEqual({ value: "+10.0 pts", interval: "+2.0 to +20.0 pts", raw: "+12.0 pts", lost: "4", n: "780" });
    expect(view?.table.rows.map(({ cells }) => cells[1])).toEqual(["+10.0 pts", "+12.0 pts", "4"]);
  });

  it("where it is not known it says why; an overall question has none", () => {
    expect(prepareCost(FUNNEL, "booking", en)).toMatchObject({ figures: null, why: "Under 30 on a side: too few to tell." });
    expect(prepareCost(FUNNEL, "overall", en)).toBeNull();
  });

  it("an interval around 0 is no finding, one below 0 says fewer", () => {
    const costing = (low: number, high: number) => {
      const [first, ...others] = FUNNEL.steps;
      if (first === undefined || first.breakCost.value === null) throw new Error("The first step has a cost.");
      const step = { ...first, breakCost: { ...first.breakCost, value: (low + high) / 2, low, high } };
      return prepareCost({ ...FUNNEL, steps: [step, ...others] }, "call", en)?.title;
    };
    expect(costing(-0.02, 0.04)).toBe("Whether more leave after a break here cannot be told from chance");
    expect(costing(-0.06, -0.02)).toBe("After a break 4.0 pts fewer leave here than after a good rating");
  });
});

describe("what the page asks", () => {
  const view = { beside: false, stage: null, measure: "broken", baseline: null } as const;

  it("of its moment alone, whichever the address chooses; of the funnel all steps", () => {
    const filter = { ...NO_FILTER, from: "2026-04-01", to: "2026-06-30", moments: ["call", "booking"], grain: "week" as const };
    const comparing = { ...filter, compare: "previous" as const };
    expect(momentSearches(filter, comparing, "security", view)).toEqual({
      scores: "from=2026-04-01&to=2026-06-30&moment=security&grain=week",
      compared: "from=2026-04-01&to=2026-06-30&moment=security&compare=previous&grain=week",
      chart: "from=2026-04-01&to=2026-06-30&moment=security&grain=week",
      units: "from=2026-04-01&to=2026-06-30&moment=security",
      funnel: "from=2026-04-01&to=2026-06-30",
    });
  });

  it("measure and baseline of those reports that know them", () => {
    const asked = { ...view, measure: "satisfaction", baseline: { from: "2026-01-01", to: "2026-03-31" } } as const;
    expect(momentSearches(NO_FILTER, null, "a b", asked)).toEqual({
      scores: "moment=a%20b",
      compared: null,
      chart: "moment=a%20b&measure=satisfaction&baseline=2026-01-01..2026-03-31",
      units: "moment=a%20b&measure=satisfaction",
      funnel: "",
    });
  });
});
