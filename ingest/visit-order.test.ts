/** Whether a sample of a file tells how far apart the rows of its visits are. */
import { describe, expect, test } from "vitest";
import { seededRandom } from "#domain/statistics/rng.ts";
import { RowFaults, textReader } from "./cells.ts";
import { nameColumns } from "./header.ts";
import { withFile } from "./testing.ts";
import { sampleOrder, type VisitOrder } from "./visit-order.ts";

const BATCH = 1_000;
const SAMPLE = { windows: 32, share: 0.05, leastBytes: 0, mostBytes: 1 << 20 };

interface Row {
  readonly visit: number;
  readonly at: number;
}

/** `visits` visits of five rows each, one minute after the other; a visit starts every `every` minutes. */
function visitRows(visits: number, every: number): Row[] {
  return Array.from({ length: visits * 5 }, (_, i) => ({ visit: Math.floor(i / 5), at: Math.floor(i / 5) * every + (i % 5) }));
}

function shuffled(rows: readonly Row[]): Row[] {
  const random = seededRandom(7);
  return rows
    .map((row) => ({ row, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

function dealt(rows: readonly Row[]): Row[] {
  return [0, 1, 2, 3, 4].flatMap((hand) => rows.filter((_, i) => i % 5 === hand));
}

interface Sampled extends VisitOrder {
  /** Read while the file is there. */
  readonly tenths: readonly string[];
}

function orderOf(rows: readonly Row[]): Promise<Sampled | null> {
  const text = rows.map(({ visit, at }) => `v${String(visit).padStart(6, "0")},page,${String(at).padStart(8, "0")},some text\n`).join("");
  return withFile(`visit,page,at,note\n${text}`, async (file) => {
    const plan = {
      file,
      encoding: "utf-8",
      delimiter: ",",
      header: nameColumns(["visit", "page", "at", "note"]),
      faults: new RowFaults(),
      checker: () => () => null,
    };
    const source = { kind: "column", column: "visit", values: null, blank: [], notMet: [], from: null } as const;
    const order = sampleOrder(
      plan,
      textReader(source, () => 0),
      BATCH,
      SAMPLE,
    );
    return order && { ...order, tenths: order.bounds(10) };
  });
}

describe("the order of a file's visits", () => {
  test("rows that stand together: each row but a visit's first comes one row behind, 4/5 x 1/1,000 = 0.0008", async () => {
    const order = await orderOf(visitRows(20_000, 5));
    expect(order?.apart).toBeGreaterThan(0.0005);
    expect(order?.apart).toBeLessThan(0.0015);
  });

  test("shuffled: nearly every row but a visit's first comes in another batch than the one before, 4 of 5", async () => {
    const order = await orderOf(shuffled(visitRows(20_000, 5)));
    expect(order?.apart).toBeGreaterThan(0.5);
  });

  test("sorted by time with 40 visits at a time: each row but the first comes 40 rows behind, 4/5 x 40/1,000 = 0.032", async () => {
    const sorted = visitRows(20_000, 0.1).toSorted((a, b) => a.at - b.at || a.visit - b.visit);
    const order = await orderOf(sorted);
    expect(order?.apart).toBeGreaterThan(0.015);
    expect(order?.apart).toBeLessThan(0.06);
  });

  test("one row a visit is never apart", async () => {
    const order = await orderOf(Array.from({ length: 100_000 }, (_, i) => ({ visit: i, at: i })));
    expect(order?.apart).toBe(0);
  });

  test.each([
    ["shuffled", shuffled],
    ["that begin again five times, a row a visit each time", dealt],
  ])("bounds divide 20,000 visits into ten parts of about 2,000, ascending: rows %s", async (_, arranged) => {
    const order = await orderOf(arranged(visitRows(20_000, 5)));
    const bounds = order?.tenths.map((id) => Number(id.slice(1))) ?? [];
    expect(bounds).toHaveLength(9);
    for (const [i, bound] of bounds.entries()) expect(Math.abs(bound - (i + 1) * 2_000)).toBeLessThan(400);
    expect(Math.abs((order?.rows ?? 0) - 100_000)).toBeLessThan(2_000);
  });

  test("a file with little more than what would be looked at is not looked at", async () => {
    expect(await withFile("visit,page,at,note\n1,a,2,b\n", () => orderOf(visitRows(3, 5)))).toBeNull();
  });
});
