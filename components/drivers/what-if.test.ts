import { expect, test } from "vitest";
import { CHOICES } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import type { WhatIfAnswer } from "#domain/improvement-documents.ts";
import { NO_SCENARIO, withChange } from "./scenario.ts";
import { prepareWhatIf } from "./what-if.ts";

const en = testWords("drivers", "en", CHOICES);
const ko = testWords("drivers", "ko", CHOICES);

/** 100 visits: 40 break at the first of two moments, 3 of them also at the second; 10 of the other 60 break there. */
const BASIS: WhatIfAnswer = {
  period: { from: "2026-01-01", to: "2026-12-31", timeZone: "UTC" },
  visits: 100,
  yearlyVisits: 1000,
  moments: ["call", "booking", "security"],
  chains: [
    { after: [], atRisk: [100, 60, 0], broke: [40, 10, 0] },
    { after: [0], atRisk: [40, 0], broke: [3, 0] },
  ],
  cut: 0,
  sample: { used: 100, of: 100 },
  reason: null,
  unweighted: false,
};

test("as it is: 0.6 x 50/60 = 50 %", () => {
  const view = prepareWhatIf(BASIS, NO_SCENARIO, en);
  expect([view.state, view.score, view.present]).toEqual(["ready", "50.0%", "50.0%"]);
  expect(view.rows.map((row) => [row.name, row.presentText, row.changed])).toEqual([
    ["Information call", "40.0%", false],
    ["Booking", "16.7%", false],
    ["Security check", "—", false],
  ]);
});

test("the first at 20 %: 0.8 x (1 - (10 + 0.5 x 3) / (60 + 0.5 x 40)) = 68.5 %, 185 visits of 1,000 more", () => {
  const view = prepareWhatIf(BASIS, withChange(NO_SCENARIO, "call", { moment: "call", hazard: 0.2 }), en);
  expect([view.score, view.difference, view.year]).toEqual(["68.5%", "+18.5 pts", "+185"]);
  expect(view.sentence).toBe("Journey score 68.5% instead of 50.0% (+18.5 pts)");
});

test("the second at 50 %: 0.6 x 0.5 = 30 %, 200 visits fewer; the result goes by the scenario's name", () => {
  const worse = withChange({ ...NO_SCENARIO, name: "Two desks shut" }, "booking", { moment: "booking", hazard: 0.5 });
  const view = prepareWhatIf(BASIS, worse, en);
  expect(view.year).toBe("−200");
  expect(view.sentence).toBe("Two desks shut: Journey score 30.0% instead of 50.0% (−20.0 pts)");
});

test("the first removed: 1 - 13/100 = 87 %; a moment that is not shown changes nothing and is told", () => {
  const gone = withChange(NO_SCENARIO, "call", { moment: "call", removed: true });
  const view = prepareWhatIf(BASIS, withChange(gone, "other", { moment: "other", hazard: 0 }), ko);
  expect([view.score, view.rows[0]?.hazardText]).toEqual(["87.0%", "없앰"]);
  expect(view.notes).toContain("지금 보이지 않는 접점의 변경이 1건 있습니다.");
});

test("withheld, or without ratings: said, not drawn", () => {
  expect(prepareWhatIf({ ...BASIS, chains: [], reason: "too-few" }, NO_SCENARIO, en).state).toBe("hidden");
  expect(prepareWhatIf({ ...BASIS, chains: [] }, NO_SCENARIO, en).state).toBe("none");
});
