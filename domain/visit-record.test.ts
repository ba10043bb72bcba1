import { describe, expect, test } from "vitest";
import type { CheckedRow, CheckedTouch } from "./checked-row.ts";
import { addRow, contributes, emptyRecord, foldClaims, type RowContext, type VisitRecord, withoutImport } from "./visit-record.ts";

const IDS = new Map([
  [null, 0],
  ["x", 1],
  ["y", 2],
]);
const idOf = (key: string | null) => IDS.get(key) ?? 9;

function context(importId: number, shape: "wide" | "long" = "long", keepClaims = false): RowContext {
  return {
    ...{ importId, shape, keepClaims, channelId: idOf, segmentId: idOf, teamId: idOf },
    shapeOf: () => shape,
    bitOf: (momentId) => momentId,
    hashCustomer: (reference) => `hash of ${reference}`,
    factorId: (momentId, text) => 100 * momentId + text.length,
  };
}

const when = (at: number) => ({ at, dateOnly: false });

function touch(momentId: number, at: number, answer: number | null, more: Partial<CheckedTouch> = {}): CheckedTouch {
  return {
    ...{ momentId, when: when(at), answer, channel: null, team: null, comment: null, resolution: null, seconds: null, ratingId: null },
    ...more,
  };
}

function row(at: number, touches: readonly CheckedTouch[], more: Partial<CheckedRow> = {}): CheckedRow {
  return {
    ...{
      line: 2,
      visit: "v",
      when: when(at),
      startedAt: null,
      segment: null,
      channel: null,
      customer: null,
      weight: null,
      attributes: null,
    },
    ...{ notMet: [], knowledge: "complete", touches, comment: null },
    ...more,
  };
}

/** A long row of one touch. */
const long = (momentId: number, at: number, answer: number | null, more: Partial<CheckedRow> = {}, ofTouch: Partial<CheckedTouch> = {}) =>
  row(at, [touch(momentId, at, answer, ofTouch)], more);

const live = (record: VisitRecord) => record.touches.map(({ live: { momentId, when: time, answer } }) => [momentId, time.at, answer]);
const past = (record: VisitRecord) => record.touches.map(({ history }) => history.map(({ answer }) => answer));

describe("the same touch with another value", () => {
  test("long: moment 1 at 10 as 4, then as 2: one touch of 2, the 4 is history; moment 1 at 11 is a second touch", () => {
    const record = emptyRecord();
    expect(addRow(record, long(1, 10, 4), context(1))).toEqual({ changed: true, touches: 1, ratings: 1, repeats: null });
    expect(addRow(record, long(1, 10, 2), context(2))).toEqual({ changed: true, touches: 1, ratings: 1, repeats: null });
    expect(addRow(record, long(1, 11, 3), context(2))).toMatchObject({ changed: true, touches: 1 });
    expect(live(record)).toEqual([
      [1, 10, 2],
      [1, 11, 3],
    ]);
    expect(past(record)).toEqual([[4], []]);
  });

  test("wide: the later time wins whatever comes first: 5 at 12, 1 at 11, 2 at 13 leave 2 with 1 and 5 behind it", () => {
    const record = emptyRecord();
    for (const [importId, at, answer, counts] of [
      [1, 12, 5, 1],
      [2, 11, 1, 0],
      [3, 13, 2, 1],
    ] as const) {
      expect(addRow(record, row(at, [touch(1, at, answer)]), context(importId, "wide"))).toMatchObject({ changed: true, touches: counts });
    }
    expect(live(record)).toEqual([[1, 13, 2]]);
    expect(past(record)).toEqual([[1, 5]]);
  });

  test("wide after long, and long after wide: of one moment and time there are two touches, each corrected by its own shape only", () => {
    for (const shapes of [["wide", "long"] as const, ["long", "wide"] as const]) {
      const record = emptyRecord();
      const shapeOf = (importId: number) => shapes[importId % 2] ?? "wide";
      for (const [importId, answer] of [2, 3, 1, 4].entries()) {
        addRow(record, row(10, [touch(1, 10, answer)]), { ...context(importId, shapeOf(importId)), shapeOf });
      }
      expect(live(record)).toEqual([
        [1, 10, 1],
        [1, 10, 4],
      ]);
      expect(past(record)).toEqual([[2], [3]]);
    }
  });

  test("a ratingId is the identity: another time, even another moment, is the same rating; without one there is another touch", () => {
    const record = emptyRecord();
    addRow(record, long(1, 10, 4, {}, { ratingId: "r" }), context(1));
    addRow(record, long(2, 12, 1, {}, { ratingId: "r" }), context(1));
    addRow(record, long(2, 12, 3), context(1));
    expect(live(record)).toEqual([
      [2, 12, 1],
      [2, 12, 3],
    ]);
  });

  test("within one file the order of arrival decides: 4, 2, 4 at one time leave 4, and the file again changes nothing", () => {
    const record = emptyRecord();
    const rows = [4, 2, 4].map((answer) => long(1, 10, answer));
    const effects = rows.map((one) => addRow(record, one, context(1)));
    expect(live(record)).toEqual([[1, 10, 4]]);
    expect(effects.map(({ touches }) => touches)).toEqual([1, 0, 0]);
    const again = rows.map((one) => addRow(record, one, context(2)));
    expect(again.map(({ changed, repeats }) => [changed, repeats])).toEqual([
      [false, 1],
      [false, 1],
      [false, 1],
    ]);
    expect(contributes(record, 2)).toBe(false);
  });

  test("a rating that came with another channel, team, comment, resolution or length is another value", () => {
    for (const more of [{ channel: "x" }, { team: "x" }, { comment: "slow" }, { resolution: "escalated" }, { seconds: 15 }] as const) {
      const record = emptyRecord();
      addRow(record, long(1, 10, 4), context(1));
      expect(addRow(record, long(1, 10, 4, {}, more), context(2))).toMatchObject({ changed: true, touches: 1 });
      expect(past(record)).toEqual([[4]]);
    }
  });

  test("a day and the instant of its midnight are two times", () => {
    const record = emptyRecord();
    addRow(record, long(1, 0, 4), context(1));
    addRow(record, long(1, 0, 4, {}, { when: { at: 0, dateOnly: true } }), context(1));
    expect(record.touches).toHaveLength(2);
  });
});

describe("claims about the visit", () => {
  const segmentOf = (record: VisitRecord) => foldClaims(record.claims).segmentId;

  test("segment = the last non-empty one by time: x at 1, none at 3, y at 2 give y; x at 2 later on still y, x arriving at 2 last gives x", () => {
    const record = emptyRecord();
    addRow(record, long(1, 1, 4, { segment: "x" }), context(1));
    addRow(record, long(1, 3, 4), context(1));
    addRow(record, long(1, 2, 4, { segment: "y" }), context(1));
    expect(segmentOf(record)).toBe(2);
    addRow(record, long(2, 0, 4, { segment: "x" }), context(2));
    expect(segmentOf(record)).toBe(2);
    addRow(record, long(2, 2, 4, { segment: "x" }), context(3));
    expect(segmentOf(record)).toBe(1);
    expect(segmentOf(withoutImport(record, 3) ?? emptyRecord())).toBe(2);
  });

  test("a file again with another segment on the same rows: the last row that names one decides, though a later row names none", () => {
    const record = emptyRecord();
    const file = (segment: string) => [long(1, 1, 4, { segment }), long(2, 2, 4, { segment }), long(3, 3, 4)];
    for (const one of file("x")) addRow(record, one, context(1));
    const effects = file("y").map((one) => addRow(record, one, context(2)));
    expect(effects.map(({ changed }) => changed)).toEqual([false, true, false]);
    expect(segmentOf(record)).toBe(2);
    expect(file("y").map((one) => addRow(record, one, context(3)).changed)).toEqual([false, false, false]);
    expect(file("x").map((one) => addRow(record, one, context(4)).changed)).toEqual([false, false, false]);
  });

  test("what is known adds up: attributes by name, not-met moments as a union, the most telling knowledge; the customer only as a hash", () => {
    const record = emptyRecord();
    const first = { attributes: { area: "A", gate: "1" }, notMet: [3], knowledge: "ratings-only", customer: "ann", weight: 2 } as const;
    addRow(record, row(1, [touch(1, 1, 4)], first), context(1, "wide"));
    addRow(record, row(2, [touch(2, 2, 4)], { attributes: { gate: "2" }, notMet: [5], knowledge: "not-met-coded" }), context(2, "wide"));
    expect(foldClaims(record.claims)).toMatchObject({
      attributes: { area: "A", gate: "2" },
      notMet: 2 ** 3 + 2 ** 5,
      knowledge: "not-met-coded",
      customer: "hash of ann",
      weight: 2,
    });
    expect(JSON.stringify(record)).not.toContain('"ann"');
  });

  test("a row that repeats its touch but names a segment for the first time changes the visit and no touch", () => {
    const record = emptyRecord();
    addRow(record, long(1, 10, 4), context(1));
    expect(addRow(record, long(1, 10, 4, { segment: "x" }), context(2))).toMatchObject({ changed: true, touches: 0, ratings: 0 });
    expect(segmentOf(record)).toBe(1);
    expect(addRow(record, long(1, 10, 4, { segment: "x" }), context(3))).toMatchObject({ changed: false, repeats: 1 });
  });

  test("one import's claims are one, unless a pause may divide them", () => {
    for (const [keep, claims] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const record = emptyRecord();
      addRow(record, long(1, 10, 4), context(1, "long", keep));
      addRow(record, long(2, 11, 4), context(1, "long", keep));
      expect(record.claims).toHaveLength(claims);
    }
  });
});

describe("without an import", () => {
  test("of 4 (first), 2 (second), 3 (third) at one time: without the third 2, without the second 3, without first and third 2, without all nothing", () => {
    const record = emptyRecord();
    for (const [importId, answer] of [
      [1, 4],
      [2, 2],
      [3, 3],
    ] as const) {
      addRow(record, long(1, 10, answer), context(importId));
    }
    const without = (...imports: number[]) => imports.reduce<VisitRecord | null>((left, id) => left && withoutImport(left, id), record);
    const answers = (left: VisitRecord | null) => left && live(left).map(([, , answer]) => answer);
    expect([without(3), without(2), without(1, 3), without(3, 2)].map(answers)).toEqual([[2], [3], [2], [4]]);
    expect(without(1, 2, 3)).toBeNull();
    expect(live(record)).toEqual([[1, 10, 3]]);
  });

  test("a repeated row goes with the import that first brought it", () => {
    const record = emptyRecord();
    addRow(record, long(1, 10, 4), context(1));
    expect(addRow(record, long(1, 10, 4), context(2)).repeats).toBe(1);
    expect(withoutImport(record, 1)).toBeNull();
  });

  test("of late losers the latest in time comes back: 5 at 12 over 1 at 11 and 3 at 10; without the 5 it is 1", () => {
    const record = emptyRecord();
    for (const [importId, at, answer] of [
      [1, 12, 5],
      [2, 11, 1],
      [3, 10, 3],
    ] as const) {
      addRow(record, row(at, [touch(1, at, answer)]), context(importId, "wide"));
    }
    const left = withoutImport(record, 1) ?? emptyRecord();
    expect(live(left)).toEqual([[1, 11, 1]]);
    expect(past(left)).toEqual([[3]]);
  });
});
