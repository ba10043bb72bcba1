import { describe, expect, test } from "vitest";
import { type FactsContext, factsOf, splitVisits } from "./visit-facts.ts";
import type { Claim, TouchRecord, VisitRecord } from "./visit-record.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Moments 1..3 are steps at positions 1..3 with bits 30, 20, 10; 4 is an outcome with bit 40. The standard begins at the third answer. */
const BITS = [0, 30, 20, 10, 40];
const context: FactsContext = {
  rule: (momentId) => ({ bit: BITS[momentId] ?? 0, position: momentId > 3 ? Number.POSITIVE_INFINITY : momentId, standardIndex: 2 }),
  // Nine hours ahead of UTC.
  localDay: (at) => Math.floor((at + 9 * HOUR) / DAY),
};

function touch(momentId: number, at: number, answer: number | null = null, channelId = 0, dateOnly = false): TouchRecord {
  const rest = { teamId: 0, resolution: null, seconds: null, ratingRef: null, comment: null };
  return { visitId: null, live: { importId: 1, momentId, when: { at, dateOnly }, channelId, answer, ...rest }, history: [] };
}

function claim(at: number, more: Partial<Claim> = {}): Claim {
  return {
    ...{
      importId: 1,
      when: { at, dateOnly: false },
      segmentId: 0,
      segmentAt: at,
      channelId: 0,
      startedAt: null,
      customer: null,
      weight: null,
    },
    ...{ attributes: null, comment: null, knowledge: "complete", notMet: 0 },
    ...more,
  };
}

const visit = (touches: TouchRecord[], claims: Claim[] = [claim(0)]): VisitRecord => ({ touches, claims });
const mask = (...moments: number[]) => moments.reduce((sum, moment) => sum + 2 ** (BITS[moment] ?? 0), 0);

describe("start and entry channel", () => {
  test("start = the earliest touch: 5 of 9, 5, 7; entry channel is that touch's", () => {
    const facts = factsOf(visit([touch(1, 9, null, 1), touch(3, 5, null, 2), touch(2, 7, null, 3)]), context);
    expect(facts).toMatchObject({ start: { at: 5 }, entryChannelId: 2, last: { at: 9 } });
  });

  test("a tie goes to the lowest position (an outcome is last), then to file order", () => {
    expect(factsOf(visit([touch(4, 5, null, 1), touch(3, 5, null, 2), touch(2, 5, null, 3)]), context).entryChannelId).toBe(3);
    expect(factsOf(visit([touch(2, 5, null, 4), touch(2, 5, null, 5)]), context).entryChannelId).toBe(4);
  });

  test("an explicit start stands, though touches are earlier; the entry channel stays the earliest touch's", () => {
    const started = claim(0, { startedAt: { at: 6, dateOnly: false }, channelId: 9 });
    expect(factsOf(visit([touch(1, 5, null, 2)], [started]), context)).toMatchObject({ start: { at: 6 }, entryChannelId: 2 });
  });

  test("without a touch: start and channel as claimed, nothing touched, no last", () => {
    const facts = factsOf(visit([], [claim(8, { startedAt: { at: 8, dateOnly: false }, channelId: 7 })]), context);
    expect(facts).toMatchObject({ start: { at: 8 }, entryChannelId: 7, last: null, touched: 0, rated: 0, broken: 0 });
  });

  test("16:00 UTC is the next day nine hours ahead; a calendar day stays", () => {
    expect(factsOf(visit([touch(1, 16 * HOUR)]), context).startDay).toBe(1);
    expect(factsOf(visit([touch(1, 3 * DAY, null, 0, true)]), context).startDay).toBe(3);
  });
});

describe("what a visit touched, rated and broke", () => {
  test("rated 2 (broken) and 3 at moment 1, 4 at 2, unrated at 3, outcome 1: touched all, rated 1, 2, outcome; broken 1, outcome; repeated 1", () => {
    const facts = factsOf(visit([touch(1, 1, 1), touch(1, 2, 2), touch(2, 3, 3), touch(3, 4), touch(4, 5, 0)]), context);
    expect(facts).toMatchObject({
      touched: mask(1, 2, 3, 4),
      rated: mask(1, 2, 4),
      broken: mask(1, 4),
      repeated: mask(1),
      outOfOrder: false,
    });
  });

  test("two touches of one moment of which one is rated are no repeated rating", () => {
    expect(factsOf(visit([touch(1, 1), touch(1, 2, 4)]), context).repeated).toBe(0);
  });

  test("order: 2 before 1 disagrees; 1, 2, then 1 again does not; equal times do not; an outcome between never does", () => {
    const disagrees = (...touches: TouchRecord[]) => factsOf(visit(touches), context).outOfOrder;
    expect(disagrees(touch(1, 2), touch(2, 1))).toBe(true);
    expect(disagrees(touch(1, 1), touch(2, 2), touch(1, 3))).toBe(false);
    expect(disagrees(touch(1, 5), touch(3, 5))).toBe(false);
    expect(disagrees(touch(4, 1), touch(1, 2), touch(3, 3))).toBe(false);
    expect(disagrees(touch(1, 1), touch(3, 2), touch(2, 3))).toBe(true);
  });
});

describe("dividing by pauses", () => {
  test("touches at 0, 30, 61 with a pause of 30: {0, 30} and {61}; each claim goes where its time is nearest", () => {
    const parts = splitVisits(visit([touch(1, 61), touch(2, 0), touch(3, 30)], [claim(61), claim(0), claim(44), claim(47)]), 30);
    expect(parts.map(({ touches }) => touches.map(({ live }) => live.when.at))).toEqual([[0, 30], [61]]);
    expect(parts.map(({ claims }) => claims.map(({ when }) => when.at))).toEqual([
      [0, 44],
      [61, 47],
    ]);
  });

  test("without a pause, or without touches, one visit", () => {
    const one = visit([touch(1, 0), touch(1, 1_000_000)]);
    expect(splitVisits(one, null)).toEqual([one]);
    expect(splitVisits(visit([]), 30)).toHaveLength(1);
  });
});
