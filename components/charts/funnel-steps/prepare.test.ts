import { describe, expect, it } from "vitest";
import { CHOICES, FUNNEL, SURVIVAL, survivalStep } from "../test-documents.ts";
import { testWords } from "../test-words.ts";
import { nextPlace } from "./next-place.ts";
import { prepareAnswered, prepareFunnel } from "./prepare.ts";

const en = testWords("charts", "en", CHOICES);
const ko = testWords("charts", "ko", CHOICES);

describe("prepareFunnel", () => {
  const picture = prepareFunnel(FUNNEL, en);

  it("says the finding (540 of 1,000 arrive without a bad moment) and sums up: 50 + 200 + 0 left, 10 + 40 + 0 open", () => {
    expect(picture.title).toBe("70% reach Security check, 54% without a bad moment; most leave at Booking (200)");
    expect(picture.summary).toBe("1,000 visits through 3 moments: 250 left before the last one, 50 are still open.");
    expect(prepareFunnel(FUNNEL, ko).title).toBe("보안 검색 도달률 70%, 나쁜 경험 없이 도달 54%. 이탈이 가장 많은 곳은 예약(200건)");
  });

  it("each bar is split into flawless and broken, which add up to reached", () => {
    for (const bar of picture.bars) {
      expect(bar.segments.map((one) => one.kind)).toEqual(["flawless", "broken"]);
      expect(bar.segments.reduce((sum, one) => sum + one.value, 0)).toBe(bar.total);
    }
    expect(picture.bars[1]?.segments[1]?.sentence).toBe("Booking: 60 with a bad moment so far, 6% of 940.");
    expect(picture.bars[1]?.segments.map((one) => one.outcome)).toEqual(["flawless-so-far", "broken-so-far"]);
  });

  it("labels the loss on the step where it happens, and none at the last", () => {
    expect(picture.bars.map((bar) => bar.lossLabel)).toEqual(["−50 left", "−200 left", ""]);
    expect(picture.bars[1]?.loss?.sentence).toBe("Booking: 200 went no further, 21% of 940.");
    expect(picture.bars[2]?.loss).toBe(null);
  });

  it("writes both rates, one at the first step", () => {
    expect(picture.bars.map((bar) => bar.rates)).toEqual([
      ["100% of first"],
      ["94% of first", "94% of prev."],
      ["70% of first", "74% of prev."],
    ]);
  });

  it("keeps the split hidden where the report hides it", () => {
    const steps = FUNNEL.steps.map((step) => ({ ...step, flawlessSoFar: null, brokenSoFar: null, left: null }));
    const hidden = prepareFunnel({ ...FUNNEL, steps }, en);
    expect(hidden.bars[1]?.segments).toEqual([{ kind: "unknown", value: 940, outcome: "reached", sentence: "Booking: 940 reached." }]);
    expect(hidden.bars[1]?.loss).toBe(null);
    expect(hidden.title).toBe("70% reach Security check");
    expect(hidden.table.rows[1]?.cells.slice(0, 4)).toEqual(["2. Booking", "940", "—", "—"]);
  });

  it("draws nothing for 4, grey for 29, and scales to the larger period", () => {
    const first = FUNNEL.steps[0];
    if (first === undefined) throw new Error("the fixture has steps");
    const steps = [
      { ...first, reached: 29 },
      { ...first, moment: "booking", reached: 4 },
    ];
    const compare = { ...FUNNEL, steps: [{ ...first, reached: 80 }] };
    const small = prepareFunnel({ ...FUNNEL, steps, compare }, en);
    expect(small.bars.map((bar) => [bar.total, bar.weak, bar.before])).toEqual([
      [29, true, 80],
      [null, false, null],
    ]);
    expect(small.max).toBe(80);
    expect(small.hasBefore).toBe(true);
  });

  it("tells empty from too few", () => {
    expect(prepareFunnel({ ...FUNNEL, visits: 0, steps: [] }, en).state).toBe("empty");
    expect(prepareFunnel({ ...FUNNEL, steps: FUNNEL.steps.map((step) => ({ ...step, reached: 3 })) }, en).state).toBe("too-few");
  });
});

describe("prepareAnswered", () => {
  it("a questionnaire's bar is the visits that rated: 450 = 300 unbroken + 100 first breaks + 50 broken earlier, and nobody leaves", () => {
    const picture = prepareAnswered(SURVIVAL, en);
    expect(picture.bars[2]?.segments.map((one) => [one.kind, one.value])).toEqual([
      ["flawless", 300],
      ["brokenHere", 100],
      ["earlier", 50],
    ]);
    expect(picture.bars.every((bar) => bar.loss === null)).toBe(true);
    expect(picture.bars[2]?.rates).toEqual(["68% flawless"]);
    expect(picture.title).toBe("68% stay free of a bad moment to the end; nobody can leave a questionnaire");
    expect(picture.kinds).toEqual(["flawless", "brokenHere", "earlier"]);
  });

  it("keeps hidden breaks hidden", () => {
    const steps = [survivalStep("call", 12, 1, null, { broke: null })];
    expect(prepareAnswered({ ...SURVIVAL, steps }, en).bars[0]?.segments.map((one) => one.kind)).toEqual(["unknown"]);
  });
});

describe("nextPlace", () => {
  it("arrows move by one and stop at the ends, Home and End jump, other keys do nothing", () => {
    expect([nextPlace(0, 3, "ArrowRight"), nextPlace(2, 3, "ArrowDown"), nextPlace(1, 3, "ArrowLeft"), nextPlace(0, 3, "ArrowUp")]).toEqual(
      [1, 2, 0, 0],
    );
    expect([nextPlace(1, 3, "Home"), nextPlace(1, 3, "End"), nextPlace(1, 3, "Enter"), nextPlace(-1, 0, "Home")]).toEqual([
      0,
      2,
      null,
      null,
    ]);
  });
});
