import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import type { CheckedRow, CheckedTouch } from "./checked-row.ts";
import { newVisitRecord } from "./new-visit.ts";
import { buffersOf, rowAt, visitIdAt } from "./row-columns.ts";
import { packBatch } from "./row-packer.ts";
import { addRow, emptyRecord, type RowContext } from "./visit-record.ts";

const when = fc.record({ at: fc.integer({ min: -3, max: 6 }).map((n) => n * 86_400_000), dateOnly: fc.boolean() });
const often = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, other);
const key = fc.option(fc.constantFrom("a", "b", "c", "긴 열쇠"));
const plainTouch: fc.Arbitrary<CheckedTouch> = fc.record({
  momentId: fc.integer({ min: 1, max: 4 }),
  when,
  channel: key,
  team: key,
  answer: fc.option(fc.nat({ max: 10 })),
  comment: often<string | null>(null, fc.string()),
  resolution: often<CheckedTouch["resolution"]>(null, fc.constantFrom("escalated", "unresolved")),
  seconds: often<number | null>(null, fc.nat()),
  ratingId: often<string | null>(null, fc.string()),
});
/** Few rows and touches mention factors, and those that do not have no such field. */
const words = fc.array(fc.constantFrom("slow", "느리다", "rude staff"), { minLength: 1, maxLength: 3 });
const touch: fc.Arbitrary<CheckedTouch> = fc
  .tuple(plainTouch, often<string[] | null>(null, words))
  .map(([one, factors]) => ({ ...one, ...(factors && { factors }) }));
const plainRow: fc.Arbitrary<CheckedRow> = fc.record({
  line: fc.nat(),
  visit: fc.constantFrom("v1", "v2", "v2 ", "방문 𝄞", ""),
  when,
  startedAt: often<CheckedRow["startedAt"]>(null, when),
  segment: key,
  channel: often<string | null>(null, key),
  customer: often<string | null>(null, fc.string()),
  weight: often<number | null>(null, fc.constant(1.5)),
  attributes: often<CheckedRow["attributes"]>(null, fc.constant({ area: "north" })),
  notMet: often<readonly number[]>([], fc.constant([2, 3])),
  knowledge: often<CheckedRow["knowledge"]>("complete", fc.constantFrom("ratings-only", "not-met-coded")),
  touches: fc.oneof({ weight: 4, arbitrary: touch.map((one) => [one]) }, fc.array(touch, { maxLength: 3 })),
  comment: often<string | null>(null, fc.string()),
});
const row: fc.Arbitrary<CheckedRow> = fc
  .tuple(plainRow, often<string[] | null>(null, words))
  .map(([one, factors]) => ({ ...one, ...(factors && { mentions: [{ momentId: 2, factors }] }) }));
/** A long file's rows, plain but for a few. */
const plain: fc.Arbitrary<CheckedRow> = fc
  .record({ at: when, moment: fc.integer({ min: 1, max: 30 }), segment: key, channel: key, answer: fc.option(fc.nat({ max: 4 })) })
  .map(({ at, moment, segment, channel, answer }) => ({
    line: 0,
    visit: "v",
    when: at,
    startedAt: null,
    segment,
    channel: null,
    customer: null,
    weight: null,
    attributes: null,
    notMet: [],
    knowledge: "complete",
    touches: [{ momentId: moment, when: at, channel, team: null, answer, comment: null, resolution: null, seconds: null, ratingId: null }],
    comment: null,
  }));

const ids = (text: string | null) => (text === null ? 0 : text.length + text.charCodeAt(0));
const context = (shape: "wide" | "long"): RowContext => ({
  importId: 7,
  shape,
  shapeOf: () => shape,
  keepClaims: false,
  channelId: ids,
  segmentId: ids,
  teamId: ids,
  bitOf: (momentId) => momentId,
  hashCustomer: (reference) => `hash of ${reference}`,
  factorId: (momentId, text) => 100 * momentId + text.length,
});

describe("rows as columns", () => {
  test("every row comes back as it was, in order, whatever it carries", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const { columns } = packBatch({ rows: rows.length, accepted: rows, rejected: [] });
        expect(Array.from({ length: columns.rows }, (_, i) => rowAt(columns, i))).toEqual(rows);
        const moved = structuredClone(columns, { transfer: buffersOf(columns) });
        expect(Array.from({ length: moved.rows }, (_, i) => rowAt(moved, i))).toEqual(rows);
        expect(columns.line.length).toBe(0);
      }),
      { numRuns: runs(300) },
    );
  });
});

/** How many of the cases the short way took: it has to be seen at work. */
function compareWays(rows: readonly CheckedRow[], shape: "wide" | "long"): number {
  const { columns } = packBatch({ rows: rows.length, accepted: rows, rejected: [] });
  const codeId = (code: number) => ids(columns.keys[code - 1] ?? null);
  let taken = 0;
  for (let visit = 0; visit < columns.visitEnds.length; visit += 1) {
    const order = Int32Array.from(rows.keys()).filter((i) => columns.visit[i] === visit);
    const record = newVisitRecord(columns, order, 0, order.length, {
      importId: 7,
      shape,
      channelId: codeId,
      segmentId: codeId,
      teamId: codeId,
    });
    if (record === null) continue;
    taken += 1;
    const slow = emptyRecord();
    for (const one of rows) if (one.visit === visitIdAt(columns, visit)) expect(addRow(slow, one, context(shape)).changed).toBe(true);
    expect(record).toEqual(slow);
  }
  return taken;
}

describe("the record of a new visit", () => {
  test("equals what adding its rows one by one makes, whatever rows there are", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.constantFrom("wide" as const, "long" as const), (rows, shape) => {
        compareWays(rows, shape);
      }),
      { numRuns: runs(500) },
    );
  });

  test("the same for plain rows in any order of time, nearly all of which take the short way", () => {
    let taken = 0;
    let cases = 0;
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 6 }), (rows) => {
        cases += 1;
        taken += compareWays(rows, "long");
      }),
      { numRuns: runs(500) },
    );
    expect(taken / cases).toBeGreaterThan(0.6);
  });
});
