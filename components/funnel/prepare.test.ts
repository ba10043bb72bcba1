import { describe, expect, it } from "vitest";
import { CHOICES, FUNNEL, SURVIVAL, share, survivalStep } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { prepareBreakCost } from "./break-cost.ts";
import { besideValues, breakdownValues, prepareBreakdown } from "./breakdown.ts";

const en = testWords("funnel", "en", CHOICES);

describe("prepareBreakCost", () => {
  it("writes cost, interval, raw figure, excess leavers and n, or the reason", () => {
    const view = prepareBreakCost(FUNNEL, en);
    expect(view.state).toBe("ready");
    expect(view.title).toBe("A break at Information call costs most: about 4 visits lost");
    expect(view.table.rows.map((row) => row.cells)).toEqual([
      ["1. Information call", "+10.0 pts", "+2.0 to +20.0 pts", "+12.0 pts", "4", "780"],
      ["2. Booking", "—", "Under 30 on a side: too few to tell.", "—", "—", "480"],
      ["3. Security check", "—", "After the last moment nobody can leave.", "—", "—", "400"],
    ]);
  });

  it("-0.3 visits lost are 0, not minus 0", () => {
    const steps = FUNNEL.steps.map((step) =>
      step.breakCost.value === null ? step : { ...step, breakCost: { ...step.breakCost, lost: -0.3 } },
    );
    expect(prepareBreakCost({ ...FUNNEL, steps }, en).table.rows[0]?.cells[4]).toBe("0");
  });

  it("names no worst where every interval includes 0, and knows a questionnaire", () => {
    const steps = FUNNEL.steps.map((step) =>
      step.breakCost.value === null ? step : { ...step, breakCost: { ...step.breakCost, low: -0.01 } },
    );
    expect(prepareBreakCost({ ...FUNNEL, steps }, en).title).toBe("What a break costs");
    expect(prepareBreakCost({ ...FUNNEL, mode: "questionnaire" }, en).state).toBe("questionnaire");
    expect(prepareBreakCost({ ...FUNNEL, steps: FUNNEL.steps.slice(1) }, en).state).toBe("none");
  });
});

describe("breakdown", () => {
  it("takes the values that the filter chooses, priority first", () => {
    expect(breakdownValues(CHOICES, NO_FILTER, "segment", en).map((value) => value.name)).toEqual([
      "Business flyers",
      "Leisure",
      "Families",
    ]);
    expect(breakdownValues(CHOICES, { ...NO_FILTER, channels: ["phone"] }, "channel", en)).toEqual([
      { key: "phone", name: "Phone", priority: false, asked: { ...NO_FILTER, channels: ["phone"] } },
    ]);
    expect(breakdownValues(undefined, NO_FILTER, "segment", en)).toEqual([]);
    const asked = { ...NO_FILTER, from: "2026-01-01", to: "2026-03-31", compare: "previous", segments: ["leisure", "family"] } as const;
    expect(breakdownValues(CHOICES, asked, "segment", en).map((value) => value.asked)).toEqual([
      { ...asked, compare: null, segments: ["leisure"] },
      { ...asked, compare: null, segments: ["family"] },
    ]);
  });

  it("sets business beside leisure and families as two values", () => {
    const split = { priority: ["business"], others: ["leisure", "family"] };
    const values = besideValues({ ...NO_FILTER, channels: ["app"] }, split, { priority: "Business flyers", others: "All others" });
    expect(values).toEqual([
      { key: "priority", name: "Business flyers", priority: true, asked: { ...NO_FILTER, channels: ["app"], segments: ["business"] } },
      { key: "others", name: "All others", priority: false, asked: { ...NO_FILTER, channels: ["app"], segments: ["leisure", "family"] } },
    ]);
  });

  it("finds the widest gap: 94 against 54 % at booking", () => {
    const other = {
      ...FUNNEL,
      steps: FUNNEL.steps.map((step) => ({
        ...step,
        fromFirst: share((step.fromFirst.value ?? 0) - (step.moment === "booking" ? 0.4 : 0.1), 0.1, 0.9, 200),
      })),
    };
    const breakdown = prepareBreakdown([FUNNEL, other], en);
    expect(breakdown.spread).toBe("54% to 94% at Booking: the widest gap");
    expect(breakdown.rows[1]?.cells.map((cell) => [cell.text, cell.interval, cell.n])).toEqual([
      ["94%", "92–95%", "1,000"],
      ["54%", "10–90%", "200"],
    ]);
  });

  it("a small value is greyed and takes no part in the gap; a loading one stands as dots", () => {
    const small = {
      ...SURVIVAL,
      steps: [survivalStep("call", 29, 20, 0.3), survivalStep("booking", 4, 1, 0.2), survivalStep("security", 0, 0, null)],
    };
    const breakdown = prepareBreakdown([SURVIVAL, small, undefined], en);
    expect(breakdown.spread).toBe(null);
    expect(breakdown.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ["95%", "30%", "…"],
      ["91%", "—", "…"],
      ["68%", "—", "…"],
    ]);
    expect(breakdown.rows[0]?.cells[1]?.weak).toBe(true);
  });
});
