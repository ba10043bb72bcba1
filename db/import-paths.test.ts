/**
 * The short way of new visits and the general way, row by row, leave the same store: the same rows in one batch, where most visits are new
 * and whole, and in batches of one, where every row but a visit's first finds its visit stored.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedRow } from "#domain/checked-row.ts";
import { runs } from "../scripts/property-runs.ts";
import { factsContext } from "./journey-context.ts";
import { PlainVisits } from "./plain-visits.ts";
import { verifyStore } from "./recount.ts";
import { dumpStore } from "./test-dump.ts";
import { importRows, row, testStore, withJourney } from "./test-store.ts";

interface Drawn {
  readonly visit: string;
  readonly hour: number;
  readonly dateOnly: boolean;
  readonly moments: readonly number[];
  readonly answer: number | null;
  readonly channel: string | null;
  readonly segment: string | null;
  readonly comment: string | null;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  visit: fc.constantFrom("v1", "v2", "v3", "v4", "방문", "𝄞"),
  hour: fc.nat({ max: 50 }),
  dateOnly: fc.boolean(),
  moments: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
  answer: fc.option(fc.nat({ max: 4 })),
  channel: fc.option(fc.constantFrom("app", "desk")),
  segment: fc.option(fc.constantFrom("x", "y")),
  comment: fc.option(fc.constant("slow"), { freq: 12 }),
});

async function storeOf(lines: readonly Drawn[], shape: "wide" | "long", batch: number): Promise<unknown> {
  const { store, close } = testStore();
  try {
    const journey = await withJourney(store);
    const rows = lines.map((line, i): CheckedRow => {
      const when = line.dateOnly ? { at: (line.hour % 3) * 86_400_000, dateOnly: true } : { at: line.hour * 3_600_000, dateOnly: false };
      const touches = (shape === "wide" ? line.moments : line.moments.slice(0, 1)).map((moment) => ({
        momentId: journey.moments[moment]?.id ?? 0,
        when,
        channel: line.channel,
        team: null,
        answer: line.answer,
        comment: line.comment,
        resolution: null,
        seconds: null,
        ratingId: null,
      }));
      const start = shape === "wide" ? { startedAt: when, channel: line.channel, knowledge: "ratings-only" as const } : {};
      return row({ line: i + 2, visit: line.visit, when, segment: line.segment, touches, ...start });
    });
    await importRows(store, journey, rows, { shape, batch, name: "file" });
    expect(verifyStore(store).differences).toBe(0);
    return dumpStore(store);
  } finally {
    close();
  }
}

describe("the two ways of an import", () => {
  test("one batch and batches of one leave the same visits, touches, rollups and counts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(drawn, { minLength: 1, maxLength: 12 }),
        fc.constantFrom("wide" as const, "long" as const),
        async (lines, shape) => {
          expect(await storeOf(lines, shape, 100)).toEqual(await storeOf(lines, shape, 1));
        },
      ),
      { numRuns: runs(60) },
    );
  });

  test("of 3,000 new visits all go in, plain or not, with numbers in file order: 1, 2, 3 …", async () => {
    const { store, close } = testStore();
    try {
      const journey = await withJourney(store);
      const momentId = journey.moments[0]?.id ?? 0;
      const rows = Array.from({ length: 3_000 }, (_, i) => {
        const when = { at: i * 1_000, dateOnly: i % 7 === 0 };
        const touch = {
          momentId,
          when,
          channel: "app",
          team: null,
          answer: i % 5,
          comment: null,
          resolution: null,
          seconds: null,
          ratingId: null,
        };
        return row({ line: i + 2, visit: `v${String(i).padStart(4, "0")}`, when, touches: [touch], segment: i % 11 === 0 ? null : "x" });
      });
      const result = await importRows(store, journey, rows, { shape: "long", batch: 3_000 });
      expect([result.visits, result.touches, result.ratings, result.unchanged]).toEqual([3_000, 3_000, 3_000, 0]);
      const stored = store.driver.prepare<[], [number, string]>("select id, external_id from visits order by id").raw().all();
      expect(stored).toEqual(rows.map((one, i) => [i + 1, one.visit]));
      expect(verifyStore(store).differences).toBe(0);
      const inReverse = rows.toReversed().map((one, i) => ({ ...one, line: i + 2 }));
      const again = await importRows(store, journey, inReverse, { shape: "long", batch: 500 });
      expect([again.visits, again.touches, again.unchanged]).toEqual([0, 0, 3_000]);
    } finally {
      close();
    }
  });

  test("an error while visits are derived ends the insert as that error, and the store stays usable", async () => {
    const { store, close } = testStore();
    try {
      const journey = await withJourney(store);
      const plain = new PlainVisits(store.driver, journey.id);
      const context = factsContext(store, journey.id);
      const live = { importId: 1, momentId: 999, when: { at: 0, dateOnly: false }, channelId: 0, teamId: 0, answer: 1 };
      const touch = { visitId: null, live: { ...live, resolution: null, seconds: null, ratingRef: null, comment: null }, history: [] };
      const { importId, when } = live;
      const claim = { importId, when, segmentId: 0, segmentAt: 0, channelId: 0, startedAt: null, customer: null, weight: null };
      const record = {
        touches: [touch],
        claims: [{ ...claim, attributes: null, comment: null, knowledge: "complete" as const, notMet: 0 }],
      };
      expect(() =>
        plain.insert([{ id: 1, sourceId: 1, externalId: "v1", record }], () => {
          throw new Error(String(context.rule(999)));
        }),
      ).toThrow("Moment 999 is not one of this journey.");
      expect(store.driver.prepare<[], number>("select count(*) from visits").pluck().get()).toBe(0);
    } finally {
      close();
    }
  });
});
