import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenBuckets, hiddenValues, hideShare, mayShow } from "./privacy.ts";
import { wilsonShare } from "./statistics/wilson.ts";

const counts = (...n: number[]) => new Map(n.map((count, i) => [i, count]));
const hidden = (...n: number[]) => [...hiddenValues(counts(...n))].sort((a, b) => a - b);

/** Every choice of values that may be shown, as sets of indices. */
function shown(n: readonly number[]): number[][] {
  const all = Array.from({ length: 2 ** n.length }, (_, bits) => n.flatMap((_count, i) => ((bits >>> i) & 1 ? [i] : [])));
  return all.filter((choice) => mayShow(counts(...n), choice));
}

describe("hidden values", () => {
  it("nothing under five: nothing is hidden; 0 is no secret", () => {
    expect(hidden(5, 100, 0)).toEqual([]);
    expect(hidden()).toEqual([]);
  });

  it("3 beside 50 and 100 takes the smaller one along", () => {
    expect(hidden(100, 3, 50)).toEqual([1, 2]);
  });

  it("4 and 3 together are seven: enough; 1 and 2 are three: 60 goes too", () => {
    expect(hidden(4, 3, 60, 70)).toEqual([0, 1]);
    expect(hidden(1, 2, 60, 70)).toEqual([0, 1, 2]);
  });

  it("where there is no sibling, everything is hidden", () => {
    expect(hidden(3)).toEqual([0]);
    expect(hidden(3, 0)).toEqual([0]);
    expect(hidden(1, 2)).toEqual([0, 1]);
  });

  const dimension = fc.array(fc.oneof(fc.nat(6), fc.nat(40)), { maxLength: 7 });

  it("every value with 1..4 is hidden, none with 0, and where values remain at least two with at least five are", () => {
    fc.assert(
      fc.property(dimension, (n) => {
        const set = hiddenValues(counts(...n));
        n.forEach((count, i) => {
          if (count > 0 && count < 5) expect(set.has(i)).toBe(true);
          if (count === 0) expect(set.has(i)).toBe(false);
        });
        const rest = n.filter((count, i) => count > 0 && !set.has(i)).length;
        if (set.size === 0 || rest === 0) return;
        expect(set.size).toBeGreaterThanOrEqual(2);
        expect([...set].reduce((sum, i) => sum + (n[i] ?? 0), 0)).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it("no subtraction of two answers tells of one to four, unless that is all there is (all pairs of choices)", () => {
    fc.assert(
      fc.property(dimension, (n) => {
        const total = n.reduce((sum, count) => sum + count, 0);
        if (total < 5) return;
        const sets = shown(n);
        for (const larger of sets) {
          for (const smaller of sets) {
            if (!smaller.every((i) => larger.includes(i))) continue;
            const left = larger.filter((i) => !smaller.includes(i)).reduce((sum, i) => sum + (n[i] ?? 0), 0);
            expect(left === 0 || left >= 5).toBe(true);
          }
        }
      }),
    );
  });

  it("no sums and differences of any answers give a hidden value: some other history gives the same answers to all of them", () => {
    fc.assert(
      fc.property(dimension, (n) => {
        const set = [...hiddenValues(counts(...n))];
        const rest = n.filter((count, i) => count > 0 && !set.includes(i)).length;
        const [first, second] = set;
        if (first === undefined || second === undefined || rest === 0) return;
        // Move one hit from a hidden value to another: every answer that may be shown has the same sum of hits.
        const hits = n.map((count) => count / 2);
        const moved = hits.map((hit, i) => (i === first ? hit + 1 : i === second ? hit - 1 : hit));
        const answer = (choice: number[], values: number[]) => choice.reduce((sum, i) => sum + (values[i] ?? 0), 0);
        for (const choice of shown(n)) {
          // An empty choice means everything, which is a sum over all.
          expect(answer(choice, moved)).toBe(answer(choice, hits));
        }
      }),
    );
  });

  it("a choice with all hidden values, or none, may be shown; with some, not", () => {
    const n = counts(100, 3, 50);
    expect(mayShow(n, [])).toBe(true);
    expect(mayShow(n, [0])).toBe(true);
    expect(mayShow(n, [1, 2])).toBe(true);
    expect(mayShow(n, [0, 1, 2, 9])).toBe(true);
    expect(mayShow(n, [2])).toBe(false);
    expect(mayShow(n, [0, 1])).toBe(false);
    expect(mayShow(n, [1, 1])).toBe(false);
  });
});

describe("a share for those who may not open visits", () => {
  it.each([
    [1, 4, "too-few"],
    [0, 5, "below-10-percent"],
    [5, 5, "above-90-percent"],
    [0, 9, "below-10-percent"],
    [9, 9, "above-90-percent"],
  ])("%i of %i is hidden (%s), n stays", (hits, n, reason) => {
    expect(hideShare(wilsonShare(hits, n, "no-ratings"))).toEqual({ value: null, low: null, high: null, n, reason });
  });

  it.each([
    [1, 5],
    [8, 9],
    [0, 10],
    [10, 10],
  ])("%i of %i is told", (hits, n) => {
    expect(hideShare(wilsonShare(hits, n, "no-ratings")).value).toBe(hits / n);
  });

  it("what is missing keeps its own reason", () => {
    expect(hideShare(wilsonShare(0, 0, "no-ratings"))).toMatchObject({ reason: "no-ratings" });
  });
});

it("y has 50, 60, 20 in three buckets and x has 3, none, 9: y's first would tell x's 3, and is hidden with the smallest other (3 + 9 of x)", () => {
  const buckets = [
    [3, 50],
    [0, 60],
    [9, 20],
  ].map(
    ([x = 0, y = 0]) =>
      new Map([
        [1, x],
        [2, y],
      ]),
  );
  expect(hiddenBuckets([50, 60, 20], [{ chosen: [2], buckets }])).toEqual(new Set([0, 2]));
  expect(hiddenBuckets([50, 60, 20], [{ chosen: [1, 2], buckets }])).toEqual(new Set());
  expect(hiddenBuckets([50, 60, 20], [])).toEqual(new Set());
});
